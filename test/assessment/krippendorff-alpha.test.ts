import fc from 'fast-check';
import { ordinalAlpha } from '../../src/assessment/moderation/krippendorff-alpha.ts';

/** The reliability data of Krippendorff (2011): a row an observer, a column a unit; 0 is no value. */
const published = [
  [1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0],
  [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3],
  [0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0],
  [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0],
];
const publishedUnits = published[0]?.map((_, unit) =>
  published.map((row) => row[unit] ?? 0).filter((value) => value !== 0),
);

const level = fc.integer({ min: 0, max: 4 });
const works = fc.array(fc.array(level, { minLength: 1, maxLength: 3 }), { maxLength: 30 });

describe("Krippendorff's alpha for ordinal data", () => {
  it('is 0.815 for the published example of four observers and twelve units', () => {
    expect(ordinalAlpha(publishedUnits ?? [])).toBeCloseTo(0.815, 3);
  });

  it('is 1 where two markers always agree', () => {
    expect(
      ordinalAlpha([
        [1, 1],
        [2, 2],
        [4, 4],
      ]),
    ).toBe(1);
  });

  it('is below 0 where two markers always differ in opposite ways', () => {
    expect(
      ordinalAlpha([
        [1, 4],
        [4, 1],
      ]),
    ).toBeLessThan(0);
  });

  it('can say nothing where every level is the same, or no work has two marks', () => {
    expect(ordinalAlpha([])).toBeNull();
    expect(ordinalAlpha([[1], [2]])).toBeNull();
    expect(
      ordinalAlpha([
        [3, 3],
        [3, 3],
      ]),
    ).toBeNull();
  });

  it('never exceeds 1, and works with a single mark change nothing', () => {
    fc.assert(
      fc.property(works, fc.array(level), (units, single) => {
        const alpha = ordinalAlpha(units);
        expect(ordinalAlpha([...units, ...single.map((value) => [value])])).toBe(alpha);
        if (alpha !== null) expect(alpha).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('does not depend on who is the first marker, nor on how the levels are numbered', () => {
    fc.assert(
      fc.property(works, (units) => {
        const alpha = ordinalAlpha(units);
        const turned = ordinalAlpha(units.map((values) => values.toReversed()));
        const renumbered = ordinalAlpha(units.map((values) => values.map((value) => value * value * 10 + 3)));
        if (alpha === null) {
          expect([turned, renumbered]).toEqual([null, null]);
        } else {
          expect(turned).toBeCloseTo(alpha, 9);
          expect(renumbered).toBeCloseTo(alpha, 9);
        }
      }),
    );
  });
});
