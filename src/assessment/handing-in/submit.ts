import type { Task } from '../../curriculum/index.ts';
import { DomainError, newId } from '../../shared/index.ts';
import { changeSubmission } from '../change-submission.ts';
import type { AssessmentDeps } from '../deps.ts';
import { alignDraft } from '../drafts/align-draft.ts';
import { beginSubmission, type OwnTask } from '../drafts/begin-submission.ts';
import { checkDraft } from '../drafts/check-draft.ts';
import { isBlank, isSameValue } from '../drafts/field-texts.ts';
import { filesIn, writtenFields } from '../drafts/written-fields.ts';
import { listFilesOf } from '../files/list-files.ts';
import type { Draft, Submission, Version, VersionHead } from '../model.ts';
import { toOwnSubmission, type OwnSubmission } from '../own-submission.ts';
import { getTask } from '../task-versions.ts';
import { DraftChangedSince, HandInIncomplete, HandInUnchanged, HandInWaiting } from './errors.ts';
import { nextNumber, recordHandIn, refuseHandIn, type HandInDates } from './hand-in-rules.ts';

export interface HandIn extends OwnTask, HandInDates {
  /** Field id → the revision that the page showed before it was handed in; a field that is not named: none. */
  readonly seenRevisions: Readonly<Record<string, number>>;
}

export interface HandedIn {
  readonly submission: OwnSubmission;
  readonly version: VersionHead;
}

/**
 * Makes a version of the draft as the page showed it. The draft is closed first, so that whatever was acknowledged is in
 * the version; the version is stored before the submission names it. Handing in the same once more (a second click, a
 * repeated request, the other author at the same moment) answers with the version that is there. Eight store operations.
 * @throws TaskUnknown, HandInWaiting, HandInSettled, InvitationsOpen, HandInNotOpen, HandInOver, DraftChangedSince, HandInIncomplete,
 * HandInUnchanged, SubmissionBusy
 */
export async function handIn(deps: AssessmentDeps, command: HandIn): Promise<HandedIn> {
  const task = getTask(deps, command.taskId);
  const submission = await beginSubmission(deps, command);
  const draft = await closeDraft(deps, submission);
  const repeated = findRepeated(submission, draft, command);
  if (repeated) return repeated;
  try {
    refuseHandIn(submission, command, deps.clock());
    const version = await makeVersion(deps, { task, submission, draft, command });
    return await storeVersion(deps, version, { draft, command });
  } catch (error) {
    // What was closed is opened again where it was not handed in.
    if (error instanceof DomainError) await alignDraft(deps, submission);
    throw error;
  }
}

async function closeDraft({ records }: AssessmentDeps, submission: Submission): Promise<Draft> {
  const closed = await records.drafts.close(submission.id);
  return closed ?? (await records.drafts.find(submission.id)) ?? records.drafts.ensure(submission);
}

/** The very same draft waits already. */
function findRepeated(submission: Submission, draft: Draft, command: HandIn): HandedIn | null {
  const version = submission.versions.find(({ number }) => number === submission.current);
  const isSame = submission.state === 'waiting' && version && isSeen(draft, command.seenRevisions);
  if (!isSame) return null;
  return { submission: toOwnSubmission(submission, command.author.enrolmentId), version };
}

function isSeen({ fields }: Draft, seen: HandIn['seenRevisions']): boolean {
  const revisionOf = (id: string): number => (Object.hasOwn(seen, id) ? (seen[id] ?? 0) : 0);
  return Object.entries(fields).every(
    ([id, { revision, value }]) => revision === revisionOf(id) || (isBlank(value) && revisionOf(id) === 0),
  );
}

interface Making {
  readonly task: Task;
  readonly submission: Submission;
  readonly draft: Draft;
  readonly command: HandIn;
}

async function makeVersion(deps: AssessmentDeps, making: Making): Promise<Version> {
  const { task, submission, draft, command } = making;
  if (!isSeen(draft, command.seenRevisions))
    throw new DraftChangedSince('The draft is another one than the page showed');
  const files = await listFilesOf(deps, submission.id);
  const fields = writtenFields(task, draft, { files, authorIds: submission.authorIds });
  const authors = submission.authors.filter(({ state }) => state === 'accepted');
  const { words, problems } = checkDraft(task, { fields, authors });
  const blocking = problems.filter((problem) => problem.blocking);
  if (blocking.length > 0)
    throw new HandInIncomplete('Something is missing or impossible', { count: blocking.length });
  await refuseUnchanged(deps, submission, fields);
  return {
    ...{ id: newId(), submissionId: submission.id, cohortId: command.cohortId, taskId: task.id },
    ...{ number: nextNumber(submission), taskVersion: task.version, fields, words },
    trainerOnly: draft.trainerOnly.filter((id) => task.fields.some((field) => field.id === id)),
    files: filesIn(task, fields, files),
    ...{ submittedAt: deps.clock(), submittedBy: command.author },
  };
}

/** An old page of the version that came back, sent once more, makes no new version. */
async function refuseUnchanged(
  { records }: AssessmentDeps,
  { releases, versions }: Submission,
  fields: Version['fields'],
): Promise<void> {
  const graded = releases.at(-1)?.version;
  const head = versions.find(({ number }) => number === graded);
  const before = head && (await records.versions.find(head.id));
  if (!before) return;
  const ids = new Set([...Object.keys(before.fields), ...Object.keys(fields)]);
  const isSame = [...ids].every((id) => isSameValue(before.fields[id] ?? '', fields[id] ?? ''));
  if (isSame) throw new HandInUnchanged('The version that came back, once more');
}

async function storeVersion(
  deps: AssessmentDeps,
  version: Version,
  { draft, command }: Pick<Making, 'draft' | 'command'>,
): Promise<HandedIn> {
  await deps.records.versions.insert(version);
  const followUp = { pendingId: newId(), noticeId: newId() };
  try {
    const submission = await changeSubmission(deps, version.submissionId, (found) =>
      recordHandIn(found, version, command, followUp),
    );
    const head = submission.versions.find(({ id }) => id === version.id);
    if (!head) throw new Error('A version that was stored is not named');
    return { submission: toOwnSubmission(submission, command.author.enrolmentId), version: head };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    await deps.records.versions.removeUnnamed(version.id);
    const found =
      error instanceof HandInWaiting && (await deps.records.submissions.find(version.submissionId));
    const repeated = found && findRepeated(found, draft, command);
    if (repeated) return repeated;
    throw error;
  }
}
