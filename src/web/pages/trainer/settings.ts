import type { RequestHandler } from 'express';
import type { WebDeps } from '../../deps.ts';
import { emptyForm } from '../../forms/learner-forms.ts';
import { readOwnForm } from '../../forms/own-form.ts';
import { settingsForm } from '../../forms/trainer-forms.ts';
import { contextOf } from '../../middleware/context.ts';
import { viewerOf } from '../../middleware/viewer.ts';
import { paths } from '../../paths.ts';
import { noticeModel, noticeOfOutcomes, noticeQuery, withNotice } from './notice.ts';

/** How the cohort is set up. */
export function showSettings(deps: WebDeps): RequestHandler {
  return (req, res) => {
    const { where, cohort } = viewerOf(res);
    const { t } = contextOf(res);
    const { inOrder, columns } = cohort.settings;
    deps.page(res, {
      view: 'trainer/settings',
      title: t('trainer:settings.title'),
      model: {
        action: paths.cohortSettings.to(where),
        overviewHref: paths.overview.to(where),
        inOrder,
        perActivity: columns === 'per-activity',
        notice: noticeModel(noticeQuery.parse(req.query), t),
      },
    });
  };
}

/** Stores the settings; columns are made at once where they are newly asked for, and again where that failed before. */
export function postSettings(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const viewer = viewerOf(res);
    const { inOrder, columns } = readOwnForm(req, viewer, settingsForm);
    await deps.cohorts.setSettings(viewer.where.cohort, { inOrder: inOrder === 'yes', columns });
    const back = paths.cohortSettings.to(viewer.where);
    if (columns === 'placed') {
      res.redirect(303, withNotice(back, { notice: 'settings' }));
      return;
    }
    const outcomes = await deps.lms.makeColumns(viewer.where.cohort);
    res.redirect(303, withNotice(back, noticeOfOutcomes('columns', outcomes)));
  };
}

/** Asks the LMS who is in the course now. */
export function postRoster(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const viewer = viewerOf(res);
    readOwnForm(req, viewer, emptyForm);
    const outcomes = await deps.lms.refreshRoster(viewer.where.cohort);
    res.redirect(303, withNotice(paths.overview.to(viewer.where), noticeOfOutcomes('roster', outcomes)));
  };
}
