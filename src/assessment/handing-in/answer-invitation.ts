import type { EnrolmentId } from '../../shared/index.ts';
import { changeSubmission } from '../change-submission.ts';
import type { AssessmentDeps } from '../deps.ts';
import { alignDraft } from '../drafts/align-draft.ts';
import type { OwnTask } from '../drafts/begin-submission.ts';
import type { Actor, Submission, SubmissionId } from '../model.ts';
import { isInvited, recordAnswer, recordStepBack } from './author-rules.ts';
import { InvitationGone } from './errors.ts';

export interface Invitation {
  readonly submissionId: SubmissionId;
  readonly taskId: string;
  /** Those who have accepted. */
  readonly authors: readonly Actor[];
  readonly at: Date;
}

/** The invitations that this person can still accept, of one task or of all. One store operation. */
export async function listInvitations(
  { records }: Pick<AssessmentDeps, 'records'>,
  enrolmentId: EnrolmentId,
  taskId?: string,
): Promise<Invitation[]> {
  const naming = await records.submissions.listNaming(enrolmentId, taskId);
  return naming
    .filter((submission) => isInvited(submission, enrolmentId))
    .map((submission) => ({
      ...{ submissionId: submission.id, taskId: submission.taskId },
      authors: submission.authors.filter(({ state }) => state === 'accepted').map(toActor),
      at: submission.authors.find((author) => author.enrolmentId === enrolmentId)?.at ?? new Date(0),
    }));
}

export interface AnswerInvitation extends OwnTask {
  readonly submissionId: SubmissionId;
  readonly accepts: boolean;
}

/**
 * Says yes or no to an invitation. Who accepts gives up what they had begun alone: its text stays kept, and they find it
 * again should they leave. The own beginning is given up first, so that nobody ever stands in two works.
 * @throws InvitationGone, OwnWorkStands
 */
export async function answerInvitation(deps: AssessmentDeps, command: AnswerInvitation): Promise<void> {
  const { author, cohortId, taskId, submissionId, accepts } = command;
  const invitation = await deps.records.submissions.find(submissionId);
  if (invitation?.cohortId !== cohortId || invitation.taskId !== taskId)
    throw new InvitationGone('There is no such invitation');
  const step = { by: author, now: deps.clock() };
  const answered = recordAnswer(invitation, accepts, step);
  if (answered === invitation) return;
  if (accepts) await stepBack(deps, command);
  const joined = await changeSubmission(deps, submissionId, (found) => recordAnswer(found, accepts, step));
  await alignDraft(deps, joined);
}

async function stepBack(deps: AssessmentDeps, { author, taskId }: AnswerInvitation): Promise<void> {
  const own = await deps.records.submissions.findOf(author.enrolmentId, taskId);
  if (!own) return;
  const step = { by: author, now: deps.clock() };
  const left = await changeSubmission(deps, own.id, (found: Submission) => recordStepBack(found, step));
  await alignDraft(deps, left);
}

function toActor({ enrolmentId, personId, name }: Actor): Actor {
  return { enrolmentId, personId, name };
}
