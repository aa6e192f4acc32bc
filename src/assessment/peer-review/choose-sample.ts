import type { PeerScene } from './peer-scene.ts';

/** A sample that this reviewer has not seen; null if there is none left. */
export function chooseSample({ task, ownReviews }: Pick<PeerScene, 'task' | 'ownReviews'>): string | null {
  const seen = new Set([task.peerReview?.sampleId, ...ownReviews.map(({ sampleId }) => sampleId)]);
  return task.samples.find(({ id }) => !seen.has(id))?.id ?? null;
}
