import type { RequestHandler, Response } from 'express';
import {
  DatesContradict,
  patternDates,
  setActivityDates,
  setAllDates,
  setFrame,
  type DateProblem,
  type Decider,
} from '../../../../cohorts/index.ts';
import { parseActivityRef, type CohortId } from '../../../../shared/index.ts';
import type { WebDeps } from '../../../deps.ts';
import { NotFound } from '../../../errors/web-errors.ts';
import {
  datesForm,
  ruleFrom,
  type FrameForm,
  type OneForm,
  type PatternForm,
} from '../../../forms/dates-forms.ts';
import { readOwnForm } from '../../../forms/own-form.ts';
import { contextOf } from '../../../middleware/context.ts';
import { viewerOf } from '../../../middleware/viewer.ts';
import { paths } from '../../../paths.ts';
import { actorOf } from '../actor.ts';
import { renderDates } from './cohort-dates.ts';
import { datableTitles } from './date-rows.ts';
import { showEditDates } from './edit-dates.ts';
import { fieldsOfPattern, readPattern, showPatternPreview } from './pattern-dates.ts';
import { followDates } from './follow-dates.ts';
import { problemModels, type ProblemModel } from './problems-model.ts';

/** Stores what all dates rest on, the dates of one quiz or task, or a pattern that was shown before. */
export function postDates(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const form = readOwnForm(req, viewerOf(res), datesForm);
    switch (form.step) {
      case 'frame':
        return storeFrame(deps, res, form);
      case 'one':
        return storeOne(deps, res, form);
      case 'preview':
      case 'pattern':
        return storePattern(deps, res, form);
    }
  };
}

async function storeFrame(deps: WebDeps, res: Response, form: FrameForm): Promise<void> {
  const { timeZone, dayOne, lateRule, seen } = form;
  const problems = await refusalOf(deps, res, () =>
    setFrame(deps, {
      ...placeOf(res),
      ...{ seen, timeZone, lateRule, dayOne: dayOne === '' ? null : dayOne },
    }),
  );
  if (problems === null) {
    done(res, 'frame');
    return;
  }
  const dates = await deps.schedule.getDates(viewerOf(res).where.cohort);
  const frame = { timeZone, dayOne, endsAtLast: lateRule === 'until-last' };
  renderDates(deps, res, { dates, saved: null, problems, frame });
}

async function storeOne(deps: WebDeps, res: Response, form: OneForm): Promise<void> {
  const activity = parseActivityRef(form.activity);
  if (activity === null) throw new NotFound();
  const rule = ruleFrom(form);
  const problems = await refusalOf(
    deps,
    res,
    () => setActivityDates(deps, { ...placeOf(res), seen: form.seen, activity, rule }),
    ({ part }) => `#${part}`,
  );
  if (problems === null) {
    done(res, 'one');
    return;
  }
  const dates = await deps.schedule.getDates(viewerOf(res).where.cohort);
  showEditDates(deps, res, { dates, key: form.activity, typed: rule, problems });
}

async function storePattern(deps: WebDeps, res: Response, form: PatternForm): Promise<void> {
  const { t } = contextOf(res);
  const dates = await deps.schedule.getDates(viewerOf(res).where.cohort);
  const fields = fieldsOfPattern(form);
  const pattern = readPattern(form, t);
  if (!('weeksPerModule' in pattern)) {
    renderDates(deps, res, { dates, saved: null, problems: pattern, pattern: fields });
    return;
  }
  if (form.step === 'preview') {
    showPatternPreview(deps, res, { dates, pattern, fields });
    return;
  }
  const activities = patternDates(deps.curriculum(), pattern);
  const problems = await refusalOf(deps, res, () =>
    setAllDates(deps, { ...placeOf(res), seen: form.seen, activities }),
  );
  if (problems === null) done(res, 'pattern');
  else renderDates(deps, res, { dates, saved: null, problems, pattern: fields });
}

/** What is wrong with the dates in words; null where they were stored. */
async function refusalOf(
  deps: WebDeps,
  res: Response,
  store: () => Promise<unknown>,
  hrefOf = hrefFromList(res),
): Promise<readonly ProblemModel[] | null> {
  try {
    await store();
    await followDates(deps, viewerOf(res).where.cohort);
    return null;
  } catch (error) {
    if (!(error instanceof DatesContradict)) throw error;
    const { t } = contextOf(res);
    return problemModels(error.problems, { titles: datableTitles(deps.curriculum(), t), hrefOf, t });
  }
}

/** From the list of all dates: to the form of the quiz or task, or to the field in what all of them rest on. */
function hrefFromList(res: Response): (problem: DateProblem) => string {
  const list = paths.cohortDates.to(viewerOf(res).where);
  return ({ code, activity, part }) => {
    if (code === 'day-one-missing') return '#dayOne';
    return activity === null ? `#${part}` : `${list}?edit=${encodeURIComponent(activity)}`;
  };
}

function placeOf(res: Response): { readonly cohortId: CohortId; readonly by: Decider } {
  const viewer = viewerOf(res);
  return { cohortId: viewer.where.cohort, by: actorOf(viewer) };
}

function done(res: Response, saved: 'frame' | 'one' | 'pattern'): void {
  res.redirect(303, `${paths.cohortDates.to(viewerOf(res).where)}?saved=${saved}`);
}
