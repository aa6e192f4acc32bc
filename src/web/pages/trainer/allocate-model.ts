import type { EnrolmentId } from '../../../shared/index.ts';
import { paths, type Where } from '../../paths.ts';
import type { Translate } from '../../texts.ts';
import type { TraineeGroup } from './allocate-groups.ts';
import type { Trainee } from './person-name.ts';

export interface AllocateInput {
  readonly team: readonly { readonly id: EnrolmentId; readonly name: string }[];
  readonly trainees: readonly Trainee[];
  readonly groups: readonly TraineeGroup[];
  /** Trainee → trainer. */
  readonly allocation: Readonly<Record<string, EnrolmentId>>;
  /** Works that were ticked in the queue. */
  readonly work: readonly string[];
  readonly viewerId: EnrolmentId;
  readonly from: string;
  readonly where: Where;
  readonly t: Translate;
}

export interface AllocateModel {
  readonly action: string;
  readonly queueHref: string;
  readonly from: string;
  readonly works: readonly string[];
  readonly worksText: string;
  readonly team: readonly {
    readonly id: string;
    readonly name: string;
    readonly isMe: boolean;
    readonly countText: string;
  }[];
  readonly groups: readonly { readonly value: string; readonly text: string }[];
  readonly trainees: readonly { readonly id: string; readonly name: string; readonly trainerText: string }[];
  readonly freeText: string | null;
}

export function allocateModel(input: AllocateInput): AllocateModel {
  const { team, trainees, groups, allocation, work, from, where, t } = input;
  const names = new Map<string, string>(team.map(({ id, name }) => [id, name]));
  const trainerOf = ({ enrolment }: Trainee): EnrolmentId | null => allocation[enrolment.id] ?? null;
  const free = trainees.filter((trainee) => !names.has(trainerOf(trainee) ?? '')).length;
  const queue = paths.queue.to(where);
  return {
    action: paths.allocate.to(where),
    queueHref: from === '' ? queue : `${queue}?${from}`,
    from,
    works: work,
    worksText: t('queue:allocation.ticked', { count: work.length }),
    team: team.map(({ id, name }) => ({
      ...{ id, name, isMe: id === input.viewerId },
      countText: t('queue:allocation.has', {
        count: trainees.filter((trainee) => trainerOf(trainee) === id).length,
      }),
    })),
    groups: groups.map(({ value, text }) => ({ value, text })),
    trainees: trainees.map((trainee) => ({
      ...{ id: trainee.enrolment.id, name: trainee.name },
      trainerText: names.get(trainerOf(trainee) ?? '') ?? t('queue:nobody'),
    })),
    freeText: free > 0 ? t('queue:allocation.free', { count: free }) : null,
  };
}
