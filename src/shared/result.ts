import { latestOf } from './latest-of.ts';

/** What one graded activity contributes to the result of itself, its module or the curriculum. */
export interface ResultPart {
  /** What it is worth. */
  readonly points: number;
  /** 0–1 of it, as it counts now; null before the first. */
  readonly share: number | null;
  /** Null: nothing was begun. */
  readonly state: 'in-progress' | 'submitted' | 'graded' | null;
  /** When the event happened that decided it. */
  readonly at: Date | null;
}

/** How someone stands in an activity, a module or the curriculum. */
export interface Result {
  readonly state: 'in-progress' | 'submitted' | 'graded';
  /** 0–1; null before anything is graded. */
  readonly share: number | null;
  readonly points: number | null;
  readonly maxPoints: number;
  /** When the event happened that decided it. */
  readonly at: Date;
  /** Everything that the activity asks for has a grade. */
  readonly complete: boolean;
}

/**
 * The share of points earned over the parts, where a part without a grade has earned none; null where nothing was begun.
 * `maxPoints` is what a share of 1 is worth.
 */
export function combineResults(parts: readonly ResultPart[], maxPoints: number): Result | null {
  const begun = parts.filter(({ state }) => state !== null);
  const graded = parts.filter(({ share }) => share !== null);
  const decisive = graded.length > 0 ? graded : begun;
  const at = latestOf(decisive.flatMap((part) => part.at ?? []));
  if (!at) return null;
  const common = { maxPoints, at, complete: graded.length === parts.length };
  if (graded.length === 0) {
    const state = begun.some((part) => part.state === 'submitted') ? 'submitted' : 'in-progress';
    return { state, share: null, points: null, ...common };
  }
  const earned = graded.reduce((sum, { points, share }) => sum + points * (share ?? 0), 0);
  const share = round(earned / parts.reduce((sum, { points }) => sum + points, 0), 6);
  return { state: 'graded', share, points: round(share * maxPoints, 2), ...common };
}

function round(value: number, decimals: number): number {
  const factor = 10 ** decimals;
  return Math.round(value * factor) / factor;
}
