import type { RequestHandler } from 'express';
import { getGradingSheet, neighboursOf } from '../../../../assessment/index.ts';
import type { WebDeps } from '../../../deps.ts';
import { contextOf } from '../../../middleware/context.ts';
import { viewerOf } from '../../../middleware/viewer.ts';
import { queueFilterOf, queueQuery } from '../queue-filter.ts';
import { gradeQuery } from './address.ts';
import { findEarlier } from './find-earlier.ts';
import { viewModel } from './grade-model.ts';
import { gradePlaceOf } from './grade-place.ts';

/** The grading screen: a work, its rubric, comments, history and earlier versions, and everything to decide on it. */
export function showGrade(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const viewer = viewerOf(res);
    const { t, language } = contextOf(res);
    const query = gradeQuery.parse(req.query);
    const place = gradePlaceOf(req, viewer);
    const filter = queueFilterOf(req.query);
    const { cohortId } = place;
    const [sheet, neighbours, dates] = await Promise.all([
      getGradingSheet(deps.assessment, { ...place, version: query.version ?? null }),
      neighboursOf(deps.assessment, { ...place, filter, viewer: place.by }),
      deps.schedule.datesFor(cohortId, null),
    ]);
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
