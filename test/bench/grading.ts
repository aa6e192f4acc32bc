import type { Submission } from '../../src/assessment/index.ts';
import { assessmentRecords } from '../../src/assessment/index.ts';
import { recordHandIn } from '../../src/assessment/handing-in/hand-in-rules.ts';
import { projectPaths } from '../../src/config/index.ts';
import { connect } from '../../src/database/index.ts';
import type { Task } from '../../src/curriculum/index.ts';
import { asId, newId, silentLog, type CohortId } from '../../src/shared/index.ts';
import type { FakePlatform } from '../support/fake-platform.ts';
import { taskAnswers } from '../support/task-answers.ts';
import type { Connection } from 'mongoose';
import { expectStatus } from './client.ts';
import { forEach } from './figures.ts';
import { launchAs, type LaunchUnderWay } from './launch.ts';
import { measurePages, type PageCost } from './pages.ts';
import { startWatchedTool, type ToolUnderTest } from './tool.ts';

/** A trainer, and works of one task that wait. */
export interface Pile {
  readonly trainer: LaunchUnderWay;
  readonly queue: string;
  readonly works: readonly string[];
}

/** The store operations with which a trainer goes on to the next work of the queue. */
export async function countNextOperations(platform: FakePlatform, task: Task): Promise<readonly string[]> {
  const tool = await startWatchedTool(platform);
  try {
    const trainer = await launchAs(tool.site, platform, 'trainer', 'Instructor');
    const pile = await pileUp(tool.connection, trainer, { task, count: 30 });
    const { client } = trainer;
    expectStatus(await client.get(pile.queue), 200, 'The queue');
    for (const work of pile.works.slice(0, 3)) expectStatus(await client.get(work), 200, 'A work');
    tool.operations.take();
    expectStatus(await client.get(pile.works[3] ?? ''), 200, 'The next work');
    return tool.operations.take()[0]?.commands ?? [];
  } finally {
    await tool.stop();
  }
}

export interface GradingCost {
  /** A work of the queue, and the queue itself, in CPU ms. */
  readonly pages: readonly PageCost[];
  /** CPU ms of the first look after a start, which reads everything. */
  readonly firstLook: number;
}

/** What grading costs in a cohort with so many works that wait. */
export async function measureGrading(
  tool: ToolUnderTest,
  platform: FakePlatform,
  { task, count }: { readonly task: Task; readonly count: number },
): Promise<GradingCost> {
  const trainer = await launchAs(tool.site, platform, 'trainer-of-many', 'Instructor');
  const { storeWorker } = projectPaths();
  const database = await connect({ dataDir: tool.dataDir, storeWorker, log: silentLog });
  const pile = await pileUp(database.connection, trainer, { task, count });
  await database.close();
  const cookie = trainer.client.jar.header();
  const before = tool.cpu();
  expectStatus(await trainer.client.get(pile.queue), 200, 'The queue');
  const firstLook = tool.cpu() - before;
  const signedIn = { cookie, server: tool };
  const pages = await measurePages([
    { name: 'the next work', url: pile.works[Math.floor(count / 2)] ?? '', ...signedIn },
    { name: `the queue of ${count}`, url: pile.queue, ...signedIn },
  ]);
  return { pages, firstLook };
}

interface Piling {
  readonly task: Task;
  readonly count: number;
}

/** Hands in works as people would have, straight into the store. */
async function pileUp(connection: Connection, trainer: LaunchUnderWay, piling: Piling): Promise<Pile> {
  const { pathname, origin } = new URL(trainer.landing);
  const [, , cohort = '', placement = ''] = pathname.split('/');
  const cohortId = asId<'cohort'>(cohort);
  const ids: Submission['id'][] = [];
  const numbers = Array.from({ length: piling.count }, (_, number) => number);
  await forEach(numbers, 32, async (number) => {
    ids.push(await handInOne(connection, { ...piling, cohortId, number }));
  });
  const base = `${origin}/c/${cohort}/${placement}/trainer`;
  const query = '?who=all&show=to-grade';
  return {
    trainer,
    queue: `${base}/queue${query}`,
    works: ids.map((id) => `${base}/submissions/${id}${query}`),
  };
}

async function handInOne(
  connection: Connection,
  { task, cohortId, number }: Piling & { readonly cohortId: CohortId; readonly number: number },
): Promise<Submission['id']> {
  const { submissions, versions } = assessmentRecords(connection);
  const now = new Date(Date.now() - number * 60_000);
  const author = {
    enrolmentId: asId<'enrolment'>(`author-${number}`),
    personId: asId<'person'>(`person-${number}`),
    name: `Author ${number}`,
  };
  const fresh = await submissions.ensure(author, { cohortId, taskId: task.id }, now);
  const version = {
    ...{ id: newId<'version'>(), submissionId: fresh.id, cohortId, taskId: task.id, number: 1 },
    ...{ taskVersion: task.version, fields: taskAnswers(task), trainerOnly: [], files: [], words: 700 },
    ...{ submittedAt: now, submittedBy: author },
  };
  await versions.insert(version);
  const told = { pendingId: newId(), noticeId: newId() };
  const handedIn = recordHandIn(fresh, version, { dueAt: null, closesAt: null }, told);
  await submissions.replace({ ...handedIn, pending: [], notices: [] }, fresh.revision);
  return fresh.id;
}
