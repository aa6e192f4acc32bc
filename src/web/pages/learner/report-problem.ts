import type { RequestHandler } from 'express';
import { reportProblem } from '../../../learning/index.ts';
import type { WebDeps } from '../../deps.ts';
import { problemForm } from '../../forms/learner-forms.ts';
import { readOwnForm } from '../../forms/own-form.ts';
import { viewerOf } from '../../middleware/viewer.ts';
import { paths } from '../../paths.ts';
import { attemptIdOf, paramOf } from './participant.ts';

/** Keeps what a trainee says about a question, and leads back to where they said it. */
export function postProblem(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const viewer = viewerOf(res);
    const { text, from } = readOwnForm(req, viewer, problemForm);
    const attemptId = attemptIdOf(req);
    const questionNumber = Number(paramOf(req, 'number'));
    const isEmpty = text.trim() === '';
    if (!isEmpty) {
      const enrolmentId = viewer.enrolment.id;
      await reportProblem(deps.learning, { attemptId, enrolmentId, questionNumber, text: text.trim() });
    }
    const at = { ...viewer.where, attempt: attemptId };
    const page =
      from === 'question' ? paths.question.to({ ...at, number: questionNumber }) : paths.attemptResult.to(at);
    const query = new URLSearchParams({
      problem: isEmpty ? 'empty' : 'sent',
      question: String(questionNumber),
    });
    res.redirect(303, `${page}?${query.toString()}`);
  };
}
