import type { Request, RequestHandler } from 'express';
import { findLesson, findModule, type Curriculum } from '../../../curriculum/index.ts';
import { listNotes, removeNote, restoreNote, type LogNote } from '../../../private-log/index.ts';
import type { WebDeps } from '../../deps.ts';
import { emptyForm, logNotices } from '../../forms/learner-forms.ts';
import { readOwnForm } from '../../forms/own-form.ts';
import { contextOf } from '../../middleware/context.ts';
import { viewerOf } from '../../middleware/viewer.ts';
import { paths, type Where } from '../../paths.ts';
import type { Translate } from '../../texts.ts';
import { logNoteModel, type LogNoteModel } from './log-note-model.ts';
import { paramOf } from './participant.ts';

/** A trainee's own log: a form for a new note, and every note, newest first. */
export function showLog(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const viewer = viewerOf(res);
    const { t } = contextOf(res);
    const notes = await listNotes(deps.privateLog, viewer.enrolment.id);
    const notices = noticesOf(req);
    const edited = notes.find(({ name }) => name === notices.edit) ?? null;
    const model = viewModel({
      curriculum: deps.curriculum(),
      notes,
      edited,
      form: logNoteModel(deps, viewer, { note: edited, lessonId: null }),
      where: viewer.where,
      t,
    });
    deps.page(res, {
      view: 'learner/log',
      title: t('log:title'),
      model: { ...model, ...notices, restoreHref: restoreHref(notices.removed, viewer.where) },
      scripts: ['log.js', 'print.js'],
    });
  };
}

/** Takes a note out; the page that follows offers to bring it back. */
export function postRemoveNote(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const viewer = viewerOf(res);
    readOwnForm(req, viewer, emptyForm);
    const name = paramOf(req, 'note');
    await removeNote(deps.privateLog, viewer.enrolment.id, name);
    res.redirect(303, `${paths.log.to(viewer.where)}?removed=${encodeURIComponent(name)}`);
  };
}

export function postRestoreNote(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const viewer = viewerOf(res);
    readOwnForm(req, viewer, emptyForm);
    const name = paramOf(req, 'note');
    await restoreNote(deps.privateLog, viewer.enrolment.id, name);
    res.redirect(303, `${paths.log.to(viewer.where)}?restored=1#note-${encodeURIComponent(name)}`);
  };
}

function noticesOf(req: Request): ReturnType<typeof logNotices.parse> {
  return logNotices.catch({}).parse(req.query);
}

function restoreHref(removed: string | undefined, where: Where): string | null {
  return removed === undefined ? null : paths.restoreLogNote.to({ ...where, note: removed });
}

export interface LogInput {
  readonly curriculum: Curriculum;
  readonly notes: readonly LogNote[];
  /** The note that stands in the form, if it is one that is there. */
  readonly edited: LogNote | null;
  readonly form: LogNoteModel;
  readonly where: Where;
  readonly t: Translate;
}

export interface LogEntry {
  readonly name: string;
  readonly text: string;
  readonly createdAt: Date;
  readonly changedAt: Date | null;
  readonly lesson: { readonly title: string; readonly href: string; readonly module: string } | null;
  readonly editHref: string;
  readonly removeHref: string;
}

export interface LogModel {
  readonly contentLanguage: string;
  readonly form: LogNoteModel;
  readonly isEditing: boolean;
  /** Not while the only note is the one in the form. */
  readonly hasList: boolean;
  readonly entries: readonly LogEntry[];
  readonly logHref: string;
}

export function viewModel({ curriculum, notes, edited, form, where, t }: LogInput): LogModel {
  const others = notes.filter(({ name }) => name !== edited?.name);
  return {
    contentLanguage: curriculum.language,
    form,
    isEditing: edited !== null,
    hasList: edited === null || others.length > 0,
    entries: others.map((note) => logEntry(note, { curriculum, where, t })),
    logHref: paths.log.to(where),
  };
}

/** One note as it is read, in the log and where the journal offers it. */
export function logEntry(
  note: LogNote,
  { curriculum, where, t }: Pick<LogInput, 'curriculum' | 'where' | 't'>,
): LogEntry {
  const { name, text, createdAt, updatedAt } = note;
  const lesson = note.lessonId === null ? null : findLesson(curriculum, note.lessonId);
  const module = lesson && findModule(curriculum, lesson.moduleId);
  return {
    ...{ name, text, createdAt },
    changedAt: updatedAt.getTime() === createdAt.getTime() ? null : updatedAt,
    lesson: lesson && {
      title: lesson.title,
      href: `${paths.lesson.to({ ...where, lesson: lesson.id })}#log`,
      module: t('learning:module.number', { number: module?.number }),
    },
    editHref: `${paths.log.to(where)}?edit=${encodeURIComponent(name)}`,
    removeHref: paths.removeLogNote.to({ ...where, note: name }),
  };
}
