import {
  assessmentIndexes,
  assessmentRecords,
  beginReview,
  getPeerStanding,
  submitReview,
  type Actor,
  type Author,
  type AssessmentDeps,
  type PeerReview,
  type PeerStanding,
  type Submission,
  type Version,
} from '../../src/assessment/index.ts';
import type { Sample, Task } from '../../src/curriculum/index.ts';
import { asId, type EnrolmentId } from '../../src/shared/index.ts';
import { aCurriculum, aModule, aTask } from '../support/curriculum.ts';
import { openTestDatabase } from '../support/database.ts';

export const cohortId = asId<'cohort'>('spring');
export const taskId = 'groups-task';
export const trainer: Actor = { enrolmentId: asId('tea'), personId: asId('p-tea'), name: 'Tea Trainer' };

export function anActor(name: string): Actor {
  return { enrolmentId: asId(`enrolment-${name}`), personId: asId(`person-${name}`), name: `${name} Horvat` };
}

function aSample(id: string): Sample {
  return { id, title: `Sample ${id}`, html: `<p>${id}</p>`, comment: 'Well seen.', gradings: [] };
}

/** Two reviews each; the sample `first` is for practice. */
export function aPeerTask(changes: Partial<Task> = {}): Task {
  return aTask({
    peerReview: { reviews: 2, withinDays: 7, sampleId: 'first' },
    maxAuthors: 3,
    samples: ['first', 'second', 'third'].map(aSample),
    ...changes,
  });
}

/** The room with its store, and people who hand in and review. Works whose text says `@` tell who their author is. */
export interface PeerRoom {
  readonly deps: AssessmentDeps;
  readonly task: Task;
  later(hours: number): void;
  /** Everything that is stored for peer review, as text. */
  handIn(names: readonly string[], text?: string): Promise<Submission>;
  withdraw(submission: Submission): Promise<void>;
  begin(name: string, takesSample?: boolean): Promise<PeerReview | null>;
  /** Fills in and hands in what this trainee has begun. */
  finish(name: string, review: PeerReview | null): Promise<PeerReview>;
  /** Begins and hands in. */
  give(name: string, takesSample?: boolean): Promise<PeerReview>;
  standing(name: string): Promise<PeerStanding>;
  givenBy(name: string): Promise<number | undefined>;
  close(): Promise<void>;
}

export async function openPeerRoom(changes: Partial<Task> = {}): Promise<PeerRoom> {
  const database = await openTestDatabase();
  for (const { collection, indexes } of assessmentIndexes)
    for (const { key, ...rest } of indexes)
      await database.connection.collection(collection).createIndex(key, rest);
  let now = new Date('2026-03-02T10:00:00Z');
  const task = aPeerTask(changes);
  const deps: AssessmentDeps = {
    records: assessmentRecords(database.connection),
    curriculum: () => aCurriculum({ modules: [aModule({ task })] }),
    clock: () => now,
    tokenKey: Buffer.alloc(32, 7),
  };
  const place = (name: string) => ({ cohortId, taskId, enrolmentId: anActor(name).enrolmentId });
  const findsDetails = (version: Version): Promise<boolean> =>
    Promise.resolve(JSON.stringify(version.fields).includes('@'));
  const room: PeerRoom = {
    ...{ deps, task },
    later: (hours) => void (now = new Date(now.getTime() + hours * 3_600_000)),
    async handIn(names, text = 'Our garden.') {
      now = new Date(now.getTime() + 1_000);
      const submission = await store(deps, { names, text, task, now });
      return submission;
    },
    async withdraw(submission) {
      const versions = submission.versions.map((one) => ({ ...one, withdrawnAt: now }));
      await deps.records.submissions.replace(
        { ...submission, versions, current: 0, state: 'draft' },
        submission.revision,
      );
    },
    begin: (name, takesSample = false) =>
      beginReview(deps, { reviewer: anActor(name), cohortId, taskId, takesSample, findsDetails }),
    async finish(name, review) {
      if (!review) throw new Error(`${name} has nothing to review`);
      const changes = [
        ...task.criteria.map(({ id }) => ({ field: `level.${id}`, before: '', value: '3' })),
        { field: 'overall', before: '', value: `Words of ${name}` },
      ];
      return (await submitReview(deps, { ...place(name), reviewId: review.id, changes })).review;
    },
    give: async (name, takesSample) => room.finish(name, await room.begin(name, takesSample)),
    standing: (name) => getPeerStanding(deps, { ...place(name), findsDetails }),
    async givenBy(name) {
      const { enrolmentId } = anActor(name);
      return (await deps.records.submissions.findOf(enrolmentId, taskId))?.reviewsGiven[enrolmentId];
    },
    close: () => database.close(),
  };
  return room;
}

interface Handing {
  readonly names: readonly string[];
  readonly text: string;
  readonly task: Task;
  readonly now: Date;
}

async function store(deps: AssessmentDeps, { names, text, task, now }: Handing): Promise<Submission> {
  const [first = ''] = names;
  const begun = await deps.records.submissions.ensure(anActor(first), { cohortId, taskId }, now);
  const version: Version = {
    ...{ id: asId(`version-${first}`), submissionId: begun.id, cohortId, taskId, number: 1 },
    ...{ taskVersion: task.version, fields: { text }, trainerOnly: [], files: [], words: 2 },
    ...{ submittedAt: now, submittedBy: anActor(first) },
  };
  await deps.records.versions.insert(version);
  const { id, number, taskVersion, words, submittedAt, submittedBy } = version;
  const head = {
    id,
    number,
    taskVersion,
    words,
    submittedAt,
    submittedBy,
    dueAt: null,
    late: false,
    withdrawnAt: null,
  };
  const submission: Submission = {
    ...begun,
    ...{ state: 'waiting', current: 1, waitingSince: now, versions: [head] },
    authors: names.map((name) => anAuthor(name, now)),
    authorIds: names.map((name) => anActor(name).enrolmentId),
  };
  await deps.records.submissions.replace(submission, begun.revision);
  return { ...submission, revision: begun.revision + 1 };
}

export function anAuthor(name: string, at: Date): Author {
  return { ...anActor(name), state: 'accepted', at, seenAt: null };
}

export function enrolmentOf(name: string): EnrolmentId {
  return anActor(name).enrolmentId;
}
