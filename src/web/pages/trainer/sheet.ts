import type { Request, RequestHandler, Response } from 'express';
import {
  applySheet,
  getTask,
  listSheetWorks,
  previewSheet,
  sheetRows,
  writeSheet,
} from '../../../assessment/index.ts';
import type { WebDeps } from '../../deps.ts';
import { readOwnForm } from '../../forms/own-form.ts';
import { sheetForm, standsOf } from '../../forms/sheet-form.ts';
import { contextOf } from '../../middleware/context.ts';
import { viewerOf } from '../../middleware/viewer.ts';
import { paths } from '../../paths.ts';
import { paramOf } from '../learner/participant.ts';
import { markerOf } from './actor.ts';
import { withQueueNotice } from './queue-notice.ts';
import { decisionWords, sheetTexts } from './sheet-words.ts';
import { sheetModel, type SheetInput } from './sheet-model.ts';

/** A page about the sheet of a task; with `file=csv` the sheet itself, made for whoever asks. */
export function showSheet(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const viewer = viewerOf(res);
    const context = contextOf(res);
    const place = { cohortId: viewer.where.cohort, taskId: paramOf(req, 'task'), by: markerOf(viewer) };
    const { task, works } = await listSheetWorks(deps.assessment, place);
    if (req.query['file'] !== 'csv') {
      const open = works.filter(({ closed }) => closed === null).length;
      showPage(deps, res, { taskId: task.id, open });
      return;
    }
    const rows = sheetRows(
      works,
      task.criteria.map(({ id }) => id),
      sheetTexts(task, context),
    );
    res.attachment(`${task.id}.csv`);
    res.set('Cache-Control', 'no-store');
    // Where the comma stands within numbers, spreadsheets expect semicolons between cells.
    res.type('text/csv; charset=utf-8').send(writeSheet(rows, context.language === 'de' ? ';' : ','));
  };
}

/** Takes a sheet that comes back: first shows what it would change, and with `confirm` stores that. */
export function postSheet(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const viewer = viewerOf(res);
    const form = readOwnForm(req, viewer, sheetForm);
    const taskId = paramOf(req, 'task');
    const command = {
      ...{ cohortId: viewer.where.cohort, taskId, by: markerOf(viewer) },
      bytes: form.step === 'confirm' ? Buffer.from(form.sheet) : (fileOf(req) ?? Buffer.alloc(0)),
      decisions: decisionWords(contextOf(res).t),
    };
    if (form.step === 'preview') {
      const hasFile = fileOf(req) !== null;
      const preview = hasFile ? await previewSheet(deps.assessment, command) : null;
      showPage(deps, res, { taskId, preview, noFile: !hasFile });
      return;
    }
    const applied = await applySheet(deps.assessment, {
      ...command,
      stands: standsOf(form.stands),
      replacing: new Set(form.replace.map(Number)),
      finishes: form.then === 'finish',
    });
    if (applied.refused.length + applied.unfinished.length > 0) {
      showPage(deps, res, { taskId, applied });
      return;
    }
    const back = paths.gradeSheet.to({ ...viewer.where, task: taskId });
    const done = form.then === 'finish' ? 'sheet-finished' : 'sheet-stored';
    res.redirect(303, withQueueNotice(back, '', { done, count: applied.stored.length }));
  };
}

function fileOf({ file }: Request): Buffer | null {
  return file && file.size > 0 ? file.buffer : null;
}

function showPage(
  deps: WebDeps,
  res: Response,
  about: Pick<SheetInput, 'open' | 'preview' | 'applied' | 'noFile'> & { readonly taskId: string },
): void {
  const { where } = viewerOf(res);
  const { t, language } = contextOf(res);
  const task = getTask(deps.assessment, about.taskId);
  const model = sheetModel({ ...about, task, where, t, language, query: res.req.query });
  const contentLanguage = deps.curriculum().language;
  deps.page(res, {
    view: 'trainer/sheet',
    title: t('oversight:sheet.title'),
    model: { ...model, contentLanguage },
  });
}
