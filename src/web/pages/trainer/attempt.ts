import type { RequestHandler } from 'express';
import { getAttemptResult, reopenAttempt, type AttemptResult } from '../../../learning/index.ts';
import type { Curriculum } from '../../../curriculum/index.ts';
import type { WebDeps } from '../../deps.ts';
import { NotFound } from '../../errors/web-errors.ts';
import { readOwnForm } from '../../forms/own-form.ts';
import { reopenForm } from '../../forms/trainer-forms.ts';
import { contextOf } from '../../middleware/context.ts';
import { viewerOf } from '../../middleware/viewer.ts';
import { paths, type Where } from '../../paths.ts';
import type { Translate } from '../../texts.ts';
import { attemptIdOf, visitOf } from '../learner/participant.ts';
import { viewModel as resultModel, type ResultModel } from '../learner/result.ts';
import { actorOf } from './actor.ts';
import { noticeModel, noticeQuery, withNotice, type NoticeModel } from './notice.ts';
import { personName } from './person-name.ts';

/** One attempt of a trainee, with everything that the question's feedback says. */
export function showTraineeAttempt(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const viewer = viewerOf(res);
    const { t, language } = contextOf(res);
    const result = await getAttemptResult(deps.learning, {
      attemptId: attemptIdOf(req),
      viewer: { trainerOf: viewer.where.cohort },
    });
    const enrolment = await deps.people.findEnrolmentById(result.enrolmentId);
    if (!enrolment) throw new NotFound();
    const model = viewModel({
      ...{ result, t, language },
      name: personName(enrolment, t),
      curriculum: deps.curriculum(),
      where: viewer.where,
      visit: visitOf(viewer),
      notice: noticeModel(noticeQuery.parse(req.query), t),
    });
    deps.page(res, { view: 'trainer/attempt', title: `${model.name}: ${model.quizTitle}`, model });
  };
}

export interface AttemptInput {
  readonly result: AttemptResult;
  readonly name: string;
  readonly curriculum: Curriculum;
  readonly where: Where;
  readonly visit: ReturnType<typeof visitOf>;
  readonly notice: NoticeModel | null;
  readonly t: Translate;
  readonly language: string;
}

export interface AttemptModel extends ResultModel {
  readonly name: string;
  readonly personHref: string;
  readonly isOpen: boolean;
  readonly isPreview: boolean;
  readonly startedAt: Date;
  readonly submittedAt: Date | null;
  readonly endedByTime: boolean;
  readonly reopenAction: string | null;
  readonly notice: NoticeModel | null;
}

export function viewModel({ name, notice, ...input }: AttemptInput): AttemptModel {
  const { result, where } = input;
  const model = resultModel({ ...input, notices: {} });
  const isOpen = result.state === 'open';
  return {
    ...model,
    // The trainer reads; a problem with a question is put right on the page of its statistics.
    questions: model.questions.map((question) => ({ ...question, problemHref: '' })),
    attempts: model.attempts.map((attempt, index) => ({
      ...attempt,
      href: paths.traineeAttempt.to({ ...where, attempt: result.standing.attempts[index]?.id ?? result.id }),
    })),
    name,
    personHref: paths.trainee.to({ ...where, enrolment: result.enrolmentId }),
    isOpen,
    isPreview: result.preview,
    startedAt: result.startedAt,
    submittedAt: result.submittedAt,
    endedByTime: result.endedBy === 'time',
    reopenAction: isOpen || result.preview ? null : paths.reopenAttempt.to({ ...where, attempt: result.id }),
    notice,
  };
}

/** Opens an attempt again that was closed by accident. */
export function postReopen(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const viewer = viewerOf(res);
    const { where } = viewer;
    const attemptId = attemptIdOf(req);
    const { minutes, reason } = readOwnForm(req, viewer, reopenForm);
    const back = paths.traineeAttempt.to({ ...where, attempt: attemptId });
    if (reason === '') {
      res.redirect(303, withNotice(back, { notice: 'reason-missing' }));
      return;
    }
    await reopenAttempt(deps.learning, {
      ...{ attemptId, minutes, reason },
      cohortId: where.cohort,
      by: actorOf(viewer),
    });
    res.redirect(303, withNotice(back, { notice: 'reopened' }));
  };
}
