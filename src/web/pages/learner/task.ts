import type { RequestHandler } from 'express';
import {
  findModule,
  findTask,
  type Curriculum,
  type Task,
  type TaskField,
} from '../../../curriculum/index.ts';
import { listNotes, type LogNote } from '../../../private-log/index.ts';
import type { WebDeps } from '../../deps.ts';
import { NotFound } from '../../errors/web-errors.ts';
import { contextOf } from '../../middleware/context.ts';
import { viewerOf } from '../../middleware/viewer.ts';
import { paths, type Where } from '../../paths.ts';
import type { Translate } from '../../texts.ts';
import { linkContent } from '../../content-links.ts';
import { paramOf, visitOf, type Visit } from './participant.ts';
import { placeOf, rememberPlace } from './remember-place.ts';
import { logEntry, type LogEntry } from './log.ts';
import { innerFieldsOf, taskFieldModel, type TaskFieldModel } from './task-field-model.ts';

/** A task's brief, what will be asked for and the rubric. Handing in is not open yet. */
export function showTask(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const viewer = viewerOf(res);
    const { t } = contextOf(res);
    const curriculum = deps.curriculum();
    const task = findTask(curriculum, paramOf(req, 'task'));
    if (!task) throw new NotFound();
    const wantsLog = viewer.may('learn') && takesFromLog(task);
    const [notes] = await Promise.all([
      wantsLog ? listNotes(deps.privateLog, viewer.enrolment.id) : null,
      rememberPlace(deps, viewer, placeOf.task(task.id)),
    ]);
    const model = viewModel({ curriculum, task, notes, visit: visitOf(viewer), where: viewer.where, t });
    deps.page(res, { view: 'learner/task', title: task.title, model });
  };
}

export interface TaskInput {
  readonly curriculum: Curriculum;
  readonly task: Task;
  /** The trainee's log, where the task offers it; else null. */
  readonly notes: readonly LogNote[] | null;
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
  readonly isMarkedTwice: boolean;
  readonly briefHtml: string;
  readonly log: { readonly entries: readonly LogEntry[]; readonly href: string } | null;
  readonly fields: readonly TaskFieldModel[];
  readonly levels: readonly { readonly level: number; readonly points: number }[];
  readonly criteria: readonly CriterionModel[];
}

interface CriterionModel {
  readonly title: string;
  readonly outcome: string;
  readonly competences: readonly string[];
  readonly levels: readonly { readonly level: number; readonly points: number; readonly text: string }[];
}

export function viewModel({ curriculum, task, notes, visit, where, t }: TaskInput): TaskModel {
  const module = findModule(curriculum, task.moduleId);
  const competence = new Map(curriculum.competences.map((one) => [one.id, one]));
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
    isMarkedTwice: task.markers > 1,
    briefHtml: linkContent(task.briefHtml, where, { log: visit.learns ? paths.log.to(where) : null }),
    log: notes && {
      entries: notes.map((note) => logEntry(note, { curriculum, where, t })),
      href: paths.log.to(where),
    },
    fields: task.fields.map((field) => taskFieldModel(field, t)),
    levels: task.criteria[0]?.levels ?? [],
    criteria: task.criteria.map((criterion) => ({
      title: criterion.title,
      outcome: module?.outcomes.find(({ id }) => id === criterion.outcomeId)?.text ?? '',
      competences: criterion.competences.flatMap((id) => {
        const found = competence.get(id);
        return found ? [[found.framework, found.code, found.title].filter(Boolean).join(' ')] : [];
      }),
      levels: criterion.levels,
    })),
  };
}

function takesFromLog({ fields }: Task): boolean {
  const takes = (field: TaskField): boolean =>
    (field.kind === 'long-text' && field.fromLog) || innerFieldsOf(field).some(takes);
  return fields.some(takes);
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
