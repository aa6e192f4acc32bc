import type { EnrolmentId } from '../../shared/index.ts';
import type { AssessmentDeps } from '../deps.ts';
import type { Actor, DraftField, Mark, Submission, SubmissionEvent, Version } from '../model.ts';
import { receivedReviews, type ReceivedReview } from '../peer-review/received-review.ts';
import { writtenReview, type WrittenReview } from '../peer-review/written-review.ts';
import { visibleMarks } from '../grading/what-marker-sees.ts';
import { toOwnSubmission, type OwnSubmission } from '../own-submission.ts';

/** Everything that is kept of one task of one person. */
export interface TaskRecord {
  readonly submission: OwnSubmission;
  /** Who did what when; what markers did before a release is left out of the author's own record. */
  readonly events: readonly SubmissionEvent[];
  readonly versions: readonly Version[];
  /** What is being written; null in a trainer's record, who sees no draft. */
  readonly draft: Readonly<Record<string, DraftField>> | null;
  /** Only in a trainer's record: what every marker entered and finished, but for what this one must not know yet. */
  readonly marks: readonly Mark[] | null;
  /** About works of others, without whose they are; and about this one, without who wrote them. */
  readonly reviewsWritten: readonly WrittenReview[];
  readonly reviewsReceived: readonly ReceivedReview[];
}

/** Whose record it is, or the trainer who reads it. */
export type RecordReader = 'own' | Pick<Actor, 'enrolmentId'>;

/** Where a marker's work shows before it is released. */
const markersOwn = new Set<SubmissionEvent['kind']>([
  'claimed',
  'grading-begun',
  'marked',
  'mark-reopened',
  'held',
  'released-alone',
  'allocated',
]);

/**
 * What is kept of someone's tasks, for the person themselves (`own`) or for a trainer of the cohort, who sees neither what
 * was taken back nor, of two who mark independently, what the other gave. Two store operations, and three for each task
 * that was begun.
 */
export async function getTaskRecords(
  { records }: Pick<AssessmentDeps, 'records'>,
  enrolmentId: EnrolmentId,
  reader: RecordReader,
): Promise<TaskRecord[]> {
  const [submissions, written] = await Promise.all([
    records.submissions.listOf(enrolmentId),
    records.peerReviews.listByReviewer(enrolmentId),
  ]);
  return Promise.all(
    submissions.map(async (submission) => {
      const [versions, reviews, draft] = await Promise.all([
        records.versions.listOf(submission.id),
        records.peerReviews.listOfSubmission(submission.id),
        reader === 'own' ? records.drafts.find(submission.id) : null,
      ]);
      return {
        submission: toOwnSubmission(submission, enrolmentId),
        events: eventsFor(submission, reader),
        versions: namedVersions(submission, versions, reader),
        draft: draft?.fields ?? null,
        marks: reader === 'own' ? null : finishedMarks(submission, reader),
        reviewsWritten: written.filter(({ taskId }) => taskId === submission.taskId).map(writtenReview),
        reviewsReceived: receivedReviews(reviews, enrolmentId),
      };
    }),
  );
}

function eventsFor({ events }: Submission, reader: RecordReader): readonly SubmissionEvent[] {
  return reader !== 'own' ? events : events.filter(({ kind }) => !markersOwn.has(kind));
}

function finishedMarks(submission: Submission, viewer: Pick<Actor, 'enrolmentId'>): readonly Mark[] {
  return visibleMarks(submission, viewer).filter(({ finishedAt }) => finishedAt !== null);
}

/** A version that lost against another hand-in at the same moment was never handed in. */
function namedVersions(
  { versions }: Submission,
  stored: readonly Version[],
  reader: RecordReader,
): readonly Version[] {
  const shown = versions.filter(({ withdrawnAt }) => reader === 'own' || withdrawnAt === null);
  const named = new Set(shown.map(({ id }) => id));
  return stored.filter(({ id }) => named.has(id));
}
