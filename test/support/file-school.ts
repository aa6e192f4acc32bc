import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assessmentRecords, signFileToken, type Version } from '../../src/assessment/index.ts';
import { loadSecrets } from '../../src/config/index.ts';
import { asId, newId, type EnrolmentId } from '../../src/shared/index.ts';
import type { PlainBrowser } from './browser.ts';
import { links, openSchool, type School } from './school.ts';

const secretKey = 'a secret of the tests for files, long enough';
/** Module 4's task takes two photos or PDFs of up to 5 MB. */
export const fileTask = 'm4-task';
export const filePlace = 'photo';

/** A trainee who has begun a task that takes files. */
export interface FileAuthor {
  readonly browser: PlainBrowser;
  /** The address of the cohort, `/c/…/…`. */
  readonly home: string;
  readonly submissionId: string;
  readonly token: string;
}

export interface FileSchool {
  readonly school: School;
  begin(person: string): Promise<FileAuthor>;
  /** What a task's page would sign for a place. */
  tokenFor(author: Pick<FileAuthor, 'submissionId'>, enrolmentId: string, place?: string): Promise<string>;
  /** Hands in what is there, without the pages for it. */
  handIn(author: FileAuthor): Promise<void>;
}

export async function openFileSchool(env: Readonly<Record<string, string>> = {}): Promise<FileSchool> {
  const school = await openSchool({ tool: { env: { SECRET_KEY: secretKey, ...env } } });
  const { signing } = await loadSecrets(await mkdtemp(join(tmpdir(), 'lcf-key-')), secretKey);
  const tokenFor: FileSchool['tokenFor'] = ({ submissionId }, enrolmentId, place = filePlace) =>
    Promise.resolve(
      signFileToken(
        signing,
        { submissionId: asId(submissionId), enrolmentId: asId(enrolmentId), place },
        new Date(),
      ),
    );
  const seen = new Set<string>();
  const begin = async (person: string): Promise<FileAuthor> => {
    const { browser, page } = await school.open(person, links.whole);
    const home = page.url;
    const written = await browser.get(`${home}/tasks/${fileTask}/write`);
    if (written.status !== 200) throw new Error(`The task cannot be written: ${written.text.slice(0, 300)}`);
    const all = await submissionsOf(school).find({ taskId: fileTask }).toArray();
    const own = all.find(({ _id }) => !seen.has(_id));
    if (!own) throw new Error('Nothing was begun');
    seen.add(own._id);
    const token = await tokenFor({ submissionId: own._id }, own.authorIds[0] ?? '');
    return { browser, home, submissionId: own._id, token };
  };
  return { school, begin, tokenFor, handIn: (author) => handIn(school, author) };
}

function submissionsOf({ tool }: School) {
  return tool.database.connection.collection<{ _id: string; authorIds: EnrolmentId[] }>('submissions');
}

async function handIn({ tool }: School, { submissionId }: FileAuthor): Promise<void> {
  const records = assessmentRecords(tool.database.connection);
  const submission = await records.submissions.find(asId(submissionId));
  const [by] = submission?.authors ?? [];
  if (!submission || !by) throw new Error('Nothing was begun');
  const files = (await records.files.listOf(submission.id)).map(({ id, name, type, bytes }) => ({
    id,
    name,
    type,
    bytes,
  }));
  const number = submission.versions.length + 1;
  const head = {
    id: newId<'version'>(),
    number,
    taskVersion: 't',
    words: 0,
    submittedAt: new Date(),
    submittedBy: by,
  };
  const version: Version = {
    ...{ ...head, submissionId: submission.id, cohortId: submission.cohortId, taskId: submission.taskId },
    ...{ fields: { [filePlace]: files.map(({ id }) => id) }, trainerOnly: [], files },
  };
  await records.versions.insert(version);
  const heads = [...submission.versions, { ...head, dueAt: null, late: false, withdrawnAt: null }];
  await records.submissions.replace(
    { ...submission, versions: heads, current: number, state: 'waiting', waitingSince: new Date() },
    submission.revision,
  );
}

/** A request of a resumable upload, as tus-js-client sends it. */
export function tus(
  school: School,
  path: string,
  { method, headers = {}, body }: { method: string; headers?: Record<string, string>; body?: Buffer },
): Promise<Response> {
  return fetch(new URL(path, school.tool.url), {
    method,
    headers: { 'Tus-Resumable': '1.0.0', ...headers },
    ...(body ? { body: new Uint8Array(body) } : {}),
  });
}

/** Begins an upload. The answer is where it goes on. */
export async function beginUpload(
  school: School,
  { token, name, bytes }: { token: string; name: string; bytes: number },
): Promise<Response> {
  const of = (value: string): string => Buffer.from(value).toString('base64');
  const metadata = `token ${of(token)},filename ${of(name)}`;
  return tus(school, '/upload', {
    method: 'POST',
    headers: { 'Upload-Length': String(bytes), 'Upload-Metadata': metadata },
  });
}

export function sendPart(school: School, at: string, offset: number, body: Buffer): Promise<Response> {
  return tus(school, at, {
    method: 'PATCH',
    headers: { 'Upload-Offset': String(offset), 'Content-Type': 'application/offset+octet-stream' },
    body,
  });
}

/** Uploads something whole. The answer is the id of the file. */
export async function uploadWhole(
  school: School,
  { token, name, content }: { token: string; name: string; content: Buffer },
): Promise<string> {
  const begun = await beginUpload(school, { token, name, bytes: content.length });
  const answer = await sendPart(school, begun.headers.get('location') ?? '', 0, content);
  const { id, text } = (await answer.json()) as { id?: string; text?: string };
  if (id === undefined) throw new Error(text);
  return id;
}
