import { findModule, type Curriculum, type Task } from '../../../curriculum/index.ts';
import type { LogNote } from '../../../private-log/index.ts';
import { linkContent } from '../../content-links.ts';
import { paths, type Where } from '../../paths.ts';
import type { Translate } from '../../texts.ts';
import type { ActivityDatesModel } from './dates/activity-dates.ts';
import type { AuthorsModel } from './hand-in/authors-model.ts';
import type { MessagesModel } from './hand-in/messages-model.ts';
import { rubricModel, type RubricModel } from './hand-in/rubric-model.ts';
import type { StandingModel } from './hand-in/standing-model.ts';
import { logEntry, type LogEntry } from './log.ts';
import type { Visit } from './participant.ts';
import { taskFieldModel, type TaskFieldModel } from './task-field-model.ts';

/** What a task's page says to the trainee who hands it in. */
export interface OwnTaskModel {
  readonly standing: StandingModel;
  readonly authors: AuthorsModel | null;
  readonly messages: MessagesModel;
}

export interface TaskInput {
  readonly curriculum: Curriculum;
  readonly task: Task;
  /** The trainee's log, where the task offers it; else null. */
  readonly notes: readonly LogNote[] | null;
  /** Null for those who only look at it. */
  readonly own: OwnTaskModel | null;
  readonly dates: ActivityDatesModel;
  readonly visit: Visit;
  readonly where: Where;
  readonly t: Translate;
}

export interface TaskModel {
  readonly visit: Visit;
  readonly contentLanguage: string;
  readonly moduleTitle: string;
  readonly moduleHref: string;
  readonly title: string;
  readonly hoursText: string;
  readonly wordsText: string;
  readonly opensWith: { readonly title: string; readonly href: string } | null;
  readonly peerReviews: number | null;
  readonly peerReviewsHref: string | null;
  readonly isMarkedTwice: boolean;
  readonly own: OwnTaskModel | null;
  readonly dates: ActivityDatesModel;
  readonly briefHtml: string;
  readonly log: { readonly entries: readonly LogEntry[]; readonly href: string } | null;
  readonly fields: readonly TaskFieldModel[];
  readonly rubric: RubricModel;
}

export function taskModel({ curriculum, task, notes, own, dates, visit, where, t }: TaskInput): TaskModel {
  const module = findModule(curriculum, task.moduleId);
  const isHandedIn = own !== null && own.standing.versions.length > 0;
  return {
    visit,
    contentLanguage: curriculum.language,
    moduleTitle: t('learning:module.numberAndTitle', { number: module?.number, title: module?.title }),
    moduleHref: paths.module.to({ ...where, module: task.moduleId }),
    title: task.title,
    hoursText: t('learning:module.hours', { count: task.hours }),
    wordsText: t('learning:task.words', task.words),
    opensWith: opensWith(curriculum, task, { where, t }),
    peerReviews: task.peerReview?.reviews ?? null,
    peerReviewsHref: task.peerReview && isHandedIn ? paths.peerReviews.to({ ...where, task: task.id }) : null,
    isMarkedTwice: task.markers > 1,
    ...{ own, dates },
    briefHtml: linkContent(task.briefHtml, where, { log: visit.learns ? paths.log.to(where) : null }),
    log: notes && {
      entries: notes.map((note) => logEntry(note, { curriculum, where, t })),
      href: paths.log.to(where),
    },
    fields: task.fields.map((field) => taskFieldModel(field, t)),
    rubric: rubricModel(curriculum, task),
  };
}

/** The earlier module with which work on the task begins. */
function opensWith(
  curriculum: Curriculum,
  { opensWithModuleId }: Task,
  { where, t }: Pick<TaskInput, 'where' | 't'>,
): TaskModel['opensWith'] {
  const module = opensWithModuleId === null ? null : findModule(curriculum, opensWithModuleId);
  return (
    module && {
      title: t('learning:module.numberAndTitle', { number: module.number, title: module.title }),
      href: paths.module.to({ ...where, module: module.id }),
    }
  );
}
