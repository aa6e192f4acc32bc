import type { RequestHandler } from 'express';
import {
  getPeerOversight,
  getTaskSettings,
  hideReview,
  showReview,
  type PeerOversight,
  type PeerReview,
} from '../../../assessment/index.ts';
import { asId, type EnrolmentId } from '../../../shared/index.ts';
import type { WebDeps } from '../../deps.ts';
import { moderationForm, peerNotices } from '../../forms/peer-forms.ts';
import { readOwnForm } from '../../forms/own-form.ts';
import { contextOf } from '../../middleware/context.ts';
import { viewerOf } from '../../middleware/viewer.ts';
import { paths, type Where } from '../../paths.ts';
import type { Translate } from '../../texts.ts';
import { authorOf } from '../learner/hand-in/author.ts';
import { paramOf } from '../learner/participant.ts';
import { criteriaOf, type ReceivedModel } from '../learner/peer-review/reviews-model.ts';
import { personName } from './person-name.ts';

/** Every review of a task, with names, and who still owes some. */
export function showOversight(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const viewer = viewerOf(res);
    const { t } = contextOf(res);
    const place = { cohortId: viewer.where.cohort, taskId: paramOf(req, 'task') };
    const [oversight, enrolments, { namesHidden }] = await Promise.all([
      getPeerOversight(deps.assessment, place),
      deps.people.listEnrolments(place.cohortId),
      getTaskSettings(deps.assessment, place.cohortId, place.taskId),
    ]);
    const { done } = peerNotices.parse(req.query);
    const model = viewModel({
      ...{ oversight, where: viewer.where, t },
      names: new Map(enrolments.map((one) => [one.id, personName(one, t)])),
      contentLanguage: deps.curriculum().language,
      mayModerate: viewer.may('grade'),
      linksWorks: !namesHidden,
    });
    const doneText = done === undefined ? null : t(`peer:done.${done}`);
    deps.page(res, {
      view: 'trainer/peer-oversight',
      title: t('peer:oversight.title'),
      model: { ...model, doneText, needsReason: done === 'reason' },
    });
  };
}

/** Takes a review out of its receivers' sight, or shows it again. */
export function postOversight(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const viewer = viewerOf(res);
    const form = readOwnForm(req, viewer, moderationForm);
    const command = {
      reviewId: asId<'peer-review'>(form.review),
      cohortId: viewer.where.cohort,
      by: authorOf(viewer),
    };
    const back = paths.peerOversight.to({ ...viewer.where, task: paramOf(req, 'task') });
    if (form.do === 'show') await showReview(deps.assessment, command);
    else if (form.reason.trim() === '') {
      res.redirect(303, `${back}?done=reason#review-${form.review}`);
      return;
    } else
      await hideReview(deps.assessment, { ...command, reason: form.reason, counts: form.counts === '1' });
    res.redirect(303, `${back}?done=${form.do === 'show' ? 'shown' : 'hidden'}#review-${form.review}`);
  };
}

export interface OversightInput {
  readonly oversight: PeerOversight;
  readonly names: ReadonlyMap<EnrolmentId, string>;
  readonly contentLanguage: string;
  readonly mayModerate: boolean;
  /** Not where names are hidden while grading: a link from a name to a work would tell whose it is. */
  readonly linksWorks: boolean;
  readonly where: Where;
  readonly t: Translate;
}

export interface OversightModel {
  readonly taskTitle: string;
  readonly taskHref: string;
  readonly contentLanguage: string;
  readonly postHref: string;
  readonly mayModerate: boolean;
  readonly people: readonly PersonRow[];
  readonly reviews: readonly ReviewRow[];
}

interface PersonRow {
  readonly name: string;
  readonly given: number;
  readonly received: number;
  readonly isDone: boolean;
  readonly stateText: string;
}

interface ReviewRow {
  readonly id: string;
  readonly title: string;
  readonly at: Date | null;
  readonly isOpen: boolean;
  readonly criteria: ReceivedModel['criteria'];
  readonly overall: string;
  readonly usefulTexts: readonly string[];
  readonly hiding: {
    readonly at: Date;
    readonly byName: string | null;
    readonly reason: string;
    readonly counts: boolean;
  } | null;
  readonly gradeHref: string | null;
}

export function viewModel(input: OversightInput): OversightModel {
  const { oversight, where } = input;
  const { task, reviews, works } = oversight;
  const shown = reviews.filter(({ kind }) => kind !== 'practice');
  const authors = works.flatMap((work) => work.authors.filter(({ state }) => state === 'accepted'));
  return {
    taskTitle: task.title,
    taskHref: paths.taskGrading.to({ ...where, task: task.id }),
    contentLanguage: input.contentLanguage,
    postHref: paths.peerOversight.to({ ...where, task: task.id }),
    mayModerate: input.mayModerate,
    people: authors
      .map(({ enrolmentId }) => personRow(enrolmentId, input))
      .sort((a, b) => a.name.localeCompare(b.name)),
    reviews: [...shown]
      .sort((a, b) => (b.submittedAt ?? b.startedAt).getTime() - (a.submittedAt ?? a.startedAt).getTime())
      .map((review) => reviewRow(review, input)),
  };
}

function personRow(id: EnrolmentId, { oversight, names, t }: OversightInput): PersonRow {
  const { task, works, reviews } = oversight;
  const work = works.find(({ authors }) => authors.some(({ enrolmentId }) => enrolmentId === id));
  const needed = task.peerReview?.reviews ?? 0;
  const given = work?.reviewsGiven[id] ?? 0;
  const received = reviews.filter((one) => one.submissionId === work?.id && one.submittedAt !== null).length;
  const isDone = given >= needed;
  return {
    ...{ name: names.get(id) ?? t('peer:oversight.gone'), given, received, isDone },
    stateText: isDone ? t('peer:oversight.done') : t('peer:oversight.owes', { count: needed - given }),
  };
}

function reviewRow(review: PeerReview, input: OversightInput): ReviewRow {
  const { oversight, names, where, t } = input;
  const { task, works } = oversight;
  const nameOf = (id: EnrolmentId): string => names.get(id) ?? t('peer:oversight.gone');
  const work = works.find(({ id }) => id === review.submissionId);
  const to = work
    ? work.authors
        .filter(({ state }) => state === 'accepted')
        .map(({ enrolmentId }) => nameOf(enrolmentId))
        .join(', ')
    : t(review.kind === 'sample' ? 'peer:oversight.sample' : 'peer:oversight.withdrawn');
  return {
    id: review.id,
    title: t('peer:oversight.review', { from: nameOf(review.reviewer.enrolmentId), to }),
    at: review.submittedAt,
    isOpen: review.submittedAt === null,
    criteria: criteriaOf(task, review, t),
    overall: review.overall,
    usefulTexts: Object.values(review.usefulness).map((value) => t(`peer:useful.${value}`)),
    hiding: review.hiding && {
      ...{ at: review.hiding.at, byName: review.hiding.by.name },
      ...{ reason: review.hiding.reason, counts: review.hiding.counts },
    },
    gradeHref:
      input.linksWorks && review.submissionId !== null
        ? paths.grade.to({ ...where, submission: review.submissionId })
        : null,
  };
}
