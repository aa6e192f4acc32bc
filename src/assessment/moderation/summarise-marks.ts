import type { Actor, Level, Mark, SubmissionId } from '../model.ts';
import type { ShownAuthor } from '../shown-authors.ts';
import { measureAgreement, type Agreement } from './measure-agreement.ts';

/** One version of one submission with the finished marks that it has. */
export interface MarkedWork {
  readonly submissionId: SubmissionId;
  readonly version: number;
  readonly authors: readonly ShownAuthor[];
  readonly marks: readonly FinishedMark[];
}

export type FinishedMark = Pick<Mark, 'role' | 'marker' | 'levels'>;

/** One marker's levels on one criterion. `mean` is a level, 0–4. */
export interface MarkerMean {
  readonly marker: Actor;
  readonly works: number;
  readonly mean: number;
  /** Mean of everyone else on the same criterion; null where nobody else has marked. */
  readonly othersMean: number | null;
  /** Both have enough works, and the means lie far apart. */
  readonly isOutlier: boolean;
}

export interface CriterionMarks {
  readonly criterionId: string;
  readonly works: number;
  /** Null where nothing is marked. */
  readonly mean: number | null;
  readonly markers: readonly MarkerMean[];
  readonly agreement: Agreement;
}

/** A work on which two markers lie two levels apart, or on either side of level 2. */
export interface WorkApart {
  readonly submissionId: SubmissionId;
  readonly version: number;
  readonly authors: MarkedWork['authors'];
  readonly criteria: readonly {
    readonly criterionId: string;
    readonly first: Level;
    readonly second: Level;
  }[];
}

export interface ModerationSummary {
  /** Versions with at least one finished mark that may be shown. */
  readonly works: number;
  readonly doubleMarked: number;
  readonly criteria: readonly CriterionMarks[];
  /** Over all criteria together: each criterion of each work is a unit. */
  readonly overall: Agreement;
  readonly apart: readonly WorkApart[];
}

/** From so many works each, a marker's mean is compared with that of the others. */
const fewestWorks = 5;
/** A marker is an outlier who differs from the others by this many levels or more. */
const farApart = 0.5;

/**
 * Who gave which levels, and how far markers agree, on the works of one task. What markers agreed upon afterwards, and a
 * third mark, are no independent judgements: they stay out of it.
 */
export function summariseMarks(
  works: readonly MarkedWork[],
  criterionIds: readonly string[],
): ModerationSummary {
  const independent = works
    .map((work) => ({ ...work, marks: work.marks.filter(isIndependent) }))
    .filter(({ marks }) => marks.length > 0);
  const doubles = independent.flatMap(pairOf);
  return {
    works: independent.length,
    doubleMarked: doubles.length,
    criteria: criterionIds.map((criterionId) => ({
      criterionId,
      ...meansOf(independent, criterionId),
      agreement: measureAgreement(levelPairs(doubles, [criterionId]), doubles.length),
    })),
    overall: measureAgreement(levelPairs(doubles, criterionIds), doubles.length),
    apart: doubles.flatMap((double) => apartOf(double, criterionIds)),
  };
}

function isIndependent({ role }: FinishedMark): boolean {
  return role === 'alone' || role === 'first' || role === 'second';
}

interface Double {
  readonly work: MarkedWork;
  readonly first: FinishedMark;
  readonly second: FinishedMark;
}

function pairOf(work: MarkedWork): Double[] {
  const first = work.marks.find(({ role }) => role === 'first');
  const second = work.marks.find(({ role }) => role === 'second');
  return first && second ? [{ work, first, second }] : [];
}

function levelPairs(
  doubles: readonly Double[],
  criterionIds: readonly string[],
): (readonly [Level, Level])[] {
  return doubles.flatMap(({ first, second }) =>
    criterionIds.flatMap((id) => {
      const [one, other] = [first.levels[id], second.levels[id]];
      return one === undefined || other === undefined ? [] : [[one, other] as const];
    }),
  );
}

function meansOf(
  works: readonly MarkedWork[],
  criterionId: string,
): Pick<CriterionMarks, 'works' | 'mean' | 'markers'> {
  const given = works.flatMap(({ marks }) =>
    marks.flatMap(({ marker, levels }) => {
      const level = levels[criterionId];
      return level === undefined ? [] : [{ marker, level }];
    }),
  );
  const markers = new Map(given.map(({ marker }) => [marker.enrolmentId, marker]));
  return {
    works: given.length,
    mean: meanOf(given.map(({ level }) => level)),
    markers: [...markers.values()].map((marker) => {
      const own = given.filter((one) => one.marker.enrolmentId === marker.enrolmentId);
      const others = given.filter((one) => one.marker.enrolmentId !== marker.enrolmentId);
      return markerMean(marker, { own: own.map(levelOf), others: others.map(levelOf) });
    }),
  };
}

function levelOf({ level }: { readonly level: Level }): Level {
  return level;
}

function markerMean(
  marker: Actor,
  { own, others }: { readonly own: readonly Level[]; readonly others: readonly Level[] },
): MarkerMean {
  const mean = meanOf(own) ?? 0;
  const othersMean = meanOf(others);
  const isEnough = own.length >= fewestWorks && others.length >= fewestWorks;
  const isFar = othersMean !== null && Math.abs(mean - othersMean) >= farApart;
  return { marker, works: own.length, mean, othersMean, isOutlier: isEnough && isFar };
}

function meanOf(levels: readonly number[]): number | null {
  return levels.length === 0 ? null : levels.reduce((sum, level) => sum + level, 0) / levels.length;
}

function apartOf({ work, first, second }: Double, criterionIds: readonly string[]): WorkApart[] {
  const { submissionId, version, authors } = work;
  const criteria = criterionIds.flatMap((criterionId) => {
    const [one, other] = [first.levels[criterionId], second.levels[criterionId]];
    if (one === undefined || other === undefined || !isApart(one, other)) return [];
    return [{ criterionId, first: one, second: other }];
  });
  return criteria.length > 0 ? [{ submissionId, version, authors, criteria }] : [];
}

/** The rule by which a third marker decides. */
function isApart(one: Level, other: Level): boolean {
  return Math.abs(one - other) >= 2 || one >= 2 !== other >= 2;
}
