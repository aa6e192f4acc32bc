import type { Mark } from '../model.ts';
import type { Disagreement } from './grading-model.ts';
import { levelsOf } from '../standing/task-standing.ts';
import { levelToMeet } from './propose.ts';

type Leveled = Pick<Mark, 'levels' | 'personLevels'>;

/**
 * Where two finished marks differ, for the whole or for one author. Two levels apart, or on either side of level 2, asks
 * for a third marker; one level apart is for the two to agree on.
 */
export function disagreementOf(one: Leveled, other: Leveled): Disagreement {
  const people = ['', ...Object.keys(one.personLevels), ...Object.keys(other.personLevels)];
  const pairs = people.flatMap((person) => pairsOf(one, other, person));
  const different = pairs.filter(({ levels: [a, b] }) => a !== b);
  return {
    criteria: [...new Set(different.map(({ criterionId }) => criterionId))],
    needsThird: different.some(
      ({ levels: [a, b] }) => Math.abs(a - b) >= 2 || a < levelToMeet !== b < levelToMeet,
    ),
  };
}

/** The marker's levels from which another mark departs, for the whole or for one author. */
export function departsFrom(agreed: Leveled, marker: Leveled): boolean {
  return disagreementOf(agreed, marker).criteria.length > 0;
}

function pairsOf(one: Leveled, other: Leveled, person: string) {
  const [ours, theirs] = [levelsOf(one, person), levelsOf(other, person)];
  const criteria = new Set([...Object.keys(ours), ...Object.keys(theirs)]);
  return [...criteria].map((criterionId) => ({
    criterionId,
    levels: [ours[criterionId] ?? 0, theirs[criterionId] ?? 0] as const,
  }));
}
