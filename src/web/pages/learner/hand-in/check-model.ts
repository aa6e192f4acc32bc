import {
  checkDraft,
  findPrivateDetails,
  textsOf,
  type Draft,
  type FileHead,
  type KnownDetails,
  type OpenDraft,
  type PrivateDetail,
} from '../../../../assessment/index.ts';
import { paths, type Where } from '../../../paths.ts';
import type { Translate } from '../../../texts.ts';
import { workModel, type WorkModel } from '../../task-work/work-model.ts';
import { placeModel, problemText, type PlaceModel } from './problem-words.ts';
import type { OwnDates } from './own-dates.ts';
import { rowsOf } from './write-field-model.ts';
import { valuesOf } from './write-task-model.ts';

/** The page before the hand-in: what is missing, what its author should look at again, and the step itself. */
export interface CheckModel {
  readonly contentLanguage: string;
  readonly title: string;
  readonly taskHref: string;
  readonly writeHref: string;
  readonly handInHref: string;
  readonly wordsText: string;
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
  readonly opened: OpenDraft;
  /** Place → what is there. */
  readonly files: Readonly<Record<string, readonly FileHead[]>>;
  readonly known: KnownDetails;
  readonly dates: OwnDates;
  readonly contentLanguage: string;
  readonly where: Where;
  readonly t: Translate;
  readonly language: string;
}

export function checkModel(input: CheckInput): CheckModel {
  const { opened, dates, where, t } = input;
  const { task, submission } = opened;
  const at = { ...where, task: task.id };
  const { words, problems } = checkedDraft(input);
  const invited = submission.authors.filter(({ state }) => state === 'invited');
  const isRevision = submission.releases.length > 0;
  const isShut = !isRevision && (dates.model.state === 'ahead' || dates.model.state === 'closed');
  const missing = problemsOf(
    input,
    problems.filter(({ blocking }) => blocking),
  );
  return {
    ...{ contentLanguage: input.contentLanguage, title: task.title },
    taskHref: paths.task.to(at),
    writeHref: paths.writeTask.to(at),
    handInHref: paths.handIn.to(at),
    wordsText: t('hand-in:words.total', { ...task.words, words }),
    missing,
    advice: problemsOf(
      input,
      problems.filter(({ blocking }) => !blocking),
    ),
    details: detailsOf(input),
    work: workOf(input),
    revisions: Object.entries(opened.draft.fields).map(([id, { revision }]) => ({ id, revision })),
    ...{ dates: dates.model, isShut, isRevision, isPeerReviewed: task.peerReview !== null },
    invitedText: invited.length === 0 ? null : t('hand-in:check.invited', { names: namesOf(invited, t) }),
    isTogether: submission.authorIds.length > 1,
    mayHandIn: missing.length === 0 && !isShut && invited.length === 0,
  };
}

function namesOf(people: readonly { readonly name: string | null }[], t: Translate): string {
  return people.map(({ name }) => name ?? t('hand-in:authors.unnamed')).join(', ');
}

function checkedDraft({ opened, files }: CheckInput): ReturnType<typeof checkDraft> {
  const { task, draft, submission } = opened;
  return checkDraft(task, {
    fields: valuesOf(draft),
    files: Object.fromEntries(Object.entries(files).map(([place, heads]) => [place, heads.length])),
    authors: submission.authors.filter(({ state }) => state === 'accepted'),
  });
}

type Problems = ReturnType<typeof checkDraft>['problems'];

function problemsOf(input: CheckInput, problems: Problems): ProblemModel[] {
  const writing = writingOf(input);
  return problems.map((problem) => ({
    ...placeModel(problem, writing),
    text: problemText(problem, input.t),
  }));
}

function writingOf({ opened, where, t }: CheckInput): Parameters<typeof placeModel>[1] {
  const { task, draft } = opened;
  return {
    ...{ task, t, rowIds: rowIdsOf(draft) },
    writeHref: paths.writeTask.to({ ...where, task: task.id }),
  };
}

function rowIdsOf({ fields }: Draft): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(fields).map(([id, { value }]) => [id, rowsOf(value).map((row) => row.id)]),
  );
}

/** Each detail once, at the first place where it stands. */
function detailsOf(input: CheckInput): DetailModel[] {
  const { opened, files, known } = input;
  const texts = Object.entries(valuesOf(opened.draft)).flatMap(([id, value]) => textsOf(id, value));
  const fileNames = Object.values(files).flatMap((heads) => heads.map(({ name }) => name));
  const found = findPrivateDetails(known, { texts, fileNames });
  const first = new Map(found.toReversed().map((detail) => [`${detail.kind} ${detail.quote}`, detail]));
  return [...first.values()].toReversed().map((detail) => detailModel(detail, input));
}

function detailModel({ kind, place, quote, fileName }: PrivateDetail, input: CheckInput): DetailModel {
  const { t } = input;
  const at = place
    ? placeModel(place, writingOf(input))
    : { label: fileName ?? '', href: paths.writeTask.to({ ...input.where, task: input.opened.task.id }) };
  return { ...at, quote, kindText: t(`hand-in:detail.${kind}`) };
}

function workOf({ opened, files, contentLanguage, where, t, language }: CheckInput): WorkModel {
  const { task, draft, submission } = opened;
  const heads = Object.values(files).flat();
  const ofFiles = Object.entries(files).map(([place, list]) => [place, list.map(({ id }) => id)] as const);
  const source = {
    fields: { ...valuesOf(draft), ...Object.fromEntries(ofFiles) },
    trainerOnly: draft.trainerOnly,
    files: heads,
  };
  const authors = new Map(
    submission.authors.map(({ enrolmentId, name }) => [enrolmentId, name ?? t('hand-in:authors.unnamed')]),
  );
  return workModel(task, source, { where, t, language, contentLanguage, showTrainerOnly: true, authors });
}
