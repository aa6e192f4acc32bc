import type { DraftProblem, PrivateDetail, ReviewedDraft } from '../../../../assessment/index.ts';
import { paths, type Where } from '../../../paths.ts';
import type { Translate } from '../../../texts.ts';
import { workModel, type WorkModel } from '../../task-work/work-model.ts';
import { placeModel, problemText, type PlaceModel } from './problem-words.ts';
import type { OwnDates } from './own-dates.ts';
import { rowsOf } from './write-field-model.ts';

/** The page before the hand-in: what is missing, what its author should look at again, and the step itself. */
export interface CheckModel {
  readonly contentLanguage: string;
  readonly title: string;
  readonly taskHref: string;
  readonly writeHref: string;
  readonly handInHref: string;
  readonly wordsText: string;
  readonly missingTitle: string;
  readonly missing: readonly ProblemModel[];
  readonly advice: readonly ProblemModel[];
  readonly details: readonly DetailModel[];
  readonly work: WorkModel;
  /** Which state of each field the page shows. */
  readonly revisions: readonly { readonly id: string; readonly revision: number }[];
  readonly dates: OwnDates['model'];
  /** Nothing is taken now: not open yet, or the last date is over. */
  readonly isShut: boolean;
  readonly invitedText: string | null;
  readonly isTogether: boolean;
  readonly isRevision: boolean;
  readonly isPeerReviewed: boolean;
  readonly mayHandIn: boolean;
}

interface ProblemModel extends PlaceModel {
  readonly text: string;
}

interface DetailModel {
  readonly kindText: string;
  readonly quote: string;
  readonly label: string;
  readonly href: string;
}

export interface CheckInput {
  readonly reviewed: ReviewedDraft;
  readonly dates: OwnDates;
  readonly contentLanguage: string;
  readonly where: Where;
  readonly t: Translate;
  readonly language: string;
}

export function checkModel(input: CheckInput): CheckModel {
  const { reviewed, dates, where, t } = input;
  const { task, submission, checked } = reviewed;
  const at = { ...where, task: task.id };
  const invited = submission.authors.filter(({ state }) => state === 'invited');
  const isRevision = submission.releases.length > 0;
  const isShut = !isRevision && (dates.model.state === 'ahead' || dates.model.state === 'closed');
  const missing = checked.problems.filter(({ blocking }) => blocking);
  return {
    ...{ contentLanguage: input.contentLanguage, title: task.title },
    taskHref: paths.task.to(at),
    writeHref: paths.writeTask.to(at),
    handInHref: paths.handIn.to(at),
    wordsText: t('hand-in:words.total', { ...task.words, words: checked.words }),
    missingTitle: t('hand-in:check.missing', { count: missing.length }),
    missing: missing.map((problem) => problemModel(problem, input)),
    advice: checked.problems
      .filter(({ blocking }) => !blocking)
      .map((problem) => problemModel(problem, input)),
    details: detailsOf(input),
    work: workOf(input),
    revisions: Object.entries(reviewed.seenRevisions).map(([id, revision]) => ({ id, revision })),
    ...{ dates: dates.model, isShut, isRevision, isPeerReviewed: task.peerReview !== null },
    invitedText: invited.length === 0 ? null : t('hand-in:check.invited', { names: namesOf(invited, t) }),
    isTogether: submission.authorIds.length > 1,
    mayHandIn: missing.length === 0 && !isShut && invited.length === 0,
  };
}

function namesOf(people: readonly { readonly name: string | null }[], t: Translate): string {
  return people.map(({ name }) => name ?? t('hand-in:authors.unnamed')).join(', ');
}

function problemModel(problem: DraftProblem, input: CheckInput): ProblemModel {
  return { ...placeModel(problem, writingOf(input)), text: problemText(problem, input.t) };
}

function writingOf({ reviewed, where, t }: CheckInput): Parameters<typeof placeModel>[1] {
  const { task, draft } = reviewed;
  const rowIds = Object.entries(draft.fields).map(
    ([id, { value }]) => [id, rowsOf(value).map((row) => row.id)] as const,
  );
  return {
    ...{ task, t, rowIds: Object.fromEntries(rowIds) },
    writeHref: paths.writeTask.to({ ...where, task: task.id }),
  };
}

/** Each detail once, at the first place where it stands. */
function detailsOf(input: CheckInput): DetailModel[] {
  const found = input.reviewed.privateDetails.toReversed();
  const first = new Map(found.map((detail) => [`${detail.kind} ${detail.quote}`, detail]));
  return [...first.values()].toReversed().map((detail) => detailModel(detail, input));
}

function detailModel({ kind, place, quote, fileName }: PrivateDetail, input: CheckInput): DetailModel {
  const writing = writingOf(input);
  const at = place ? placeModel(place, writing) : { label: fileName ?? '', href: writing.writeHref };
  return { ...at, quote, kindText: input.t(`hand-in:detail.${kind}`) };
}

function workOf({ reviewed, contentLanguage, where, t, language }: CheckInput): WorkModel {
  const { task, draft, submission, fields, files } = reviewed;
  const authors = new Map(
    submission.authors.map(({ enrolmentId, name }) => [enrolmentId, name ?? t('hand-in:authors.unnamed')]),
  );
  const source = { fields, files, trainerOnly: draft.trainerOnly };
  return workModel(task, source, { where, t, language, contentLanguage, showTrainerOnly: true, authors });
}
