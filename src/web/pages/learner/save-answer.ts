import { randomBytes } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import { saveAnswerByToken, type Answer, type SavedAnswer } from '../../../learning/index.ts';
import { asId, DomainError, type AttemptId } from '../../../shared/index.ts';
import type { WebDeps } from '../../deps.ts';
import { saveAnswerForm } from '../../forms/learner-forms.ts';
import { readForm } from '../../forms/own-form.ts';
import { contextOf } from '../../middleware/context.ts';
import { paths, type Where } from '../../paths.ts';
import { attemptIdOf } from './participant.ts';

/** Bytes. A quiz answer is a word, a number or some choices. */
const largestForm = 64 * 1024;

/** Refuses a form that no question's page can have made, before anything of it is read. */
export const refuseLargeAnswer: RequestHandler = (req, _res, next) => {
  const isLarge = Number(req.get('content-length') ?? 0) > largestForm;
  next(
    isLarge
      ? Object.assign(new Error('An answer larger than its page can make'), { status: 413 })
      : undefined,
  );
};

/**
 * Stores one answer by the attempt's save token; needs no session. Scripts get JSON; a form leads on to the page that
 * its button named.
 */
export function postAnswer(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const form = readForm(req, saveAnswerForm);
    if (req.accepts(['html', 'json']) === 'json') {
      res.set('Cache-Control', 'no-store').json(jsonOf(await save(deps, req, form)));
      return;
    }
    try {
      leadOn(deps, { req, res, form, saved: await save(deps, req, form) });
    } catch (error) {
      if (!hasEnded(error)) throw error;
      showEnded(deps, { req, res, form, code: error.code });
    }
  };
}

type Form = ReturnType<typeof saveAnswerForm.parse>;

function save(deps: WebDeps, req: Request, form: Form): Promise<SavedAnswer> {
  const isOwnPage = form.page !== '';
  return saveAnswerByToken(deps.learning, {
    token: form.token,
    questionId: form.question,
    version: form.version,
    form: answerFieldsOf(req, form.clear !== undefined),
    page: isOwnPage ? form.page : randomBytes(12).toString('hex'),
    sequence: isOwnPage ? form.sequence : 1,
    seenAt: form.seenAt,
  });
}

/** What the page's script reads; times in milliseconds. */
function jsonOf({ savedAt, changedElsewhere, replaced, stored, understood }: SavedAnswer): object {
  return {
    savedAt: savedAt.getTime(),
    changedElsewhere,
    replaced: replaced?.value ?? null,
    stored,
    understood,
  };
}

function answerFieldsOf(req: Request, isCleared: boolean): Record<string, unknown> {
  if (isCleared) return {};
  const body = req.body as Record<string, unknown>;
  return Object.fromEntries(Object.entries(body).filter(([name]) => name.startsWith('answer')));
}

interface Sent {
  readonly req: Request;
  readonly res: Response;
  readonly form: Form;
}

/** The page came without a session's cohort; its form says where it stands. */
function placeOf(req: Request, form: Form): Where & { readonly attempt: AttemptId } {
  return {
    cohort: asId<'cohort'>(form.cohort),
    placement: asId<'placement'>(form.placement),
    attempt: attemptIdOf(req),
  };
}

/** Without a session nobody knows whose frame it is: the pages of this address hold words and links only. */
const inAnyFrame = { frameAncestors: 'anyone' } as const;

function leadOn(deps: WebDeps, { req, res, form, saved }: Sent & { readonly saved: SavedAnswer }): void {
  const at = placeOf(req, form);
  const go = form.clear === undefined ? (form.go ?? form.number) : form.number;
  const target = go === 'review' ? paths.attemptReview.to(at) : paths.question.to({ ...at, number: go });
  const href = saved.understood ? target : `${target}?unclear=${form.number}`;
  if (!saved.changedElsewhere) {
    res.redirect(303, href);
    return;
  }
  const { t } = contextOf(res);
  deps.page(res, {
    view: 'learner/answer-replaced',
    ...inAnyFrame,
    title: t('learning:replaced.title'),
    model: {
      number: form.number,
      href,
      backHref: paths.question.to({ ...at, number: form.number }),
      replaced: textOf(saved.replaced),
    },
  });
}

function hasEnded(error: unknown): error is DomainError {
  return error instanceof DomainError && ['attempt-closed', 'time-is-up'].includes(error.code);
}

/** The answer came too late: what was typed is shown again, and the way to the result. */
function showEnded(deps: WebDeps, { req, res, form, code }: Sent & { readonly code: string }): void {
  const { t } = contextOf(res);
  const title = t(`errors-learning:${code}.title`);
  deps.page(res, {
    view: 'learner/attempt-ended',
    ...inAnyFrame,
    title,
    status: 409,
    model: {
      title,
      text: t(`errors-learning:${code}.text`),
      typed: form.typed === undefined ? null : answerFieldsOf(req, false)['answer'],
      href: paths.attemptResult.to(placeOf(req, form)),
    },
  });
}

/** What had been typed; choices are ids that say nothing to a person. */
function textOf(answer: Answer | null): string | null {
  const isTyped = answer?.type === 'short-text' || answer?.type === 'numeric';
  return isTyped && typeof answer.value === 'string' ? answer.value : null;
}
