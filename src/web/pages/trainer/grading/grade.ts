import type { RequestHandler } from 'express';
import {
  getGradingSheet,
  neighboursOf,
  type GradingPlace,
  type GradingSheet,
} from '../../../../assessment/index.ts';
import { DomainError } from '../../../../shared/index.ts';
import type { WebDeps } from '../../../deps.ts';
import { contextOf } from '../../../middleware/context.ts';
import { viewerOf } from '../../../middleware/viewer.ts';
import { queueFilterOf, queueQuery } from '../queue-filter.ts';
import { gradeQuery } from './address.ts';
import { findEarlier } from './find-earlier.ts';
import { viewModel } from './grade-model.ts';
import { gradePlaceOf } from './grade-place.ts';
import { showTalk } from './talk.ts';

/**
 * The grading screen: a work, its rubric, comments, history and earlier versions, and everything to decide on it. Where
 * nothing is handed in, what its author has asked.
 */
export function showGrade(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const viewer = viewerOf(res);
    const { t, language } = contextOf(res);
    const query = gradeQuery.parse(req.query);
    const place = gradePlaceOf(req, viewer);
    const filter = queueFilterOf(req.query);
    const { cohortId } = place;
    const [sheet, neighbours, dates] = await Promise.all([
      findSheet(deps, place, query.version ?? null),
      neighboursOf(deps.assessment, { ...place, filter, viewer: place.by }),
      deps.schedule.datesFor(cohortId, null),
    ]);
    if (!sheet) {
      await showTalk(deps, res, { place, query, queue: queueQuery(filter) });
      return;
    }
    const model = viewModel({
      ...{ sheet, neighbours, query, t, language },
      queue: queueQuery(filter),
      earlier: await findEarlier(deps.assessment, sheet),
      by: place.by,
      timeZone: dates.timeZone,
      contentLanguage: deps.curriculum().language,
      where: viewer.where,
    });
    const title = `${model.head.name}: ${model.head.taskTitle}`;
    deps.page(res, { view: 'trainer/grade', title, scripts: ['grade.js', 'view-file.js'], model });
  };
}

/** Null where no such version is to be seen. */
async function findSheet(
  deps: WebDeps,
  place: GradingPlace,
  version: number | null,
): Promise<GradingSheet | null> {
  try {
    return await getGradingSheet(deps.assessment, { ...place, version });
  } catch (error) {
    if (error instanceof DomainError && error.code === 'submission-unknown') return null;
    throw error;
  }
}
