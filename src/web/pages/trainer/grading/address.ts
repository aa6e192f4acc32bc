import { z } from 'zod';
import type { SubmissionId } from '../../../../assessment/index.ts';
import { paths, type Where } from '../../../paths.ts';

const notices = [
  'saved',
  'finished',
  'released',
  'held',
  'taken-back',
  'claimed',
  'answered',
  'reopened',
  'adopted',
  'again',
  'reason-missing',
  'quote-not-found',
  'incomplete',
  'time-missing',
  'empty',
] as const;

/** The grading screen's own parameters; the others of its address are the queue's filter, which goes with the marker. */
export const gradeQuery = z.object({
  version: z.coerce.number().int().min(1).max(9_999).optional().catch(undefined),
  notice: z.enum(notices).optional().catch(undefined),
  name: z.string().max(200).optional().catch(undefined),
});

export type GradeQuery = z.output<typeof gradeQuery>;
export type GradeNotice = NonNullable<GradeQuery['notice']>;

export interface GradePlace {
  readonly where: Where;
  readonly submission: SubmissionId;
  /** The queue's filter as it stands in addresses; '' where it is as it opens. */
  readonly queue: string;
}

/** The grading screen of a submission, with the queue from which the marker came. */
export function gradeHref({ where, submission, queue }: GradePlace, own: GradeQuery = {}): string {
  const values = Object.entries(own).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  const query = [queue, new URLSearchParams(values).toString()].filter(Boolean).join('&');
  return `${paths.grade.to({ ...where, submission })}${query && `?${query}`}`;
}

export function queueHref({ where, queue }: Pick<GradePlace, 'where' | 'queue'>): string {
  return `${paths.queue.to(where)}${queue && `?${queue}`}`;
}
