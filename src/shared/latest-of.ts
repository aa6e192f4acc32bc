/** The latest of some moments; null where there is none. */
export function latestOf(times: readonly Date[]): Date | null {
  return times.reduce<Date | null>((latest, time) => (latest && latest >= time ? latest : time), null);
}
