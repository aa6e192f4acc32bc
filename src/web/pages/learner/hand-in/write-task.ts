import type { Request, RequestHandler } from 'express';
import { listFilesOf, openDraft, signFileToken } from '../../../../assessment/index.ts';
import { findTask, type Task } from '../../../../curriculum/index.ts';
import { listNotes } from '../../../../private-log/index.ts';
import { newId } from '../../../../shared/index.ts';
import type { WebDeps } from '../../../deps.ts';
import { NotFound } from '../../../errors/web-errors.ts';
import { writeNotices } from '../../../forms/hand-in-forms.ts';
import { contextOf } from '../../../middleware/context.ts';
import { viewerOf } from '../../../middleware/viewer.ts';
import { paths } from '../../../paths.ts';
import { paramOf } from '../participant.ts';
import { placeOf, rememberPlace } from '../remember-place.ts';
import { authorOf } from './author.ts';
import { ownDatesOf } from './own-dates.ts';
import { takesFromLog } from './takes-from-log.ts';
import { writeTaskModel } from './write-task-model.ts';

/** Where a task is written. What was handed in and waits, or is settled, cannot be written on: then its own page says so. */
export function showWriteTask(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const viewer = viewerOf(res);
    const { t, language } = contextOf(res);
    const curriculum = deps.curriculum();
    const task = findTask(curriculum, paramOf(req, 'task'));
    if (!task) throw new NotFound();
    const { id: enrolmentId, cohortId } = viewer.enrolment;
    const [opened, notes, { model: dates }] = await Promise.all([
      openDraft(deps.assessment, { author: authorOf(viewer), cohortId, taskId: task.id }),
      takesFromLog(task) ? listNotes(deps.privateLog, enrolmentId) : null,
      ownDatesOf(deps, res, task.id),
      rememberPlace(deps, viewer, placeOf.task(task.id)),
    ]);
    const { id: submissionId } = opened.submission;
    if (!opened.draft.open || (dates.state === 'ahead' && opened.submission.releases.length === 0)) {
      res.redirect(303, paths.task.to({ ...viewer.where, task: task.id }));
      return;
    }
    const { tokenKey, clock } = deps.assessment;
    const model = writeTaskModel({
      ...{ curriculum, task, opened, notes, dates, t, language, enrolmentId },
      files: hasFiles(task) ? await listFilesOf(deps.assessment, submissionId) : {},
      fileToken: (place) => signFileToken(tokenKey, { submissionId, enrolmentId, place }, clock()),
      notices: noticesOf(req),
      newRowId: () =>
        newId()
          .replaceAll(/[^A-Za-z0-9]/g, '')
          .slice(0, 10),
      where: viewer.where,
    });
    deps.page(res, {
      view: 'learner/write-task',
      title: t('hand-in:write.title', { task: task.title }),
      model,
      scripts: hasFiles(task) ? ['write-task.js', 'files.js'] : ['write-task.js'],
    });
  };
}

function hasFiles({ fields }: Task): boolean {
  return fields.some(({ kind }) => kind === 'file');
}

function noticesOf(req: Request): ReturnType<typeof writeNotices.parse> {
  return writeNotices.catch({}).parse(req.query);
}
