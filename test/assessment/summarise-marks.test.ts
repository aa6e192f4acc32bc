import fc from 'fast-check';
import { measureAgreement } from '../../src/assessment/moderation/measure-agreement.ts';
import {
  summariseMarks,
  type FinishedMark,
  type MarkedWork,
} from '../../src/assessment/moderation/summarise-marks.ts';
import type { Level, MarkRole } from '../../src/assessment/index.ts';
import { asId } from '../../src/shared/index.ts';

const aMark = (name: string, role: MarkRole, level: Level): FinishedMark => ({
  role,
  marker: { enrolmentId: asId(name), personId: asId(`person-${name}`), name },
  levels: { clarity: level },
});
const aWork = (id: number, marks: readonly FinishedMark[]): MarkedWork => ({
  submissionId: asId(`s${id}`),
  version: 1,
  authors: [{ enrolmentId: asId('ana'), name: 'Ana' }],
  marks,
});
const double = (id: number, first: Level, second: Level): MarkedWork =>
  aWork(id, [aMark('Sofia', 'first', first), aMark('Marc', 'second', second)]);
const level = fc.integer({ min: 0, max: 4 }).map((value) => value as Level);

describe('agreement of two markers', () => {
  it('counts the same level as exact, the level beside it as adjacent', () => {
    const { exact, adjacent } = measureAgreement(
      [
        [1, 1],
        [2, 3],
        [4, 2],
        [3, 3],
      ],
      4,
    );
    expect([exact, adjacent]).toEqual([0.5, 0.75]);
  });

  it('has a coefficient from twenty works', () => {
    const pairs = (count: number) =>
      Array.from({ length: count }, (_, i): [Level, Level] => [(i % 4) as Level, (i % 4) as Level]);
    expect(measureAgreement(pairs(19), 19)).toMatchObject({ alpha: null, withoutAlpha: 'too-few' });
    expect(measureAgreement(pairs(20), 20)).toMatchObject({ alpha: 1, withoutAlpha: null });
  });

  it('has none where every level is the same, and says why', () => {
    const same = Array.from({ length: 20 }, (): [Level, Level] => [3, 3]);
    expect(measureAgreement(same, 20)).toMatchObject({ alpha: null, withoutAlpha: 'all-the-same', exact: 1 });
  });

  it('says nothing where nothing is marked twice', () => {
    expect(measureAgreement([], 0)).toMatchObject({ pairs: 0, exact: null, adjacent: null, alpha: null });
  });

  it('is never more often exact than adjacent', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(level, level), { minLength: 1 }), (pairs) => {
        const { exact, adjacent } = measureAgreement(pairs, pairs.length);
        expect(exact ?? 2).toBeLessThanOrEqual(adjacent ?? -1);
        expect(adjacent).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('the summary of marks', () => {
  it('gives the mean of each marker and of all, and what the others gave', () => {
    const works = [
      aWork(1, [aMark('Sofia', 'alone', 4)]),
      aWork(2, [aMark('Sofia', 'alone', 2)]),
      double(3, 3, 1),
    ];
    const [clarity] = summariseMarks(works, ['clarity']).criteria;
    expect(clarity?.mean).toBe(2.5);
    expect(clarity?.markers).toMatchObject([
      { marker: { name: 'Sofia' }, works: 3, mean: 3, othersMean: 1, isOutlier: false },
      { marker: { name: 'Marc' }, works: 1, mean: 1, othersMean: 3, isOutlier: false },
    ]);
  });

  it('marks as far off who differs by half a level on five works or more', () => {
    const strict = Array.from({ length: 5 }, (_, i) => double(i, 3, 2));
    const alike = strict.slice(1);
    const outliers = (works: readonly MarkedWork[]) =>
      summariseMarks(works, ['clarity']).criteria[0]?.markers.map(({ isOutlier }) => isOutlier);
    expect(outliers(strict)).toEqual([true, true]);
    expect(outliers(alike)).toEqual([false, false]);
  });

  it('leaves out what was agreed on afterwards and what a third decided', () => {
    const works = [
      aWork(1, [aMark('Sofia', 'agreed', 4)]),
      aWork(2, [...double(2, 1, 3).marks, aMark('Aino', 'third', 2)]),
    ];
    const summary = summariseMarks(works, ['clarity']);
    expect([summary.works, summary.doubleMarked]).toEqual([1, 1]);
    expect(summary.criteria[0]?.markers.map(({ marker }) => marker.name)).toEqual(['Sofia', 'Marc']);
  });

  it('lists works two levels apart or on either side of level 2, and no others', () => {
    const works = [double(1, 4, 2), double(2, 2, 1), double(3, 2, 3), double(4, 0, 1), double(5, 4, 3)];
    const { apart } = summariseMarks(works, ['clarity']);
    expect(apart.map(({ submissionId }) => submissionId)).toEqual(['s1', 's2']);
  });
});
