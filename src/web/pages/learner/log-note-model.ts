import { longestNote, signLogToken, type LogNote } from '../../../private-log/index.ts';
import { newId } from '../../../shared/index.ts';
import type { WebDeps } from '../../deps.ts';
import type { Viewer } from '../../middleware/viewer.ts';
import { paths, type Where } from '../../paths.ts';

/** The form in which one note of the log is written: a new one, or one that is there. */
export interface LogNoteModel {
  /** Whose log it is, so that a browser keeps what is not stored yet for nobody else. */
  readonly owner: string;
  /** The page that the form stands on, to lead back to. */
  readonly from: 'log' | 'lesson';
  readonly saveHref: string;
  readonly token: string;
  readonly name: string;
  readonly lessonId: string | null;
  readonly revision: number;
  readonly text: string;
  readonly updatedAt: Date | null;
  readonly longest: number;
  readonly where: Where;
}

interface ForNote {
  readonly note: LogNote | null;
  /** The lesson on whose page the form stands; null in the log. */
  readonly lessonId: string | null;
}

export function logNoteModel(deps: WebDeps, viewer: Viewer, { note, lessonId }: ForNote): LogNoteModel {
  const { id: enrolmentId, cohortId } = viewer.enrolment;
  const { tokenKey, clock } = deps.privateLog;
  return {
    owner: enrolmentId,
    from: lessonId === null ? 'log' : 'lesson',
    saveHref: paths.saveLogNote.to({}),
    token: signLogToken(tokenKey, { enrolmentId, cohortId }, clock()),
    name: note?.name ?? lessonId ?? `n${newId()}`,
    lessonId: note?.lessonId ?? lessonId,
    revision: note?.revision ?? 0,
    text: note?.text ?? '',
    updatedAt: note?.updatedAt ?? null,
    longest: longestNote,
    where: viewer.where,
  };
}
