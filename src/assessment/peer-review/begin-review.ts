import { createHmac } from 'node:crypto';
import { asId, type CohortId } from '../../shared/index.ts';
import type { AssessmentDeps } from '../deps.ts';
import type { Actor } from '../model.ts';
import { chooseSample } from './choose-sample.ts';
import { PeerReviewBusy } from './errors.ts';
import { countGiven, type PeerReview } from './peer-review.ts';
import type { PeerWork } from './peer-work.records.ts';
import {
  findWorkToReview,
  readPeerScene,
  refuseWithoutWork,
  versionInForce,
  type FindsDetails,
  type PeerScene,
} from './peer-scene.ts';
import { isStillReadable } from './still-readable.ts';

export interface BeginReview {
  readonly reviewer: Actor;
  readonly cohortId: CohortId;
  readonly taskId: string;
  /** Whether a sample is taken at once if there is no work of somebody else. */
  readonly takesSample: boolean;
  readonly findsDetails: FindsDetails;
}

const tries = 5;

/**
 * Gives a trainee what is to be reviewed next: first the practice, then what they have begun, then the oldest work that
 * lacks reviews. Where there is none, a sample, if they want it or have waited for as long as the task allows. Safe to
 * repeat. The answer is null while they wait, and when they have given all. At most six store operations where nobody
 * else comes at the same moment, and one for each work that is looked into.
 * @throws TaskUnknown, PeerReviewNotAsked, HandInFirst, PeerReviewBusy
 */
export async function beginReview(deps: AssessmentDeps, command: BeginReview): Promise<PeerReview | null> {
  const place = { ...command, enrolmentId: command.reviewer.enrolmentId };
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const scene = await readPeerScene(deps, place);
    refuseWithoutWork(scene);
    const open = await findOpen(deps, scene, command);
    if (open && !open.isGone) return open.review;
    if (!open && countGiven(scene.ownReviews) >= scene.rule.reviews) return null;
    // Who has lost a work does not wait for another one.
    const takesSample = command.takesSample || open !== null;
    const target = await findTarget(deps, scene, { ...command, takesSample });
    if (!target) return null;
    const taken = await take(deps, { scene, command, target, instead: open?.review ?? null });
    if (taken) return taken;
  }
  throw new PeerReviewBusy('Others kept taking the same works');
}

interface Open {
  readonly review: PeerReview;
  readonly isGone: boolean;
}

/** What the reviewer has begun and not handed in. */
async function findOpen(
  deps: AssessmentDeps,
  { ownReviews }: PeerScene,
  { reviewer }: BeginReview,
): Promise<Open | null> {
  const [review] = ownReviews
    .filter(({ submittedAt }) => submittedAt === null)
    .sort((a, b) => a.slot - b.slot);
  if (!review) return null;
  return { review, isGone: !(await isStillReadable(deps, review, reviewer.enrolmentId)) };
}

type Target =
  | { readonly kind: 'practice' | 'sample'; readonly sampleId: string }
  | { readonly kind: 'work'; readonly work: PeerWork };

async function findTarget(
  deps: AssessmentDeps,
  scene: PeerScene,
  command: BeginReview,
): Promise<Target | null> {
  const { rule, ownReviews, works, now, waitsUntil } = scene;
  if (!ownReviews.some(({ kind }) => kind === 'practice'))
    return { kind: 'practice', sampleId: rule.sampleId };
  const search = { cohortId: command.cohortId, findsDetails: command.findsDetails };
  const free = await findWorkToReview(deps, scene, { ...search, works: works.free });
  if (free) return { kind: 'work', work: free };
  if (!command.takesSample && now < waitsUntil) return null;
  const sampleId = chooseSample(scene);
  if (sampleId !== null) return { kind: 'sample', sampleId };
  const full = await findWorkToReview(deps, scene, { ...search, works: works.full });
  if (full) return { kind: 'work', work: full };
  // Nothing else is left: what was graded for practice gets its words now.
  return { kind: 'sample', sampleId: rule.sampleId };
}

interface Taking {
  readonly scene: PeerScene;
  readonly command: BeginReview;
  readonly target: Target;
  /** The review whose work is gone: it gets another. */
  readonly instead: PeerReview | null;
}

/** Null if somebody else was quicker. */
async function take(
  deps: AssessmentDeps,
  { scene, command, target, instead }: Taking,
): Promise<PeerReview | null> {
  const { peerReviews } = deps.records;
  const last = Math.max(0, ...scene.ownReviews.map(({ slot }) => slot));
  const slot = target.kind === 'practice' ? 0 : (instead?.slot ?? last + 1);
  const review = freshReview(deps, { scene, command, target, slot });
  if (!instead) return (await peerReviews.insert(review)) ? review : null;
  const isTaken = await peerReviews.replace(review, instead.revision);
  return isTaken ? { ...review, revision: instead.revision + 1 } : null;
}

function freshReview(
  deps: AssessmentDeps,
  { scene, command, target, slot }: Omit<Taking, 'instead'> & { readonly slot: number },
): PeerReview {
  const { reviewer, cohortId, taskId } = command;
  const id = reviewIdFor(deps.tokenKey, reviewer.enrolmentId, `${taskId} ${slot}`);
  const version = target.kind === 'work' ? versionInForce(target.work) : null;
  const work = target.kind === 'work' ? target.work : null;
  return {
    ...{ id, cohortId, taskId, reviewer, slot, kind: target.kind },
    place: work ? freePlace(work, scene.reviews) : id,
    ...{ submissionId: work?.id ?? null, versionId: version?.id ?? null },
    sampleId: target.kind === 'work' ? null : target.sampleId,
    taskVersion: version?.taskVersion ?? scene.task.version,
    ...{ levels: {}, comments: {}, overall: '', startedAt: scene.now, savedAt: null, submittedAt: null },
    ...{ hiding: null, usefulness: {}, moderated: [], toCountSince: null, revision: 1 },
  };
}

function freePlace({ id }: PeerWork, reviews: readonly PeerReview[]): string {
  const taken = new Set(reviews.map(({ place }) => place));
  let number = 1;
  while (taken.has(`${id} ${number}`)) number += 1;
  return `${id} ${number}`;
}

/** The same for the same reviewer and place, so that two clicks make one review; nobody can read either from it. */
function reviewIdFor(key: Buffer, enrolmentId: string, place: string): PeerReview['id'] {
  const digest = createHmac('sha256', key)
    .update(`peer-review-id ${enrolmentId} ${place}`)
    .digest('base64url');
  return asId(digest.slice(0, 20));
}
