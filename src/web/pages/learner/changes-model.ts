import type { AttemptChange, Grant } from '../../../learning/index.ts';
import type { Translate } from '../../texts.ts';

/** Something that a trainer decided for a trainee, with its reason. */
export interface ChangeModel {
  readonly text: string;
  readonly reason: string;
  readonly byName: string | null;
  readonly at: Date;
}

export function changeModel(change: AttemptChange, t: Translate): ChangeModel {
  const { reason, byName, at } = change;
  return { text: t(`learning:change.${change.kind}`, { count: change.minutes ?? 0 }), reason, byName, at };
}

export function grantModel(grant: Grant, t: Translate): ChangeModel {
  const { reason, at } = grant;
  return { text: grantText(grant, t), reason, byName: grant.by.name, at };
}

function grantText(grant: Grant, t: Translate): string {
  switch (grant.kind) {
    case 'extra-attempts':
      return t('learning:grant.extra-attempts', { count: grant.attempts });
    case 'more-time':
      return t('learning:change.more-time', { count: grant.minutes });
    case 'no-time-limit':
      return t('learning:change.no-time-limit');
  }
}
