const STEP_MS = 1_000;

interface Stamped {
  readonly eventAt: Date;
  readonly version: number;
  /** The last time told to the platform and the version that it was told for, written down before it was sent. */
  readonly lastStamp: { readonly at: Date; readonly version: number } | null;
}

/**
 * The time to tell the platform: that of the event, raised to a second after the last one told, as platforms refuse
 * anything earlier. The same version keeps its time, so a repeated sending is recognised. It may lie ahead of the
 * clock; then sending has to wait (Moodle would store it and refuse all later ones until that time).
 */
export function stampFor({ eventAt, version, lastStamp }: Stamped): Date {
  if (!lastStamp) return eventAt;
  if (lastStamp.version === version) return lastStamp.at;
  return new Date(Math.max(eventAt.getTime(), lastStamp.at.getTime() + STEP_MS));
}
