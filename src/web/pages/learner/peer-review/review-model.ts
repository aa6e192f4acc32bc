import {
  longestReviewText,
  missingIn,
  storedValue,
  type ChangedField,
  type ReviewSheet,
} from '../../../../assessment/index.ts';
import type { Criterion, Sample } from '../../../../curriculum/index.ts';
import type { EnrolmentId } from '../../../../shared/index.ts';
import type { peerNotices } from '../../../forms/peer-forms.ts';
import { paths, type Where } from '../../../paths.ts';
import type { Language, Translate } from '../../../texts.ts';
import { linkContent } from '../../../content-links.ts';
import { workModel, type WorkModel } from '../../task-work/work-model.ts';

export interface ReviewInput {
  readonly sheet: ReviewSheet;
  readonly conflicts: readonly ChangedField[];
  readonly typed: ReadonlyMap<string, string>;
  readonly owner: EnrolmentId;
  readonly contentLanguage: string;
  readonly notices: ReturnType<typeof peerNotices.parse>;
  readonly where: Where;
  readonly language: Language;
  readonly t: Translate;
}

export interface ReviewModel {
  readonly title: string;
  readonly taskTitle: string;
  readonly taskHref: string;
  readonly reviewsHref: string;
  readonly contentLanguage: string;
  readonly intro: string;
  readonly isPractice: boolean;
  readonly isHandedIn: boolean;
  readonly isGone: boolean;
  /** Takes another work instead of one that its author has taken back. */
  readonly anotherHref: string;
  readonly hiddenText: string | null;
  readonly work: WorkModel | null;
  readonly sampleTitle: string | null;
  readonly sampleHtml: string | null;
  readonly criteria: readonly CriterionModel[];
  readonly overall: TextModel;
  readonly form: FormModel;
  readonly missing: readonly { readonly href: string; readonly text: string }[];
  /** What an experienced trainer says about a sample, once the trainee's own levels are handed in. */
  readonly trainerComment: string | null;
  readonly doneText: string | null;
}

interface FormModel {
  readonly token: string;
  readonly saveHref: string;
  readonly submitHref: string;
  readonly submitText: string;
  readonly where: Where;
  readonly task: string;
  readonly review: string;
  readonly owner: string;
  readonly savedAt: Date | null;
  readonly longest: number;
}

interface CriterionModel {
  readonly id: string;
  readonly title: string;
  readonly field: string;
  readonly was: string;
  readonly levels: readonly {
    readonly level: number;
    readonly text: string;
    readonly isChosen: boolean;
    readonly isTrainers: boolean;
  }[];
  readonly conflictText: string | null;
  readonly isMissing: boolean;
  readonly comment: TextModel;
  readonly because: string | null;
}

interface TextModel {
  readonly id: string;
  readonly field: string;
  readonly was: string;
  readonly value: string;
  /** What is stored, where another page has changed it. */
  readonly conflict: string | null;
  readonly isMissing: boolean;
}

export function reviewModel(input: ReviewInput): ReviewModel {
  const { sheet, where, t, notices } = input;
  const { review, task, sample } = sheet;
  const at = { ...where, task: task.id };
  const isHandedIn = review.submittedAt !== null;
  const gradings = isHandedIn ? (sample?.gradings ?? []) : [];
  const missing = notices.missing && !isHandedIn ? missingIn(review, task) : [];
  return {
    ...{ taskTitle: task.title, contentLanguage: input.contentLanguage, isHandedIn, isGone: sheet.isGone },
    title: t(`peer:heading.${review.kind}`),
    taskHref: paths.task.to(at),
    reviewsHref: paths.peerReviews.to(at),
    intro: t(`peer:intro.${review.kind}`),
    isPractice: review.kind === 'practice',
    anotherHref: paths.peerReviews.to(at),
    hiddenText:
      review.hiding &&
      t(review.hiding.counts ? 'peer:hidden.counts' : 'peer:hidden.lost', { reason: review.hiding.reason }),
    work: workOf(input),
    sampleTitle: sample?.title ?? null,
    sampleHtml: sample && linkContent(sample.html, where),
    criteria: task.criteria.map((criterion) => criterionModel(criterion, { input, gradings, missing })),
    overall: textModel('overall', input, missing),
    form: formModel(input),
    missing: missing.map((field) => missingLink(field, input)),
    trainerComment: isHandedIn ? (sample?.comment ?? null) : null,
    doneText: notices.done === undefined ? null : t(`peer:done.${notices.done}`),
  };
}

/** Without names, and without what is for trainers. */
function workOf({ sheet, where, t, language, contentLanguage }: ReviewInput): WorkModel | null {
  const { task, version } = sheet;
  const reader = { where, t, language, contentLanguage, showTrainerOnly: false, authors: null };
  return version && workModel(task, version, reader);
}

function formModel({ sheet, where, owner, t }: ReviewInput): FormModel {
  const { review, task, token } = sheet;
  return {
    ...{ token, where, owner, task: task.id, review: review.id, savedAt: review.savedAt },
    saveHref: paths.savePeerReview.to({}),
    submitHref: paths.peerReview.to({ ...where, task: task.id, review: review.id }),
    submitText: t(review.kind === 'practice' ? 'peer:submit.practice' : 'peer:submit.review'),
    longest: longestReviewText,
  };
}

interface Around {
  readonly input: ReviewInput;
  readonly gradings: Sample['gradings'];
  readonly missing: readonly string[];
}

function criterionModel(
  { id, title, levels }: Criterion,
  { input, gradings, missing }: Around,
): CriterionModel {
  const field = `level.${id}`;
  const value = valueOf(field, input);
  const conflict = input.conflicts.find((one) => one.field === field);
  const grading = gradings.find(({ criterionId }) => criterionId === id);
  return {
    ...{ id, title, field, was: storedValue(input.sheet.review, field) },
    levels: levels.map(({ level, text }) => ({
      ...{ level, text },
      isChosen: String(level) === value,
      isTrainers: grading?.level === level,
    })),
    conflictText: conflict ? input.t('peer:conflict.level', { level: conflict.stored || '–' }) : null,
    isMissing: missing.includes(field),
    comment: textModel(`comment.${id}`, input, missing),
    because: grading?.because ?? null,
  };
}

function textModel(field: string, input: ReviewInput, missing: readonly string[]): TextModel {
  return {
    ...{ field, id: field.replace('.', '-'), value: valueOf(field, input) },
    was: storedValue(input.sheet.review, field),
    conflict: input.conflicts.find((one) => one.field === field)?.stored ?? null,
    isMissing: missing.includes(field),
  };
}

function valueOf(field: string, { sheet, typed }: ReviewInput): string {
  return typed.get(field) ?? storedValue(sheet.review, field);
}

function missingLink(field: string, { sheet, t }: ReviewInput): ReviewModel['missing'][number] {
  const criterion = sheet.task.criteria.find(({ id }) => field === `level.${id}`);
  return criterion
    ? { href: `#level-${criterion.id}`, text: t('peer:missing.level', { criterion: criterion.title }) }
    : { href: '#overall', text: t('peer:missing.overall') };
}
