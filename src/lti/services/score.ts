import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Delivery, Pending } from '../../delivery/index.ts';
import { formatActivityRef } from '../../shared/index.ts';
import type { Column } from './columns.ts';

/** What the outbox keeps of a score. Only its timestamp is added when it is sent. */
export const scoreSchema = z.object({
  platformId: z.string(),
  lineItemUrl: z.string(),
  userId: z.string(),
  activityProgress: z.enum(['InProgress', 'Submitted', 'Completed']),
  gradingProgress: z.enum(['NotReady', 'PendingManual', 'FullyGraded']),
  scoreGiven: z.number().nullable(),
  scoreMaximum: z.number().positive(),
  comment: z.string().nullable(),
});

export type Score = z.output<typeof scoreSchema>;

/** How someone stands in what a column is about. */
export interface ColumnResult {
  readonly state: 'in-progress' | 'submitted' | 'graded';
  /** Null while nothing counts yet. */
  readonly points: number | null;
  readonly maxPoints: number;
  readonly at: Date;
  /** Plain text. */
  readonly comment: string | null;
}

export interface ScoredPerson {
  readonly id: string;
  readonly cohortId: string;
  readonly subject: string;
}

interface ScoreFacts {
  readonly pending: Pending;
  readonly column: Column;
  readonly person: ScoredPerson;
  readonly result: ColumnResult;
}

/** The delivery that brings a person's result into a column. `label` is what the outbox shows. */
export function scoreDelivery({ pending, column, person, result }: ScoreFacts, label: string): Delivery {
  const payload: Score = {
    platformId: column.platformId,
    lineItemUrl: column.lineItemUrl,
    userId: person.subject,
    ...progressOf(result),
    scoreGiven: result.points === null ? null : Math.min(Math.max(result.points, 0), result.maxPoints),
    scoreMaximum: result.maxPoints,
    comment: result.comment,
  };
  return {
    key: scoreKey(column.lineItemUrl, person.subject),
    kind: 'score',
    destination: column.platformId,
    eventAt: new Date(Math.max(pending.at.getTime(), result.at.getTime())),
    pendingId: pending.id,
    cohortId: person.cohortId,
    enrolmentId: person.id,
    activity: formatActivityRef(column.activity),
    label,
    tentative: result.points === null,
    payload,
  };
}

/** One entry of the outbox for each person and line item. */
export function scoreKey(lineItemUrl: string, subject: string): string {
  return createHash('sha256')
    .update(JSON.stringify([lineItemUrl, subject]))
    .digest('base64url');
}

/**
 * With points it is always FullyGraded, whatever is still to come: Moodle erases the grade on anything else, and shows
 * only what is fully graded.
 */
function progressOf({ state, points }: ColumnResult): Pick<Score, 'activityProgress' | 'gradingProgress'> {
  const activityProgress = {
    'in-progress': 'InProgress',
    submitted: 'Submitted',
    graded: 'Completed',
  } as const;
  const pendingGrade = state === 'submitted' ? 'PendingManual' : 'NotReady';
  return {
    activityProgress: activityProgress[state],
    gradingProgress: points === null ? pendingGrade : 'FullyGraded',
  };
}
