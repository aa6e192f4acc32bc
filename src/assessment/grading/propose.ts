import type { Criterion } from '../../curriculum/index.ts';
import type { Decision, Levels, Release } from '../model.ts';
import { levelsOf } from '../standing/task-standing.ts';
import type { LevelPoints, ProposedGrade } from './grading-model.ts';

/** The rule of the certificate: each criterion at level 2 of 4 or above, and 70 is the pass line everywhere. */
export const levelToMeet = 2;
export const passShare = 0.7;
/** What a task is worth at most while a criterion is below level 2. */
export const cappedShare = 0.69;

/**
 * Levels 1–4 are worth their points, missing work (0) none; the average, capped at 69 while a criterion is below level 2,
 * is the score. 70 and above proposes a pass, anything else a revision. A criterion without a level counts as missing.
 */
export function proposeGrade(
  criteria: readonly Pick<Criterion, 'id'>[],
  levels: Levels,
  levelPoints: LevelPoints,
): ProposedGrade {
  const given = criteria.map(({ id }) => levels[id] ?? 0);
  const points = given.map((level) => (level === 0 ? 0 : levelPoints[level - 1]) ?? 0);
  const average = points.reduce((sum, one) => sum + one, 0) / (100 * Math.max(1, points.length));
  const isCapped = given.length === 0 || given.some((level) => level < levelToMeet);
  const share = Math.min(1, Math.max(0, isCapped ? Math.min(average, cappedShare) : average));
  return { share, decision: share >= passShare ? 'pass' : 'revise' };
}

/**
 * What is told to an LMS as a score never says something else than the decision: 70 is the pass line everywhere, and who
 * sees only the column of the LMS takes 85 % for a pass. Where a marker decides otherwise than the levels propose, a pass
 * is worth 70 % at least, and a revision or a failed task 69 % at most.
 */
export function sharesDecided(shares: Release['shares'], decision: Decision): Release['shares'] {
  const decided = (share: number): number =>
    decision === 'pass' ? Math.max(share, passShare) : Math.min(share, cappedShare);
  return Object.fromEntries(Object.entries(shares).map(([id, share]) => [id, decided(share)]));
}

/** What each author's levels earn, and what is proposed for the whole: a pass only where every author's levels give one. */
export function proposeFor(
  authorIds: readonly string[],
  mark: { readonly levels: Levels; readonly personLevels: Readonly<Record<string, Levels>> },
  rubric: { readonly criteria: readonly Pick<Criterion, 'id'>[]; readonly levelPoints: LevelPoints },
): ProposedGrade & { readonly shares: Readonly<Record<string, number>> } {
  const grades = authorIds.map(
    (id) => [id, proposeGrade(rubric.criteria, levelsOf(mark, id), rubric.levelPoints)] as const,
  );
  const whole = proposeGrade(rubric.criteria, mark.levels, rubric.levelPoints);
  const isPass =
    grades.length === 0 ? whole.decision === 'pass' : grades.every(([, one]) => one.decision === 'pass');
  return {
    share: whole.share,
    decision: isPass ? 'pass' : 'revise',
    shares: Object.fromEntries(grades.map(([id, { share }]) => [id, share])),
  };
}
