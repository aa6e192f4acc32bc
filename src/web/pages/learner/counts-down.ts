import type { AttemptSheet } from '../../../learning/index.ts';

const dayMs = 86_400_000;

/** Whether the end is near enough to count down to; one that is weeks away is told as a date. */
export function countsDown({ remainingMs }: Pick<AttemptSheet, 'remainingMs'>): boolean {
  return remainingMs !== null && remainingMs <= dayMs;
}
