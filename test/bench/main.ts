/**
 * `npm run bench`: what the tool costs, side by side with its parts alone, in one run. CPU time is that of a server's
 * whole process tree; clients and the platform run in this process and are not counted.
 */
import { cpus } from 'node:os';
import { projectPaths } from '../../src/config/index.ts';
import { requireCurriculum } from '../../src/curriculum/index.ts';
import { startFakePlatform, type FakePlatform } from '../support/fake-platform.ts';
import { measureAnswers } from './answers.ts';
import { benchDatabase } from './database.ts';
import { pin } from './child.ts';
import { crashWhileWriting, measureDrafts, openDrafts } from './drafts.ts';
import { countNextOperations, measureGrading } from './grading.ts';
import { measureFrameLogin, measureLaunches } from './launches.ts';
import { launchAs } from './launch.ts';
import { serveLtijs, startLtijsAlone } from './ltijs-alone.ts';
import { countOperations } from './operations.ts';
import { servePage, startPageAlone } from './page-alone.ts';
import { measurePages } from './pages.ts';
import { lessonId, sit, type Sitting } from './quiz.ts';
import { aim, formatTable, ms, times } from './table.ts';
import { measureToken } from './token.ts';
import { startTool, type ToolUnderTest } from './tool.ts';

const trainees = 64;
const writing = 200;
const waiting = 5_000;

const [, , command, what] = process.argv;
if (command === 'serve') await (what === 'ltijs' ? serveLtijs() : servePage());
else await bench();

async function bench(): Promise<void> {
  const began = Date.now();
  const platform = await startFakePlatform();
  await benchOperations(platform);
  const tool = await startTool(platform);
  try {
    await benchLaunches(platform, tool);
    const sittings = await seat(platform, tool);
    await benchPages(tool, sittings);
    await benchAnswers(tool, sittings);
    await benchStore();
    await benchDrafts(platform);
    await benchGrading(platform);
  } finally {
    await tool.stop();
    await platform.close();
  }
  say(`Node ${process.version}, ${cpus().length} cores, ${Math.round((Date.now() - began) / 1000)} s.`);
}

async function benchOperations(platform: FakePlatform): Promise<void> {
  const counted = await countOperations(platform, await requireCurriculum(projectPaths().curriculum));
  const rows = counted.map(({ name, commands }) => [name, commands.length, `  ${commands.join(', ')}`]);
  say(formatTable('Store operations of a request', ['request', 'operations', ''], rows));
}

async function benchLaunches(platform: FakePlatform, tool: ToolUnderTest): Promise<void> {
  const alone = await startLtijsAlone(platform);
  const [ours, bare] = await measureLaunches([tool, alone], platform).finally(() => alone.stop());
  if (!ours || !bare) return;
  const inFrame = await measureFrameLogin(tool, platform);
  const token = await measureToken(platform);
  const row = (name: string, a: number, b: number, most = ''): (string | number)[] => [
    ...[name, ms(a), ms(b), times(a / b), most],
  ];
  say(
    formatTable(
      'Launch: CPU ms',
      ['step', 'tool', 'ltijs alone', 'ratio', 'aim'],
      [
        row('login', ours.login, bare.login),
        row('launch', ours.launch, bare.launch),
        row('landing page', ours.landing, bare.landing),
        row('login + launch + landing page', ours.all, bare.all, aim(ours.all, 6)),
        row(
          'of it verifying the token (jose: signature alone)',
          token.verified,
          token.signature,
          aim(token.verified, 1.5),
        ),
        ['login inside a frame (answers with a page)', ms(inFrame), '', '', ''],
      ],
    ),
  );
}

/** Trainees who have begun the quiz. */
async function seat(platform: FakePlatform, tool: ToolUnderTest): Promise<Sitting[]> {
  const curriculum = await requireCurriculum(projectPaths().curriculum);
  const sittings: Sitting[] = [];
  for (let n = 0; n < trainees; n += 1)
    sittings.push(await sit(await launchAs(tool.site, platform, `subject-${n}`), curriculum));
  return sittings;
}

async function benchPages(tool: ToolUnderTest, [sitting]: readonly Sitting[]): Promise<void> {
  if (!sitting) return;
  const { client } = sitting.launch;
  const cookie = client.jar.header();
  const { body } = await client.get(`${sitting.home}/lessons/${lessonId}`);
  const alone = await startPageAlone(Buffer.byteLength(body));
  const signedIn = { cookie, server: tool };
  const costs = await measurePages([
    { name: 'express + helmet + handlebars alone', url: alone.url, cookie: '', server: alone },
    { name: 'home', url: sitting.home, ...signedIn },
    { name: 'module page', url: `${sitting.home}/modules/${await firstModule()}`, ...signedIn },
    { name: 'lesson page', url: `${sitting.home}/lessons/${lessonId}`, ...signedIn },
    { name: 'question page', url: sitting.question, ...signedIn },
  ]).finally(() => alone.stop());
  const bare = costs[0]?.cpu ?? Number.NaN;
  const rows = costs.map(({ name, cpu, perSecond }, index) => [
    ...[name, ms(cpu), Math.round(perSecond), times(cpu / bare), index === 0 ? '' : aim(cpu, 2)],
  ]);
  const title = `Signed-in pages (the lesson has ${Math.round(body.length / 1024)} kB), 8 connections`;
  say(formatTable(title, ['page', 'CPU ms', 'a second', 'ratio', 'aim'], rows));
}

async function firstModule(): Promise<string> {
  return (await requireCurriculum(projectPaths().curriculum)).modules[0]?.id ?? '';
}

/** The server on one core, the clients on the others. */
async function benchAnswers(tool: ToolUnderTest, sittings: readonly Sitting[]): Promise<void> {
  const last = cpus().length - 1;
  if (last > 0) {
    tool.pin('0');
    pin(process.pid, `1-${last}`);
  }
  const full = await measureAnswers(tool, tool.site.url, sittings);
  const paced = await measureAnswers(tool, tool.site.url, sittings, 4 * sittings.length);
  const rows = [
    ['as fast as they are stored', full] as const,
    ['four a second from each', paced] as const,
  ].map(([name, { perSecond, cpu, p50, p99, loopDelay }]) => [
    ...[name, Math.round(perSecond), ms(cpu), p50, p99, aim(p99, 25), ms(loopDelay.p50), ms(loopDelay.p99)],
  ]);
  const head = ['load', 'a second', 'CPU ms', 'p50 ms', 'p99 ms', 'aim', 'loop delay p50', 'p99'];
  say(formatTable(`Stored answers, ${sittings.length} connections, server on one core`, head, rows));
}

/** A tool of its own, which does not survive it. */
async function benchDrafts(platform: FakePlatform): Promise<void> {
  const tool = await startTool(platform);
  try {
    const writers = await openDrafts(tool, platform, writing);
    if (cpus().length > 1) tool.pin('0');
    await measureDrafts(tool, writers, { everyMs: 2000, rounds: 2 });
    const cost = await measureDrafts(tool, writers, { everyMs: 2000, rounds: 8 });
    const { perSecond, cpu, p50, p99, loopDelay } = cost;
    const row = [Math.round(perSecond), ms(cpu), ms(p50), ms(p99), aim(p99, 50), ms(loopDelay.p99)];
    const head = ['load', 'a second', 'CPU ms', 'p50 ms', 'p99 ms', 'aim', 'loop delay p99'];
    const title = `Drafts saved while ${writing} people write, server on one core`;
    say(formatTable(title, head, [['each page every two seconds', ...row]]));
    const { acknowledged, lost } = await crashWhileWriting(tool, writers, 3000);
    say(`Killed while they wrote: ${acknowledged} saves were acknowledged, drafts lost: ${lost}.`);
  } finally {
    await tool.stop();
  }
}

async function benchStore(): Promise<void> {
  const figures = await benchDatabase(projectPaths().storeWorker);
  const { documents, findById, indexedFind, upsert } = figures;
  const rows = [
    ['find by id', ms(findById.p50), ms(findById.p99), aim(findById.p50, 1)],
    ['indexed find', ms(indexedFind.p50), ms(indexedFind.p99), aim(indexedFind.p50, 2)],
    ['upsert', ms(upsert.p50), ms(upsert.p99), ''],
  ];
  const head = ['mongoose operation', 'p50 ms', 'p99 ms', 'aim'];
  say(formatTable(`The embedded store with ${documents} documents, one operation at a time`, head, rows));
}

/** On a tool of its own, whose cohort has many works that wait. */
async function benchGrading(platform: FakePlatform): Promise<void> {
  const task = (await requireCurriculum(projectPaths().curriculum)).modules[0]?.task;
  if (!task) return;
  const operations = await countNextOperations(platform, task);
  const tool = await startTool(platform);
  try {
    const { pages, firstLook } = await measureGrading(tool, platform, { task, count: waiting });
    const [next, queue] = pages.map(({ cpu }) => cpu);
    const rows = [
      ['opening the next submission', ms(next ?? Number.NaN), aim(next ?? Number.NaN, 5)],
      [`listing a queue of ${waiting}`, ms(queue ?? Number.NaN), aim(queue ?? Number.NaN, 50)],
      ['the same once after a start, when all of it is read', ms(firstLook), ''],
    ];
    say(formatTable('Grading: CPU ms', ['page', 'CPU ms', 'aim'], rows));
    say(`Opening the next submission: ${operations.length} store operations (${operations.join(', ')})`);
  } finally {
    await tool.stop();
  }
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
