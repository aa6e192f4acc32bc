import { canLeave, isBeforeHandIn, type OwnTaskState } from '../../../../assessment/index.ts';
import type { Enrolment } from '../../../../people/index.ts';
import type { EnrolmentId } from '../../../../shared/index.ts';
import { paths, type Where } from '../../../paths.ts';
import type { Translate } from '../../../texts.ts';
import { listTrainees } from '../../trainer/person-name.ts';

/** Who hands in together, who is asked, and who could be; null where a task is handed in alone. */
export interface AuthorsModel {
  readonly mostText: string;
  readonly rows: readonly AuthorRow[];
  readonly invitations: readonly InvitationRow[];
  /** People who could be invited; null where nobody can. */
  readonly candidates: readonly { readonly id: EnrolmentId; readonly name: string }[] | null;
  readonly mayLeave: boolean;
  readonly authorsHref: string;
  readonly answerHref: string;
}

interface AuthorRow {
  readonly id: EnrolmentId;
  readonly name: string;
  readonly isSelf: boolean;
  readonly stateText: string;
  readonly mayRetract: boolean;
}

interface InvitationRow {
  readonly submissionId: string;
  readonly names: readonly string[];
  readonly at: Date;
}

export interface AuthorsInput {
  readonly own: OwnTaskState;
  readonly enrolmentId: EnrolmentId;
  /** Everybody of the cohort. */
  readonly enrolments: readonly Enrolment[];
  readonly where: Where;
  readonly t: Translate;
  readonly language: string;
}

export function authorsModel(input: AuthorsInput): AuthorsModel | null {
  const { own, enrolmentId, where, t } = input;
  const { task, submission, invitations } = own;
  if (task.maxAuthors < 2) return null;
  const at = { ...where, task: task.id };
  const rows = authorRows(input);
  return {
    mostText: t('hand-in:authors.most', { count: task.maxAuthors }),
    rows: rows.length > 1 ? rows : [],
    invitations: invitations.map(({ submissionId, authors, at: since }) => ({
      submissionId,
      names: authors.map(({ name }) => name ?? t('hand-in:authors.unnamed')),
      at: since,
    })),
    candidates: candidatesOf(input),
    mayLeave: submission !== null && canLeave(submission, enrolmentId),
    authorsHref: paths.taskAuthors.to(at),
    answerHref: paths.taskInvitation.to(at),
  };
}

function authorRows({ own: { submission }, enrolmentId, t }: AuthorsInput): AuthorRow[] {
  const shown = (submission?.authors ?? []).filter(({ state }) => state !== 'left');
  return shown.map(({ enrolmentId: id, name, state }) => ({
    ...{ id, name: name ?? t('hand-in:authors.unnamed'), isSelf: id === enrolmentId },
    stateText: t(`hand-in:authors.state.${state}`),
    mayRetract: state === 'invited',
  }));
}

/** Trainees who are not on the list, while there is room and nothing was handed in. */
function candidatesOf({
  own,
  enrolmentId,
  enrolments,
  t,
  language,
}: AuthorsInput): AuthorsModel['candidates'] {
  const { task, submission } = own;
  if (submission && !isBeforeHandIn(submission)) return null;
  const taken = (submission?.authors ?? []).filter(
    ({ state }) => state === 'accepted' || state === 'invited',
  );
  if (taken.length >= task.maxAuthors) return null;
  const ids = new Set([enrolmentId, ...taken.map((author) => author.enrolmentId)]);
  return listTrainees(enrolments, t, language)
    .filter(({ enrolment }) => !ids.has(enrolment.id))
    .map(({ enrolment, name }) => ({ id: enrolment.id, name }));
}
