import type { CohortId, EnrolmentId } from '../../shared/index.ts';
import { SubmissionBusy } from '../errors.ts';
import type { AssessmentDeps } from '../deps.ts';
import type { Actor } from '../model.ts';
import { forgetAllocation, nobodyAllocated, readAllocation } from './allocation.ts';
import type { Allocation } from './allocation.records.ts';

export interface AllocatePeople {
  readonly cohortId: CohortId;
  readonly by: Actor;
  /** Trainees, whose works the trainer takes from now on, also those that are still to come. */
  readonly people: readonly EnrolmentId[];
  /** Null: nobody in particular. */
  readonly to: EnrolmentId | null;
}

/** Gives people's works to a trainer; recorded. Two store operations. @throws SubmissionBusy */
export function allocatePeople(deps: AssessmentDeps, { people, to, ...who }: AllocatePeople): Promise<void> {
  return changeAllocation(deps, who, () => Object.fromEntries(people.map((person) => [person, to])));
}

export interface AllocateEvenly {
  readonly cohortId: CohortId;
  readonly by: Actor;
  readonly people: readonly EnrolmentId[];
  readonly trainers: readonly EnrolmentId[];
}

/** Shares people among trainers so that each has as many as the others; recorded. @throws SubmissionBusy */
export function allocateEvenly(deps: AssessmentDeps, command: AllocateEvenly): Promise<void> {
  const { people, trainers, ...who } = command;
  return changeAllocation(deps, who, (before) => shareEvenly(people, trainers, before));
}

/** Trainee → trainer; null: nobody in particular. */
export async function findAllocation(
  deps: AssessmentDeps,
  cohortId: CohortId,
): Promise<Readonly<Record<string, EnrolmentId>>> {
  return (await readAllocation(deps, cohortId)).people;
}

/** Whoever has a trainer among these keeps them as long as nobody gets more than their share. */
export function shareEvenly(
  people: readonly EnrolmentId[],
  trainers: readonly EnrolmentId[],
  before: Readonly<Record<string, EnrolmentId>>,
): Record<string, EnrolmentId> {
  if (trainers.length === 0) return {};
  const most = Math.ceil(people.length / trainers.length);
  const load = new Map(trainers.map((trainer) => [trainer, 0]));
  const give = (person: EnrolmentId, trainer: EnrolmentId): [string, EnrolmentId] => {
    load.set(trainer, (load.get(trainer) ?? 0) + 1);
    return [person, trainer];
  };
  const kept = people.flatMap((person) => {
    const trainer = before[person];
    return trainer && (load.get(trainer) ?? most) < most ? [give(person, trainer)] : [];
  });
  const settled = new Set(kept.map(([person]) => person));
  const given = people
    .filter((person) => !settled.has(person))
    .map((person) => give(person, leastLoaded(load)));
  return Object.fromEntries([...kept, ...given]);
}

function leastLoaded(load: ReadonlyMap<EnrolmentId, number>): EnrolmentId {
  const [[first] = []] = [...load].sort(([, a], [, b]) => a - b);
  if (!first) throw new Error('There are no trainers');
  return first;
}

const tries = 8;

async function changeAllocation(
  deps: AssessmentDeps,
  { cohortId, by }: Pick<AllocatePeople, 'cohortId' | 'by'>,
  changeOf: (before: Allocation['people']) => Readonly<Record<string, EnrolmentId | null>>,
): Promise<void> {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const before = (await deps.records.allocations.find(cohortId)) ?? nobodyAllocated;
    const change = changeOf(before.people);
    const people = Object.entries({ ...before.people, ...change }).flatMap(([person, trainer]) =>
      trainer === null ? [] : [[person, trainer] as const],
    );
    const changes = [...before.changes, { at: deps.clock(), by, people: change }];
    const after = { people: Object.fromEntries(people), changes, revision: before.revision };
    if (await deps.records.allocations.replace(cohortId, after, before.revision))
      return forgetAllocation(deps, cohortId);
  }
  throw new SubmissionBusy('Others kept changing who grades whom');
}
