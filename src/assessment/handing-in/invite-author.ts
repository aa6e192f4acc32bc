import { newId, type EnrolmentId } from '../../shared/index.ts';
import { changeSubmission } from '../change-submission.ts';
import type { AssessmentDeps } from '../deps.ts';
import { beginSubmission, type OwnTask } from '../drafts/begin-submission.ts';
import type { Actor } from '../model.ts';
import { toOwnSubmission, type OwnSubmission } from '../own-submission.ts';
import { getTask } from '../task-versions.ts';
import { recordInvitation, recordRetraction } from './author-rules.ts';
import { getOwn } from './get-own.ts';

/**
 * Invites somebody to hand in together; the invitee is an active trainee of the same cohort, which the caller has seen
 * to. Three store operations, five where nothing was begun.
 * @throws TaskUnknown, AuthorsFixed, AlreadyAuthor, AuthorsFull
 */
export async function inviteAuthor(
  deps: AssessmentDeps,
  command: OwnTask & { readonly invitee: Actor },
): Promise<OwnSubmission> {
  const { author, invitee, taskId } = command;
  const task = getTask(deps, taskId);
  const { id } = await beginSubmission(deps, command);
  const step = { by: author, invitee, now: deps.clock(), noticeId: newId() };
  const submission = await changeSubmission(deps, id, (found) => recordInvitation(found, task, step));
  return toOwnSubmission(submission, author.enrolmentId);
}

/** Takes an invitation back that was not answered yet. Three store operations. @throws SubmissionUnknown */
export async function retractInvitation(
  deps: AssessmentDeps,
  command: OwnTask & { readonly inviteeId: EnrolmentId },
): Promise<OwnSubmission> {
  const { author, inviteeId } = command;
  const { id } = await getOwn(deps, command);
  const step = { by: author, now: deps.clock() };
  const submission = await changeSubmission(deps, id, (found) => recordRetraction(found, inviteeId, step));
  return toOwnSubmission(submission, author.enrolmentId);
}
