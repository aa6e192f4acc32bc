import type { PeerReview as PeerReviewRule, Task } from '../../curriculum/index.ts';
import type { CohortId, EnrolmentId } from '../../shared/index.ts';
import type { AssessmentDeps } from '../deps.ts';
import type { Author, Submission, Version } from '../model.ts';
import { getTask } from '../task-versions.ts';
import { HandInFirst, PeerReviewNotAsked } from './errors.ts';
import { arrivalOf, orderWorks, type OrderedWorks } from './order-works.ts';
import type { PeerReview } from './peer-review.ts';
import type { PeerWork } from './peer-work.records.ts';

export const dayMs = 24 * 3_600_000;

/** Finds out whether what reviewers would read of a version says who its authors are; costs what it costs. */
export type FindsDetails = (version: Version, authors: readonly Author[]) => Promise<boolean>;

export interface PeerPlace {
  readonly cohortId: CohortId;
  readonly taskId: string;
  readonly enrolmentId: EnrolmentId;
}

/** All that decides what one trainee reviews next in one task. */
export interface PeerScene {
  readonly task: Task;
  readonly rule: PeerReviewRule;
  /** The reviewer's own submission; null before they began. */
  readonly own: Submission | null;
  /** Whether the reviewer has handed in, and therefore reviews. */
  readonly mayReview: boolean;
  /** Every review of the task in the cohort. */
  readonly reviews: readonly PeerReview[];
  readonly ownReviews: readonly PeerReview[];
  readonly works: OrderedWorks;
  /** Until then a reviewer may wait for a work of somebody else instead of taking a sample. */
  readonly waitsUntil: Date;
  readonly now: Date;
}

/** A task with peer review. @throws TaskUnknown, PeerReviewNotAsked */
export function getPeerTask(
  deps: Pick<AssessmentDeps, 'curriculum'>,
  taskId: string,
): { readonly task: Task; readonly rule: PeerReviewRule } {
  const task = getTask(deps, taskId);
  if (!task.peerReview) throw new PeerReviewNotAsked(`The task ${taskId} has no peer review`);
  return { task, rule: task.peerReview };
}

/** Three store operations. @throws TaskUnknown, PeerReviewNotAsked */
export async function readPeerScene(deps: AssessmentDeps, place: PeerPlace): Promise<PeerScene> {
  const { task, rule } = getPeerTask(deps, place.taskId);
  const { peerReviews, peerWorks, submissions } = deps.records;
  const [own, reviews, works] = await Promise.all([
    submissions.findOf(place.enrolmentId, place.taskId),
    peerReviews.listOfTask(place.cohortId, place.taskId),
    peerWorks.list(place),
  ]);
  const now = deps.clock();
  const withinMs = rule.withinDays * dayMs;
  const arrival = own === null ? Infinity : arrivalOf(own);
  return {
    ...{ task, rule, own, reviews, now },
    mayReview: Number.isFinite(arrival),
    ownReviews: reviews.filter(({ reviewer }) => reviewer.enrolmentId === place.enrolmentId),
    works: orderWorks({
      ...{ reviewerId: place.enrolmentId, works, reviews, reviewsEach: rule.reviews },
      staleBefore: new Date(now.getTime() - withinMs),
    }),
    waitsUntil: new Date((Number.isFinite(arrival) ? arrival : now.getTime()) + withinMs),
  };
}

/** @throws HandInFirst */
export function refuseWithoutWork({ mayReview }: PeerScene): void {
  if (!mayReview) throw new HandInFirst('A review by somebody who has handed in nothing');
}

/**
 * The first work that may go out: its authors have said so, or nothing in it says who they are, or it has been waiting
 * for as long as the task allows. At least one store operation where there are works, and one for each work looked into.
 */
export async function findWorkToReview(
  { records }: Pick<AssessmentDeps, 'records'>,
  { task, rule, now }: PeerScene,
  search: {
    readonly works: readonly PeerWork[];
    readonly cohortId: CohortId;
    readonly findsDetails: FindsDetails;
  },
): Promise<PeerWork | null> {
  if (search.works.length === 0) return null;
  const cleared = await records.peerWorks.listCleared({ cohortId: search.cohortId, taskId: task.id });
  for (const work of search.works) {
    const head = versionInForce(work);
    if (!head) continue;
    if (cleared.has(head.id) || head.submittedAt.getTime() + rule.withinDays * dayMs <= now.getTime())
      return work;
    const version = await records.versions.find(head.id);
    if (version && !(await search.findsDetails(version, work.authors))) return work;
  }
  return null;
}

export function versionInForce({
  versions,
  current,
}: Pick<PeerWork, 'versions' | 'current'>): PeerWork['versions'][number] | null {
  return versions.find(({ number, withdrawnAt }) => number === current && withdrawnAt === null) ?? null;
}
