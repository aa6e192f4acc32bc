import type { Level } from '../model.ts';
import { ordinalAlpha } from './krippendorff-alpha.ts';

/** How far two independent markers agree. Shares are 0–1, null where no work has two marks. */
export interface Agreement {
  /** Pairs of levels. */
  readonly pairs: number;
  /** The same level. */
  readonly exact: number | null;
  /** The same level or the one beside it. */
  readonly adjacent: number | null;
  /** Krippendorff's alpha, ordinal; null below `fewestForAlpha` works, and where all levels are the same. */
  readonly alpha: number | null;
  /** Why there is no alpha. */
  readonly withoutAlpha: 'too-few' | 'all-the-same' | null;
}

/** From so many works with two marks the coefficient is shown: with fewer, one work more or less would turn it over. */
export const fewestForAlpha = 20;

/** `works`: how many works have two marks; a work may give several pairs, one for each criterion. */
export function measureAgreement(pairs: readonly (readonly [Level, Level])[], works: number): Agreement {
  const within = (distance: number): number | null =>
    pairs.length === 0 ? null : pairs.filter(([a, b]) => Math.abs(a - b) <= distance).length / pairs.length;
  const isEnough = works >= fewestForAlpha;
  const alpha = isEnough ? ordinalAlpha(pairs) : null;
  return {
    pairs: pairs.length,
    exact: within(0),
    adjacent: within(1),
    alpha,
    withoutAlpha: alpha !== null ? null : isEnough ? 'all-the-same' : 'too-few',
  };
}
