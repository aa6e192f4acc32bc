import {
  assessmentIndexes,
  assessmentRecords,
  handIn,
  openDraft,
  prepareAssessment,
  saveDraftByToken,
  type Actor,
  type AssessmentDeps,
  type FieldValue,
  type HandedIn,
  type OpenDraft,
  type OwnTask,
  type SavedDraft,
  type Submission,
  type SubmissionId,
} from '../../src/assessment/index.ts';
import type { Task } from '../../src/curriculum/index.ts';
import { asId } from '../../src/shared/index.ts';
import { aCurriculum, aModule, aTask } from '../support/curriculum.ts';
import { openTestDatabase } from '../support/database.ts';

type Database = Awaited<ReturnType<typeof openTestDatabase>>;

export const cohortId = asId<'cohort'>('cohort-1');
export const taskId = 'groups-task';

export function anActor(name: string): Actor {
  return { enrolmentId: asId(`enrolment-${name}`), personId: asId(`person-${name}`), name };
}

export const trainer = anActor('tea');

/** A task of one trainee, as commands name it. */
export function taskOf(name: string): OwnTask {
  return { author: anActor(name), cohortId, taskId };
}

export const noDates = { dueAt: null, closesAt: null } as const;

/** Fills every required field of the room's task. */
export const complete = {
  group: 'A choir in the old town',
  analysis: 'They meet on Tuesdays and sing.',
} as const;

/** The assessment room on a store of its own, with a clock that stands until it is moved. */
export interface WritingRoom {
  readonly deps: AssessmentDeps;
  readonly database: Database;
  now(): Date;
  later(minutes: number): void;
  /** How many store operations something takes: each function of the records is one. */
  operationsOf(action: () => Promise<unknown>): Promise<number>;
  /** Replaces the task of the curriculum. */
  teach(changes: Partial<Task>): Promise<void>;
  /** Stores values as a page does that was opened just now. */
  write(name: string, values: Readonly<Record<string, FieldValue>>): Promise<SavedDraft>;
  open(name: string): Promise<OpenDraft>;
  /** Hands in what stands in the draft. */
  submit(name: string, dates?: { dueAt: Date | null; closesAt: Date | null }): Promise<HandedIn>;
  submission(id: SubmissionId): Promise<Submission>;
  /** Stands in for the grading: stores what a rule makes of a submission. */
  change(id: SubmissionId, rule: (submission: Submission) => Submission): Promise<void>;
  /** As it was opened, with nothing written. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

const start = Date.UTC(2026, 2, 2, 9);
const collections = ['submissions', 'submission_drafts', 'submission_versions', 'submission_files'];

export async function openWritingRoom(changes: Partial<Task> = {}): Promise<WritingRoom> {
  const database = await openTestDatabase();
  for (const { collection, indexes } of assessmentIndexes) {
    for (const { key, name, unique = false } of indexes)
      await database.connection.collection(collection).createIndex({ ...key }, { name, unique });
  }
  let time = start;
  let curriculum = curriculumWith(changes);
  let operations = 0;
  const deps: AssessmentDeps = {
    records: counting(assessmentRecords(database.connection), () => (operations += 1)),
    curriculum: () => curriculum,
    clock: () => new Date(time),
    tokenKey: Buffer.alloc(32, 7),
  };
  await prepareAssessment(deps);
  const submission = async (id: SubmissionId): Promise<Submission> => {
    const found = await deps.records.submissions.find(id);
    if (!found) throw new Error(`There is no ${id}`);
    return found;
  };
  const open = (name: string): Promise<OpenDraft> => openDraft(deps, taskOf(name));
  return {
    ...{ deps, database, open, now: () => new Date(time), close: () => database.close() },
    later: (minutes) => void (time += minutes * 60_000),
    async operationsOf(action) {
      const before = operations;
      await action();
      return operations - before;
    },
    async teach(task) {
      curriculum = curriculumWith(task);
      await prepareAssessment(deps);
    },
    async write(name, values) {
      const { token, draft } = await open(name);
      return saveDraftByToken(deps, { token, fields: fieldsOf(draft, values) });
    },
    async submit(name, dates = noDates) {
      const { draft } = await open(name);
      return handIn(deps, { ...taskOf(name), ...dates, seenRevisions: revisionsOf(draft) });
    },
    submission,
    async reset() {
      time = start;
      curriculum = curriculumWith(changes);
      for (const name of collections) await database.connection.collection(name).deleteMany({});
    },
    async change(id, rule) {
      const found = await submission(id);
      if (!(await deps.records.submissions.replace(rule(found), found.revision)))
        throw new Error('Meanwhile');
    },
  };
}

export function revisionsOf({ fields }: OpenDraft['draft']): Record<string, number> {
  return Object.fromEntries(Object.entries(fields).map(([id, { revision }]) => [id, revision]));
}

function fieldsOf({ fields }: OpenDraft['draft'], values: Readonly<Record<string, FieldValue>>) {
  return Object.entries(values).map(([fieldId, value]) => ({
    ...{ fieldId, value },
    revision: fields[fieldId]?.revision ?? 0,
  }));
}

function curriculumWith(changes: Partial<Task>) {
  return aCurriculum({ modules: [aModule({ task: aTask(changes) })] });
}

/** The same records; every call of one of their functions is noted. */
function counting<Records extends object>(records: Records, note: () => void): Records {
  return new Proxy(records, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value === 'object' && value !== null) return counting(value, note);
      if (typeof value !== 'function' || name === 'idFor') return value;
      return (...args: unknown[]): unknown => {
        note();
        return Reflect.apply(value, target, args);
      };
    },
  });
}
