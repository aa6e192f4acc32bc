import { createHash } from 'node:crypto';
import type { Actor } from '../../../../assessment/index.ts';
import type { Translate } from '../../../texts.ts';

/** The name that the platform gave, or one that tells people without a name apart. */
export function authorName({ name, enrolmentId }: Pick<Actor, 'name' | 'enrolmentId'>, t: Translate): string {
  const code = createHash('sha256').update(enrolmentId).digest('hex').slice(0, 4).toUpperCase();
  return name || t('trainer:nameless', { code });
}
