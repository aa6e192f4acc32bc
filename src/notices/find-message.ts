import { countWaiting } from '../assessment/index.ts';
import type { Submission, SubmissionId } from '../assessment/index.ts';
import { titleOf } from '../curriculum/index.ts';
import type { NoticeDeps } from './deps.ts';
import { findReader } from './address-of.ts';
import type { Message, Notice } from './model.ts';

const dayMs = 24 * 3_600_000;

/**
 * What a mail says, read as it stands when it is sent; null where there is nothing to say any more: handed in meanwhile,
 * withdrawn, answered, nothing new, or its reader has left or does not want it.
 */
export async function findMessage(
  deps: NoticeDeps,
  notice: Notice,
): Promise<{ readonly message: Message; readonly address: string } | null> {
  const reader = await findReader(deps, notice.enrolmentId, notice.kind);
  if (!reader) return null;
  const submission = await findSubmission(deps, notice);
  const about = await findAbout(deps, notice, submission);
  if (about === null) return null;
  const { cohortId, taskId, kind, enrolmentId } = notice;
  const { issuer, subject } = reader.enrolment;
  const [cohort, person, dates] = await Promise.all([
    deps.cohorts.getCohort(cohortId),
    deps.people.findPerson(issuer, subject),
    deps.schedule.datesFor(cohortId, enrolmentId),
  ]);
  const dueAt = taskId === null ? null : dates.of({ kind: 'task', id: taskId }).dueAt;
  const taskTitle = taskId === null ? null : titleOf(deps.curriculum(), { kind: 'task', id: taskId });
  return {
    address: reader.address,
    message: {
      ...{ kind, cohortId, taskId, taskTitle, dueAt, timeZone: dates.timeZone },
      ...{ locale: person?.locale ?? null, cohortTitle: cohort.title },
      ...about,
    },
  };
}

type About = Pick<Message, 'version' | 'submittedAt' | 'late' | 'waiting'>;
const nothing: About = { version: 0, submittedAt: null, late: false, waiting: null };

async function findAbout(
  deps: NoticeDeps,
  notice: Notice,
  submission: Submission | null,
): Promise<About | null> {
  if (notice.kind === 'digest') return findDigest(deps, notice);
  if (notice.kind === 'due' || notice.kind === 'reminder')
    return submission === null || submission.state === 'draft' ? nothing : null;
  if (submission === null) return null;
  const author = submission.authors.find(({ enrolmentId }) => enrolmentId === notice.enrolmentId);
  if (notice.kind === 'invited') return author?.state === 'invited' ? nothing : null;
  if (author?.state !== 'accepted') return null;
  const head = submission.versions.find(({ number }) => number === notice.version);
  if (notice.kind === 'receipt' && (!head || head.withdrawnAt !== null)) return null;
  return {
    ...{ version: notice.version, waiting: null },
    ...{ submittedAt: head?.submittedAt ?? null, late: head?.late ?? false },
  };
}

function findSubmission(deps: NoticeDeps, notice: Notice): Promise<Submission | null> {
  const { submissions } = deps.assessment.records;
  const { submissionId, taskId, enrolmentId } = notice;
  if (submissionId !== null) return submissions.find(submissionId as SubmissionId);
  return taskId === null ? Promise.resolve(null) : submissions.findOf(enrolmentId, taskId);
}

/** What is new since the day before; a day without news has no digest. */
async function findDigest(deps: NoticeDeps, { cohortId, enrolmentId, at }: Notice): Promise<About | null> {
  const since = new Date(at.getTime() - dayMs);
  const { waiting, news, asked } = await countWaiting(deps.assessment, {
    ...{ cohortId, viewer: { enrolmentId }, since },
  });
  return news === 0 ? null : { ...nothing, waiting: { waiting, news, asked } };
}
