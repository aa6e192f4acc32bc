import { createHash } from 'node:crypto';
import { asId, type PlacementId, type PlatformId } from '../../shared/index.ts';

/** Where a link stands, in the platform's own words. */
export interface LinkPlace {
  readonly platformId: PlatformId;
  readonly deploymentId: string;
  /** Null for a link outside any course. */
  readonly contextId: string | null;
  readonly resourceLinkId: string;
}

/** A course per platform, deployment and context; a link without a context is a course of its own. */
export function courseId({ platformId, deploymentId, contextId, resourceLinkId }: LinkPlace): string {
  const within = contextId === null ? ['link', resourceLinkId] : ['context', contextId];
  return digest([platformId, deploymentId, ...within]);
}

/** One placement per platform, deployment and resource link. */
export function placementId({ platformId, deploymentId, resourceLinkId }: LinkPlace): PlacementId {
  return asId(digest([platformId, deploymentId, 'placement', resourceLinkId]));
}

/** Two different lists never give the same text to digest. */
function digest(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22);
}
