import type { Task } from '../../curriculum/index.ts';
import type { AssessmentDeps } from '../deps.ts';
import type { Submission, Version } from '../model.ts';
import { countGiven, type PeerReview } from './peer-review.ts';
import {
  dayMs,
  findWorkToReview,
  readPeerScene,
  versionInForce,
  type FindsDetails,
  type PeerPlace,
  type PeerScene,
} from './peer-scene.ts';
import { receivedReviews, type ReceivedReview } from './received-review.ts';

/** Where a trainee stands with the peer reviews of a task. */
export interface PeerStanding {
  readonly task: Task;
  readonly own: Submission | null;
  readonly needed: number;
  readonly given: number;
  /** Their own, by slot: the practice first. */
  readonly written: readonly PeerReview[];
  readonly received: readonly ReceivedReview[];
  /** hand-in: nothing is handed in yet. practice, open, work, sample: what comes next. wait: nothing of others is there, and a sample may be taken. done: all are given. */
  readonly next: 'hand-in' | 'practice' | 'open' | 'work' | 'sample' | 'wait' | 'done';
  /** Until when they may wait for somebody's work. */
  readonly waitsUntil: Date;
  /** Their own work, while it has not gone out because it says who they are. */
  readonly heldBack: { readonly version: Version; readonly goesOutAt: Date } | null;
}

/** About six store operations. @throws TaskUnknown, PeerReviewNotAsked */
export async function getPeerStanding(
  deps: AssessmentDeps,
  { findsDetails, ...place }: PeerPlace & { readonly findsDetails: FindsDetails },
): Promise<PeerStanding> {
  const scene = await readPeerScene(deps, place);
  const { task, rule, own, ownReviews, waitsUntil } = scene;
  const toOwn = scene.reviews.filter(({ submissionId }) => own !== null && submissionId === own.id);
  return {
    ...{ task, own, needed: rule.reviews, given: countGiven(ownReviews), waitsUntil },
    written: [...ownReviews].sort((a, b) => a.slot - b.slot),
    received: receivedReviews(toOwn, place.enrolmentId),
    next: await findNext(deps, scene, { ...place, findsDetails }),
    heldBack: await findHeldBack(deps, scene, { ...place, findsDetails }),
  };
}

type Search = PeerPlace & { readonly findsDetails: FindsDetails };

async function findNext(
  deps: AssessmentDeps,
  scene: PeerScene,
  search: Search,
): Promise<PeerStanding['next']> {
  const { ownReviews, rule, works, now, waitsUntil } = scene;
  if (!scene.mayReview) return 'hand-in';
  if (countGiven(ownReviews) >= rule.reviews) return 'done';
  if (!ownReviews.some(({ kind, submittedAt }) => kind === 'practice' && submittedAt !== null))
    return 'practice';
  if (ownReviews.some(({ submittedAt }) => submittedAt === null)) return 'open';
  if (await findWorkToReview(deps, scene, { ...search, works: works.free })) return 'work';
  return now < waitsUntil ? 'wait' : 'sample';
}

/** While nobody has the work: from then on it is out. */
async function findHeldBack(
  deps: AssessmentDeps,
  { own, rule, now, task }: PeerScene,
  { cohortId, findsDetails }: Search,
): Promise<PeerStanding['heldBack']> {
  const head = own && versionInForce(own);
  if (!head) return null;
  const goesOutAt = new Date(head.submittedAt.getTime() + rule.withinDays * dayMs);
  if (goesOutAt <= now) return null;
  const version = await deps.records.versions.find(head.id);
  if (!version || !(await findsDetails(version, own.authors))) return null;
  const cleared = await deps.records.peerWorks.listCleared({ cohortId, taskId: task.id });
  return cleared.has(head.id) ? null : { version, goesOutAt };
}
