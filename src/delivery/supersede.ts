/** What an entry of the outbox holds, as far as the rule needs it. */
export interface Queued {
  readonly eventAt: Date;
  readonly digest: string;
  /** Something definite was queued at any time: it may stand at the platform. */
  readonly definite: boolean;
}

export interface Arriving {
  readonly eventAt: Date;
  readonly digest: string;
  readonly tentative: boolean;
}

/**
 * Whether a delivery takes the place of what its entry holds. An older one never does, nor the same one again, so
 * relaying may be repeated. Something definite outranks a state of progress, whichever is newer: after it, a state of
 * progress would erase a grade.
 */
export function supersedes(arriving: Arriving, queued: Queued): boolean {
  const isDefinite = !arriving.tentative;
  if (isDefinite !== queued.definite) return isDefinite;
  const later = arriving.eventAt.getTime() - queued.eventAt.getTime();
  return later > 0 || (later === 0 && arriving.digest !== queued.digest);
}
