import type { Request, RequestHandler, Response } from 'express';
import { getOwnSubmission, markSeen } from '../../../assessment/index.ts';
import { findTask, type Task } from '../../../curriculum/index.ts';
import { listNotes } from '../../../private-log/index.ts';
import type { WebDeps } from '../../deps.ts';
import { NotFound } from '../../errors/web-errors.ts';
import { taskNotices } from '../../forms/hand-in-forms.ts';
import { contextOf } from '../../middleware/context.ts';
import { viewerOf } from '../../middleware/viewer.ts';
import type { Translate } from '../../texts.ts';
import { authorOf } from './hand-in/author.ts';
import { authorsModel } from './hand-in/authors-model.ts';
import { messagesModel } from './hand-in/messages-model.ts';
import { ownDatesOf, type OwnDates } from './hand-in/own-dates.ts';
import { standingModel } from './hand-in/standing-model.ts';
import { takesFromLog } from './hand-in/takes-from-log.ts';
import { paramOf, visitOf } from './participant.ts';
import { placeOf, rememberPlace } from './remember-place.ts';
import { taskModel, type OwnTaskModel } from './task-model.ts';

/** A task: where it stands for the reader, its brief, what will be asked for and the rubric. */
export function showTask(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const viewer = viewerOf(res);
    const { t } = contextOf(res);
    const curriculum = deps.curriculum();
    const task = findTask(curriculum, paramOf(req, 'task'));
    if (!task) throw new NotFound();
    const wantsLog = viewer.may('learn') && takesFromLog(task);
    const [notes, dates] = await Promise.all([
      wantsLog ? listNotes(deps.privateLog, viewer.enrolment.id) : null,
      ownDatesOf(deps, res, task.id),
      rememberPlace(deps, viewer, placeOf.task(task.id)),
    ]);
    const own = viewer.may('hand-in') ? await ownTaskModel(deps, res, { task, dates }) : null;
    const model = taskModel({
      ...{ curriculum, task, notes, own, visit: visitOf(viewer), where: viewer.where, t },
      dates: dates.model,
    });
    deps.page(res, {
      view: 'learner/task',
      title: task.title,
      model: { ...model, noticeText: noticeText(req, t) },
    });
  };
}

interface OfTask {
  readonly task: Task;
  readonly dates: OwnDates;
}

/** What is the trainee's own: how it stands, with whom, and what was asked. What is new counts as seen. */
async function ownTaskModel(deps: WebDeps, res: Response, { task, dates }: OfTask): Promise<OwnTaskModel> {
  const viewer = viewerOf(res);
  const { t, language } = contextOf(res);
  const { id: enrolmentId, cohortId } = viewer.enrolment;
  const { where } = viewer;
  const [own, enrolments] = await Promise.all([
    getOwnSubmission(deps.assessment, { author: authorOf(viewer), cohortId, taskId: task.id }),
    task.maxAuthors > 1 ? deps.people.listEnrolments(cohortId) : [],
  ]);
  const { submission } = own;
  if (submission?.newsForAuthorsAt)
    await markSeen(deps.assessment, { submissionId: submission.id, enrolmentId });
  return {
    standing: standingModel({ own, dates, now: deps.clock(), where, t }),
    authors: authorsModel({ own, enrolmentId, enrolments, where, t, language }),
    messages: messagesModel({ submission, taskId: task.id, enrolmentId, where, t }),
  };
}

/** What was done just before, as the address says. */
function noticeText(req: Request, t: Translate): string | null {
  const { done } = taskNotices.catch({}).parse(req.query);
  return done === undefined ? null : t(`hand-in:notice.${done}`);
}
