import {
  assessmentIndexes,
  assessmentRecords,
  getGradingSheet,
  prepareAssessment,
  saveMarkByToken,
  type Actor,
  type AssessmentDeps,
  type GradingSheet,
  type Level,
  type MarkChange,
  type SavedMark,
  type Submission,
  type SubmissionId,
  type Version,
} from '../../src/assessment/index.ts';
import { changeSubmission } from '../../src/assessment/change-submission.ts';
import { recordHandIn } from '../../src/assessment/handing-in/hand-in-rules.ts';
import type { Task } from '../../src/curriculum/index.ts';
import { asId, newId } from '../../src/shared/index.ts';
import { aCurriculum, aModule, aTask } from '../support/curriculum.ts';
import { openTestDatabase } from '../support/database.ts';

export const cohortId = asId<'cohort'>('cohort-1');
export const taskId = 'groups-task';

export function anActor(name: string): Actor {
  return { enrolmentId: asId(name.toLowerCase()), personId: asId(`person-${name}`), name };
}

export const [ana, bo] = [anActor('Ana'), anActor('Bo')];
export const [tea, uma, vid] = [anActor('Tea'), anActor('Uma'), anActor('Vid')];

/** The room of assessment on a store of its own, with works that were handed in and a clock that stands until moved. */
export interface MarkingRoom {
  readonly deps: AssessmentDeps;
  readonly task: Task;
  now(): Date;
  later(minutes: number): void;
  operationsOf(action: () => Promise<unknown>): Promise<number>;
  /** Hands in a (further) version of somebody's work, alone or together. */
  handIn(author?: Actor, changes?: HandedIn): Promise<Submission>;
  open(submission: Pick<Submission, 'id'>, by: Actor): Promise<GradingSheet>;
  /** Opens, enters, and answers with what came of it. */
  enter(submission: Pick<Submission, 'id'>, by: Actor, ...changes: MarkChange[]): Promise<SavedMark>;
  find(submission: Pick<Submission, 'id'>): Promise<Submission>;
  close(): Promise<void>;
}

export interface HandedIn {
  readonly task?: string;
  readonly with?: readonly Actor[];
  readonly dueAt?: Date;
}

export async function openMarkingRoom(
  changes: Partial<Task> = {},
  others: readonly Task[] = [],
): Promise<MarkingRoom> {
  const database = await openTestDatabase();
  for (const { collection, indexes } of assessmentIndexes)
    for (const { key, name } of indexes)
      await database.connection.collection(collection).createIndex({ ...key }, { name });
  let time = Date.UTC(2026, 2, 2, 9);
  let operations = 0;
  const task = aTask(changes);
  const modules = [task, ...others].map((one) => aModule({ id: `module-of-${one.id}`, task: one }));
  const deps: AssessmentDeps = {
    records: counting(assessmentRecords(database.connection), () => (operations += 1)),
    curriculum: () => aCurriculum({ modules }),
    clock: () => new Date(time),
    tokenKey: Buffer.alloc(32, 7),
  };
  await prepareAssessment(deps);
  const open: MarkingRoom['open'] = ({ id }, by) =>
    getGradingSheet(deps, { cohortId, submissionId: id, by, version: null });
  return {
    ...{ deps, task, open, now: () => new Date(time), close: () => database.close() },
    later: (minutes) => void (time += minutes * 60_000),
    async operationsOf(action) {
      const before = operations;
      await action();
      return operations - before;
    },
    handIn: (author = ana, handedIn = {}) => handIn(deps, author, handedIn),
    async enter(submission, by, ...entered) {
      const { token, mark } = await open(submission, by);
      return saveMarkByToken(deps, { token, revision: mark?.revision ?? 0, changes: entered });
    },
    async find({ id }) {
      const found = await deps.records.submissions.find(id);
      if (!found) throw new Error('There is no such submission');
      return found;
    },
  };
}

async function handIn(deps: AssessmentDeps, author: Actor, handedIn: HandedIn): Promise<Submission> {
  const { task = taskId, with: others = [], dueAt = null } = handedIn;
  const now = deps.clock();
  const { id } = await deps.records.submissions.ensure(author, { cohortId, taskId: task }, now);
  return changeSubmission(deps, id, async (submission) => {
    const joined = withAuthors(submission, others, now);
    const version = aVersion(id, joined, { author, task, now });
    await deps.records.versions.insert(version);
    const dates = { dueAt, closesAt: null };
    return recordHandIn(joined, version, dates, { pendingId: newId(), noticeId: newId() });
  });
}

function withAuthors(submission: Submission, others: readonly Actor[], at: Date): Submission {
  const added = others.filter(({ enrolmentId }) => !submission.authorIds.includes(enrolmentId));
  return {
    ...submission,
    authors: [
      ...submission.authors,
      ...added.map((other) => ({ ...other, state: 'accepted' as const, at, seenAt: null })),
    ],
    authorIds: [...submission.authorIds, ...added.map(({ enrolmentId }) => enrolmentId)],
  };
}

function aVersion(
  id: SubmissionId,
  { versions }: Submission,
  { author, task, now }: { author: Actor; task: string; now: Date },
): Version {
  const number = versions.length + 1;
  return {
    ...{ id: newId<'version'>(), submissionId: id, cohortId, taskId: task, number, taskVersion: 'task-1' },
    fields: { group: 'The choir', analysis: `Version ${number} of ${author.name ?? ''}` },
    ...{ trainerOnly: [], files: [], words: 5, submittedAt: now, submittedBy: author },
  };
}

/** Levels of all four criteria, in their order. */
export function levels(...given: readonly Level[]): MarkChange[] {
  return ['accuracy', 'evidence', 'counter-case', 'clarity'].map((criterionId, index) => ({
    ...{ kind: 'level', criterionId, level: given[index] ?? given[0] ?? 3 },
  }));
}

/** The same records; every call of one of their functions is noted. */
function counting<Records extends object>(records: Records, note: () => void): Records {
  return new Proxy(records, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value === 'object' && value !== null) return known(value, note);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]): unknown => {
        note();
        return Reflect.apply(value, target, args);
      };
    },
  });
}

const proxies = new WeakMap<object, object>();

/** Always the same proxy, since caches go by the records that they were read from. */
function known(records: object, note: () => void): object {
  const proxy = proxies.get(records) ?? counting(records, note);
  proxies.set(records, proxy);
  return proxy;
}
