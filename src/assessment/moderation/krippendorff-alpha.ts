/**
 * Krippendorff's alpha for ordinal data: 1 is perfect agreement, 0 what chance would give, below 0 systematic
 * disagreement. `units` are the values that each unit was given, of any number of observers; units with a single value
 * say nothing about agreement and do not count. Null where nothing can be said: no unit has two values, or all values
 * are the same, so that there is nothing by which chance could be told apart.
 *
 * alpha = 1 − Do / De, from coincidences: each pair of values within a unit of m values counts 1 / (m − 1). The ordinal
 * difference of c and k is the number of values from c to k in the whole data, its two ends counted half, squared.
 * Source: Klaus Krippendorff, "Computing Krippendorff's Alpha-Reliability", Annenberg School for Communication,
 * University of Pennsylvania, 2011 (first 2007), whose example with four observers and twelve units is a test.
 */
export function ordinalAlpha(units: readonly (readonly number[])[]): number | null {
  const pairable = units.filter(({ length }) => length > 1);
  const counts = countsOf(pairable.flat());
  if (counts.length < 2) return null;
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  const difference = differencesOf(counts);
  let observed = 0;
  for (const values of pairable) {
    observed += sumOverPairs(values, (a, b) => difference(a, b)) / (values.length - 1);
  }
  let expected = 0;
  for (const a of counts) {
    for (const b of counts) expected += a.count * b.count * difference(a.value, b.value);
  }
  return 1 - ((total - 1) * observed) / expected;
}

interface Count {
  readonly value: number;
  readonly count: number;
}

/** Every value that occurs, from the lowest. */
function countsOf(values: readonly number[]): Count[] {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => a.value - b.value);
}

function differencesOf(counts: readonly Count[]): (a: number, b: number) => number {
  const positions = new Map(counts.map(({ value }, position) => [value, position]));
  return (a, b) => {
    if (a === b) return 0;
    const [low = 0, high = 0] = [positions.get(Math.min(a, b)), positions.get(Math.max(a, b))];
    const between = counts.slice(low, high + 1).reduce((sum, { count }) => sum + count, 0);
    const ends = ((counts[low]?.count ?? 0) + (counts[high]?.count ?? 0)) / 2;
    return (between - ends) ** 2;
  };
}

/** Of each ordered pair of two places of the list. */
function sumOverPairs(values: readonly number[], of: (a: number, b: number) => number): number {
  let sum = 0;
  values.forEach((a, i) => values.forEach((b, j) => (sum += i === j ? 0 : of(a, b))));
  return sum;
}
