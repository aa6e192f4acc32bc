import type { Response } from 'express';
import { getTalk, type GradingPlace, type Talk } from '../../../../assessment/index.ts';
import type { WebDeps } from '../../../deps.ts';
import { contextOf } from '../../../middleware/context.ts';
import { viewerOf } from '../../../middleware/viewer.ts';
import { paths, type Where } from '../../../paths.ts';
import type { Translate } from '../../../texts.ts';
import { workName } from '../work-name.ts';
import { queueHref, type GradeQuery } from './address.ts';
import { noticeModel, type NoticeModel } from './notice.ts';
import { messageModels, type MessageModel } from './talk-model.ts';

/** In the place of the grading screen where nothing is handed in: what the author has asked, to be answered. */
export async function showTalk(
  deps: WebDeps,
  res: Response,
  {
    place,
    query,
    queue,
  }: { readonly place: GradingPlace; readonly query: GradeQuery; readonly queue: string },
): Promise<void> {
  const { t, language } = contextOf(res);
  const { where } = viewerOf(res);
  const talk = await getTalk(deps.assessment, place);
  const contentLanguage = deps.curriculum().language;
  const model = talkModel({ talk, query, queue, where, t, language, contentLanguage });
  deps.page(res, { view: 'trainer/talk', title: `${model.name}: ${model.taskTitle}`, model });
}

export interface TalkInput {
  readonly talk: Talk;
  readonly query: GradeQuery;
  readonly queue: string;
  readonly where: Where;
  readonly t: Translate;
  readonly language: string;
  readonly contentLanguage: string;
}

export interface TalkModel {
  readonly name: string;
  readonly taskTitle: string;
  readonly taskHref: string;
  readonly queueHref: string;
  readonly contentLanguage: string;
  readonly notice: NoticeModel | null;
  readonly messages: readonly MessageModel[];
  readonly answerAction: string;
  readonly form: { readonly queue: string };
}

export function talkModel({ talk, query, queue, where, t, language, contentLanguage }: TalkInput): TalkModel {
  const { submission, task, namesHidden } = talk;
  const { authors, authorIds, id } = submission;
  const present = authors.filter(({ enrolmentId }) => authorIds.includes(enrolmentId));
  return {
    name: workName(present, { t, language }),
    taskTitle: task.title,
    taskHref: paths.task.to({ ...where, task: task.id }),
    queueHref: queueHref({ where, queue }),
    contentLanguage,
    notice: noticeModel(query, t),
    messages: messageModels({ submission, namesHidden, t }),
    answerAction: paths.answerAuthor.to({ ...where, submission: id }),
    form: { queue },
  };
}
