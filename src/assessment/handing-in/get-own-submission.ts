import type { Task } from '../../curriculum/index.ts';
import type { AssessmentDeps } from '../deps.ts';
import type { OwnTask } from '../drafts/begin-submission.ts';
import { SubmissionUnknown } from '../errors.ts';
import type { Draft, Version, VersionHead } from '../model.ts';
import { toOwnSubmission, type OwnSubmission } from '../own-submission.ts';
import { getTask, getTaskVersion } from '../task-versions.ts';
import { listInvitations, type Invitation } from './answer-invitation.ts';
import { getOwn } from './get-own.ts';

export interface OwnTaskState {
  /** As it stands now. */
  readonly task: Task;
  /** Null before anything was begun. */
  readonly submission: OwnSubmission | null;
  readonly draft: Draft | null;
  /** To hand in with others; only where the task allows it. */
  readonly invitations: readonly Invitation[];
}

/**
 * How a task stands for its author, in one go. Two store operations, three where several may hand in together.
 * @throws TaskUnknown
 */
export async function getOwnSubmission(deps: AssessmentDeps, own: OwnTask): Promise<OwnTaskState> {
  const { enrolmentId } = own.author;
  const task = getTask(deps, own.taskId);
  const [found, invitations] = await Promise.all([
    deps.records.submissions.findOf(enrolmentId, own.taskId),
    task.maxAuthors > 1 ? listInvitations(deps, enrolmentId, own.taskId) : [],
  ]);
  return {
    ...{ task, invitations },
    submission: found && toOwnSubmission(found, enrolmentId),
    draft: found && (await deps.records.drafts.find(found.id)),
  };
}

export interface OwnVersion {
  readonly submission: OwnSubmission;
  readonly head: VersionHead;
  readonly version: Version;
  /** As it stood when the version was handed in. */
  readonly task: Task;
}

/**
 * One version as it was handed in, withdrawn or not, for one of its authors. Two store operations.
 * @throws SubmissionUnknown, TaskUnknown
 */
export async function getOwnVersion(
  deps: AssessmentDeps,
  command: OwnTask & { readonly number: number },
): Promise<OwnVersion> {
  const submission = await getOwn(deps, command);
  const head = submission.versions.find(({ number }) => number === command.number);
  const version = head && (await deps.records.versions.find(head.id));
  if (!version) throw new SubmissionUnknown(`There is no version ${command.number}`);
  const task = await getTaskVersion(deps, command.taskId, version.taskVersion);
  return { ...{ head, version, task }, submission: toOwnSubmission(submission, command.author.enrolmentId) };
}
