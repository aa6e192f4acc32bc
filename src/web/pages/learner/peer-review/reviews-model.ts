import type {
  PeerReview,
  PeerStanding,
  PrivateDetail,
  ReceivedReview,
  Usefulness,
} from '../../../../assessment/index.ts';
import type { Task } from '../../../../curriculum/index.ts';
import { paths, type Where } from '../../../paths.ts';
import type { Translate } from '../../../texts.ts';
import type { peerNotices } from '../../../forms/peer-forms.ts';

export interface ReviewsInput {
  readonly standing: PeerStanding;
  /** What in the trainee's own work says who they are, while it is held back. */
  readonly details: readonly PrivateDetail[];
  readonly contentLanguage: string;
  readonly notices: ReturnType<typeof peerNotices.parse>;
  readonly where: Where;
  readonly t: Translate;
}

export interface ReviewsModel {
  readonly title: string;
  readonly taskTitle: string;
  readonly taskHref: string;
  readonly contentLanguage: string;
  readonly givenText: string;
  readonly isDone: boolean;
  readonly nextText: string;
  readonly openHref: string | null;
  /** What the button does, and what stands on it. */
  readonly action: { readonly does: 'begin' | 'sample'; readonly text: string } | null;
  readonly waitsUntil: Date | null;
  readonly postHref: string;
  readonly written: readonly WrittenModel[];
  readonly received: readonly ReceivedModel[];
  readonly heldBack: {
    readonly goesOutAt: Date;
    readonly details: readonly { readonly kind: string; readonly quote: string }[];
  } | null;
  readonly doneText: string | null;
}

interface WrittenModel {
  readonly text: string;
  readonly stateText: string;
  readonly isHandedIn: boolean;
  readonly href: string;
  readonly hiddenText: string | null;
}

export interface ReceivedModel {
  readonly id: string;
  readonly title: string;
  readonly criteria: readonly {
    readonly title: string;
    readonly levelText: string;
    readonly words: string;
    readonly comment: string;
  }[];
  readonly overall: string;
  readonly rateHref: string;
  readonly ratings: readonly {
    readonly value: Usefulness;
    readonly text: string;
    readonly isChosen: boolean;
  }[];
}

export function reviewsModel(input: ReviewsInput): ReviewsModel {
  const { standing, where, t, notices } = input;
  const { task, given, needed, next } = standing;
  const at = { ...where, task: task.id };
  const open = standing.written.find(({ submittedAt }) => submittedAt === null);
  return {
    title: t('peer:title'),
    taskTitle: task.title,
    taskHref: paths.task.to(at),
    contentLanguage: input.contentLanguage,
    givenText: t('peer:given', { given: Math.min(given, needed), needed }),
    isDone: next === 'done',
    nextText: t(`peer:next.${next}`),
    openHref: open ? paths.peerReview.to({ ...at, review: open.id }) : null,
    action: actionOf(input, open !== undefined),
    waitsUntil: next === 'wait' ? standing.waitsUntil : null,
    postHref: paths.peerReviews.to(at),
    written: standing.written.map((review) => writtenModel(review, input)),
    received: standing.received.map((review, index) => receivedModel(review, index + 1, input)),
    heldBack: heldBackModel(input),
    doneText: notices.done === undefined ? null : t(`peer:done.${notices.done}`),
  };
}

function actionOf({ standing, t }: ReviewsInput, isOpen: boolean): ReviewsModel['action'] {
  switch (standing.next) {
    case 'practice':
      return isOpen ? null : { does: 'begin', text: t('peer:action.practice') };
    case 'work':
      return { does: 'begin', text: t('peer:action.work') };
    case 'wait':
    case 'sample':
      return { does: 'sample', text: t('peer:action.sample') };
    case 'hand-in':
    case 'open':
    case 'done':
      return null;
  }
}

function writtenModel(review: PeerReview, { where, t }: ReviewsInput): WrittenModel {
  const { id, kind, slot, submittedAt, hiding, taskId } = review;
  const isHandedIn = submittedAt !== null;
  return {
    text: kind === 'practice' ? t('peer:practice') : t('peer:review', { number: slot }),
    stateText: isHandedIn ? t('peer:state.handedIn') : t('peer:state.open'),
    isHandedIn,
    href: paths.peerReview.to({ ...where, task: taskId, review: id }),
    hiddenText:
      hiding && t(hiding.counts ? 'peer:hidden.counts' : 'peer:hidden.lost', { reason: hiding.reason }),
  };
}

const ratings = [1, 2, 3, 4] as const;

function receivedModel(
  review: ReceivedReview,
  number: number,
  { standing, where, t }: ReviewsInput,
): ReceivedModel {
  const { task } = standing;
  return {
    id: `received-${number}`,
    title: t('peer:received.review', { number }),
    criteria: criteriaOf(task, review, t),
    overall: review.overall,
    rateHref: paths.ratePeerReview.to({ ...where, task: task.id, review: review.id }),
    ratings: ratings.map((value) => ({
      value,
      text: t(`peer:useful.${value}`),
      isChosen: review.usefulness === value,
    })),
  };
}

/** The levels that somebody gave, with their words. */
export function criteriaOf(
  { criteria }: Pick<Task, 'criteria'>,
  { levels, comments }: Pick<PeerReview, 'levels' | 'comments'>,
  t: Translate,
): ReceivedModel['criteria'] {
  return criteria.map((criterion) => {
    const level = levels[criterion.id];
    return {
      title: criterion.title,
      levelText: level === undefined ? t('peer:noLevel') : t('peer:level', { level }),
      words: criterion.levels.find((one) => one.level === level)?.text ?? '',
      comment: comments[criterion.id]?.trim() ?? '',
    };
  });
}

function heldBackModel({ standing, details, t }: ReviewsInput): ReviewsModel['heldBack'] {
  const { heldBack } = standing;
  return (
    heldBack && {
      goesOutAt: heldBack.goesOutAt,
      details: details.map(({ kind, quote }) => ({ kind: t(`peer:detail.${kind}`), quote })),
    }
  );
}
