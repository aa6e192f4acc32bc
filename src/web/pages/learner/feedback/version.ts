import type { Request, RequestHandler } from 'express';
import { z } from 'zod';
import { askSecondLook, getOwnVersion, markSeen, type OwnVersion } from '../../../../assessment/index.ts';
import type { WebDeps } from '../../../deps.ts';
import { NotFound } from '../../../errors/web-errors.ts';
import { readOwnForm } from '../../../forms/own-form.ts';
import { contextOf } from '../../../middleware/context.ts';
import { viewerOf } from '../../../middleware/viewer.ts';
import { paths } from '../../../paths.ts';
import { authorOf } from '../hand-in/author.ts';
import { paramOf } from '../participant.ts';
import { versionModel } from './version-model.ts';

/** One version of an author's own work: what was handed in, its feedback, and what changed since another version. */
export function showVersion(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const viewer = viewerOf(res);
    const { t, language } = contextOf(res);
    const own = { author: authorOf(viewer), cohortId: viewer.where.cohort, taskId: paramOf(req, 'task') };
    const shown = await getOwnVersion(deps.assessment, { ...own, number: numberOf(req) });
    const other = otherNumber(req, shown);
    const earlier = other === null ? null : await getOwnVersion(deps.assessment, { ...own, number: other });
    await markSeen(deps.assessment, { submissionId: shown.submission.id, enrolmentId: viewer.enrolment.id });
    const model = versionModel({
      ...{ shown, compared: earlier, where: viewer.where, t, language },
      notices: notices.parse(req.query),
      contentLanguage: deps.curriculum().language,
      ownEnrolmentId: viewer.enrolment.id,
    });
    deps.page(res, { view: 'learner/version', title: model.title, model, scripts: ['print.js'] });
  };
}

const notices = z.object({
  sent: z.enum(['reply', 'second-look']).optional().catch(undefined),
  empty: z.literal('1').optional().catch(undefined),
});

export type VersionNotices = z.output<typeof notices>;

/** @throws NotFound */
function numberOf(req: Request): number {
  const number = Number(paramOf(req, 'version'));
  if (!Number.isInteger(number) || number < 1) throw new NotFound();
  return number;
}

/** The version to compare with; null where the address names none that is there. */
function otherNumber(req: Request, { submission, head }: OwnVersion): number | null {
  const wanted = Number(req.query['with']);
  return submission.versions.some(({ number }) => number === wanted && number !== head.number)
    ? wanted
    : null;
}

const secondLookForm = z.object({ text: z.string().max(20_000) });

/** Asks a trainer to look at a released grade once more. */
export function postSecondLook(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const viewer = viewerOf(res);
    const { text } = readOwnForm(req, viewer, secondLookForm);
    const task = paramOf(req, 'task');
    const version = numberOf(req);
    const isEmpty = text.trim() === '';
    if (!isEmpty) {
      const author = authorOf(viewer);
      await askSecondLook(deps.assessment, {
        author,
        cohortId: viewer.where.cohort,
        taskId: task,
        version,
        text,
      });
    }
    const page = paths.version.to({ ...viewer.where, task, version });
    res.redirect(303, isEmpty ? `${page}?empty=1#second-look` : `${page}?sent=second-look#talk`);
  };
}
