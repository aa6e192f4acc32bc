import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  assessmentIndexes,
  assessmentRecords,
  finishUpload,
  openFiles,
  signFileToken,
  type Actor,
  type FileDeps,
  type StoredFile,
  type Submission,
  type Version,
} from '../../src/assessment/index.ts';
import type { Task, TaskField } from '../../src/curriculum/index.ts';
import { asId, newId, silentLog } from '../../src/shared/index.ts';
import { aCurriculum, aModule, aTask } from '../support/curriculum.ts';
import { openTestDatabase } from '../support/database.ts';

export const cohortId = asId<'cohort'>('spring');
export const eleni: Actor = { enrolmentId: asId('eleni'), personId: asId('p-eleni'), name: 'Eleni Papadaki' };

const officeTypes = [
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.oasis.opendocument.text',
];

export function aFileField(changes: Partial<Extract<TaskField, { kind: 'file' }>> = {}): TaskField {
  return {
    ...{ id: 'photo', kind: 'file', label: 'Photo of the sheet', help: null, required: false },
    ...{ accept: ['image/*', 'application/pdf', 'text/plain', ...officeTypes], maxFiles: 3, maxMegabytes: 1 },
    ...changes,
  };
}

/** The room with its store and a folder for files, one task that takes them, and one author who has begun it. */
export interface FileRoom {
  readonly deps: FileDeps;
  readonly folder: string;
  readonly task: Task;
  readonly submission: Submission;
  readonly token: string;
  later(hours: number): void;
  /** Uploads something whole, as the last request of an upload does. */
  upload(content: Buffer | string, name?: string, token?: string): Promise<StoredFile>;
  /** Leaves an upload whole, not finished. The answer is its id. */
  leave(content: Buffer | string, name?: string, token?: string): Promise<string>;
  /** Hands in what is there now. */
  handIn(changes?: Partial<Version>): Promise<Version>;
  /** Names of everything in a folder below the data folder. */
  below(name: 'files' | 'incoming'): Promise<string[]>;
  close(): Promise<void>;
}

export async function openFileRoom(
  changes: Partial<Extract<TaskField, { kind: 'file' }>> = {},
  around: Partial<FileDeps> = {},
): Promise<FileRoom> {
  const database = await openTestDatabase();
  for (const { collection, indexes } of assessmentIndexes)
    for (const { key, ...rest } of indexes)
      await database.connection.collection(collection).createIndex(key, rest);
  const folder = await mkdtemp(join(tmpdir(), 'lcf-files-'));
  let now = new Date();
  const task = aTask({ fields: [aFileField(changes)] });
  const assessment = {
    records: assessmentRecords(database.connection),
    curriculum: () => aCurriculum({ modules: [aModule({ task })] }),
    // Nothing happens twice in the same millisecond.
    clock: () => (now = new Date(now.getTime() + 1)),
    tokenKey: Buffer.alloc(32, 7),
  };
  const settings = { dataDir: folder, store: { kind: 'disk' }, clamdUrl: null } as const;
  const deps: FileDeps = {
    ...openFiles(assessment, settings, { connection: database.connection, log: silentLog }),
    ...around,
  };
  const submission = await deps.records.submissions.ensure(eleni, { cohortId, taskId: task.id }, now);
  const own = { submissionId: submission.id, enrolmentId: eleni.enrolmentId, place: 'photo' };
  const token = signFileToken(deps.tokenKey, own, now);
  const leave: FileRoom['leave'] = async (content, name = 'sheet', by = token) => {
    const id = newId();
    const bytes = Buffer.from(content);
    await deps.incoming.begin(id, { token: by, name, bytes: bytes.length });
    await writeFile(deps.incoming.pathOf(id), bytes);
    return id;
  };
  return {
    ...{ deps, folder, task, submission, token, leave },
    later: (hours) => void (now = new Date(now.getTime() + hours * 3_600_000)),
    upload: async (...upload) => finishUpload(deps, await leave(...upload)),
    handIn: (version = {}) => storeVersion(deps, submission.id, version),
    below: async (name) =>
      (await readdir(join(folder, name), { recursive: true, withFileTypes: true }).catch(() => []))
        .filter((entry) => entry.isFile())
        .map((entry) => entry.name),
    async close() {
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function storeVersion(
  deps: FileDeps,
  id: Submission['id'],
  changes: Partial<Version>,
): Promise<Version> {
  const submission = await deps.records.submissions.find(id);
  if (!submission) throw new Error('Nothing was begun');
  const files = await deps.records.files.listOf(id);
  const number = submission.versions.length + 1;
  const head = {
    ...{ id: newId<'version'>(), number, taskVersion: 't', words: 0 },
    submittedAt: deps.clock(),
  };
  const version: Version = {
    ...{ ...head, submissionId: id, cohortId, taskId: submission.taskId, submittedBy: eleni },
    ...{
      fields: {},
      trainerOnly: [],
      files: files.map(({ id: file, name, type, bytes }) => ({ id: file, name, type, bytes })),
    },
    ...changes,
  };
  await deps.records.versions.insert(version);
  const heads = { ...head, submittedBy: eleni, dueAt: null, late: false, withdrawnAt: null };
  await deps.records.submissions.replace(
    { ...submission, versions: [...submission.versions, heads], current: number, state: 'waiting' },
    submission.revision,
  );
  return version;
}
