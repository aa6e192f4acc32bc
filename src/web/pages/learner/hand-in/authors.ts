import type { RequestHandler } from 'express';
import {
  answerInvitation,
  inviteAuthor,
  leaveSubmission,
  retractInvitation,
  type OwnTask,
} from '../../../../assessment/index.ts';
import { asId, type EnrolmentId } from '../../../../shared/index.ts';
import type { WebDeps } from '../../../deps.ts';
import { NotFound } from '../../../errors/web-errors.ts';
import { authorsForm, invitationForm } from '../../../forms/hand-in-forms.ts';
import { readOwnForm } from '../../../forms/own-form.ts';
import { viewerOf, type Viewer } from '../../../middleware/viewer.ts';
import { paths } from '../../../paths.ts';
import { paramOf } from '../participant.ts';
import { authorOf } from './author.ts';

/** Invites somebody of the cohort, takes an invitation back, or leaves the others. */
export function postAuthors(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const viewer = viewerOf(res);
    const form = readOwnForm(req, viewer, authorsForm);
    const own = ownTaskOf(viewer, paramOf(req, 'task'));
    const done = await change(deps, own, form);
    res.redirect(303, `${paths.task.to({ ...viewer.where, task: own.taskId })}?done=${done}`);
  };
}

/** Says yes or no to an invitation. */
export function postInvitation(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const viewer = viewerOf(res);
    const { submission, answer } = readOwnForm(req, viewer, invitationForm);
    const own = ownTaskOf(viewer, paramOf(req, 'task'));
    const accepts = answer === 'accept';
    await answerInvitation(deps.assessment, { ...own, submissionId: asId(submission), accepts });
    const done = accepts ? 'joined' : 'declined';
    res.redirect(303, `${paths.task.to({ ...viewer.where, task: own.taskId })}?done=${done}`);
  };
}

function ownTaskOf(viewer: Viewer, taskId: string): OwnTask {
  return { author: authorOf(viewer), cohortId: viewer.enrolment.cohortId, taskId };
}

async function change(
  deps: WebDeps,
  own: OwnTask,
  form: ReturnType<typeof authorsForm.parse>,
): Promise<'invited' | 'retracted' | 'left'> {
  switch (form.do) {
    case 'invite':
      await invite(deps, own, asId(form.person));
      return 'invited';
    case 'retract':
      await retractInvitation(deps.assessment, { ...own, inviteeId: asId(form.person) });
      return 'retracted';
    case 'leave':
      await leaveSubmission(deps.assessment, own);
      return 'left';
  }
}

/** Only a trainee who is in this cohort now. */
async function invite(deps: WebDeps, own: OwnTask, id: EnrolmentId): Promise<void> {
  const found = await deps.people.findEnrolmentById(id);
  const isTrainee = found?.cohortId === own.cohortId && found.role === 'trainee' && found.state === 'active';
  if (!isTrainee) throw new NotFound();
  const { personId, name } = found;
  await inviteAuthor(deps.assessment, { ...own, invitee: { enrolmentId: found.id, personId, name } });
}
