import type { ReceivedScore } from '../../src/demo-lms/index.ts';
import { PlainBrowser, type Visit } from '../support/browser.ts';
import { completeLaunch, startDemoPlatform, type DemoPlatform } from '../support/demo-platform.ts';
import { eventually } from '../support/eventually.ts';
import { rightAnswer, findQuestion } from '../support/right-answers.ts';
import { links, openSchool } from '../support/school.ts';
import { testClock } from '../support/test-clock.ts';
import { createToolProcess, type ToolProcess } from '../support/tool-process.ts';
import { requireCurriculum } from '../../src/curriculum/index.ts';
import { projectPaths } from '../../src/config/index.ts';

const curriculum = await requireCurriculum(projectPaths().curriculum);

/** A trainee who has arrived at the quiz. */
interface Trainee {
  readonly person: string;
  readonly browser: PlainBrowser;
  readonly quiz: Visit;
}

/** What is known of an attempt whose making may be broken off: the address of its first question. */
interface Sitting {
  first?: string;
}

/** Answers so many questions rightly and hands in, by as few requests as that takes. May be repeated. */
async function makeAttempt({ browser, quiz }: Trainee, right: number, sitting: Sitting = {}): Promise<void> {
  const start = quiz.form(/\/start$/);
  if (sitting.first === undefined) {
    sitting.first = leadsTo(await browser.send(start.action, start.fields));
  } else if ((await browser.get(sitting.first)).url.endsWith('/result')) return;
  const { first } = sitting;
  for (let number = 1; number <= right; number += 1) {
    const { action, fields } = (await browser.get(first.replace(/\d+$/, String(number)))).form('/save/');
    const answer = rightAnswer(findQuestion(curriculum, fields['question'] ?? ''));
    leadsTo(await browser.send(action, { ...fields, ...answer }));
  }
  leadsTo(await browser.send(first.replace(/questions\/\d+$/, 'submit'), start.fields));
}

function leadsTo(answer: Visit): string {
  if (answer.status !== 303) throw new Error(`${answer.url} answered ${answer.status}: ${answer.text}`);
  return String(answer.response.headers['location']);
}

/** What the gradebook took, by person and column, in the order of arrival. */
function takenBy(scores: readonly ReceivedScore[]): Map<string, { given: number; at: number }[]> {
  const taken = new Map<string, { given: number; at: number }[]>();
  for (const { score, lineItemId, status } of scores) {
    if (status >= 300 || score?.['scoreGiven'] === undefined) continue;
    const key = `${String(score['userId'])} ${lineItemId}`;
    const entry = { given: Number(score['scoreGiven']), at: Date.parse(String(score['timestamp'])) };
    taken.set(key, [...(taken.get(key) ?? []), entry]);
  }
  return taken;
}

function expectInOrder(scores: readonly ReceivedScore[]): void {
  for (const [key, entries] of takenBy(scores)) {
    const times = entries.map(({ at }) => at);
    expect([key, times]).toEqual([key, [...times].sort((a, b) => a - b)]);
    const given = entries.map((entry) => entry.given);
    expect([key, given]).toEqual([key, [...given].sort((a, b) => a - b)]);
  }
}

async function expectFinal(
  lms: DemoPlatform,
  expected: ReadonlyMap<string, number>,
  limitMs: number,
): Promise<void> {
  await eventually(async () => {
    const grades = (await lms.gradebook()).filter(({ column }) => column === 'Quiz');
    const final = new Map(grades.map(({ person, score }) => [person, score]));
    for (const [person, points] of expected) expect([person, final.get(person)]).toEqual([person, points]);
  }, limitMs);
}

describe('a platform that is down for an hour', () => {
  it('has the final scores afterwards, though the tool was stopped and started twice', async () => {
    const clock = testClock();
    const school = await openSchool({
      tool: { clock: clock.now, env: { DEMO: 'on' } },
      lms: { clock: clock.now },
      apart: true,
    });
    try {
      const people = await school.lms.addTrainees(6, 'spring');
      const trainees: Trainee[] = [];
      for (const person of people) {
        const { browser, page } = await school.open(person, links.quiz);
        trainees.push({ person, browser, quiz: page });
      }
      await school.lms.stop();
      for (const trainee of trainees) await makeAttempt(trainee, 2);
      for (let round = 0; round < 2; round += 1) {
        clock.advance(20 * 60_000);
        await new Promise((resolve) => setTimeout(resolve, 2500));
        await school.tool.stop();
        await school.tool.start();
        await makeAttempt(trainees[round] as Trainee, 6);
      }
      clock.advance(20 * 60_000);
      await school.lms.resume();
      const expected = new Map(people.map((person, index) => [person, index < 2 ? 37.5 : 12.5]));
      const hurry = setInterval(() => clock.advance(60_000), 1000);
      try {
        await expectFinal(school.lms, expected, 60_000);
      } finally {
        clearInterval(hurry);
      }
      expectInOrder(school.lms.scores);
    } finally {
      await school.close();
    }
  }, 120_000);
});

describe('a tool that is killed twice while a platform is down and 200 attempts are handed in', () => {
  const people = 67;
  const attempts = 3;
  const atOnce = 6;
  let tool: ToolProcess;
  let lms: DemoPlatform;

  beforeAll(async () => {
    tool = await createToolProcess();
    lms = await startDemoPlatform({
      toolUrl: tool.url,
      activities: [{ title: 'Quiz', activity: links.quiz, points: 50 }],
    });
    await tool.start();
    const { deploymentIds, keysUrl, ...registration } = lms.registration;
    await tool.administer((administration) =>
      administration.addPlatform({ ...registration, deployments: deploymentIds, jwksUrl: keysUrl }),
    );
  }, 60_000);
  afterAll(async () => {
    await tool?.close();
    await lms?.close();
  });

  /** Does something for everybody, some at once; what fails because the tool was killed is done again. */
  async function forAll(
    trainees: readonly Trainee[],
    work: (trainee: Trainee) => Promise<void>,
  ): Promise<void> {
    const left = [...trainees];
    const one = async (): Promise<void> => {
      for (let trainee = left.shift(); trainee; trainee = left.shift()) {
        const current = trainee;
        await eventually(() => work(current), 60_000);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, one));
  }

  /** Kills the tool while the work is under way, and starts it again. */
  async function killDuring(work: Promise<void>, afterMs: number): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    await tool.kill();
    await tool.start();
    await work;
  }

  it('brings the final score of everybody, and none older after a newer one', async () => {
    const trainees: Trainee[] = [];
    for (const person of await lms.addTrainees(people, 'spring')) {
      const browser = new PlainBrowser(tool.url);
      const quiz = await completeLaunch(
        browser,
        await lms.launchAs(person, lms.placement('spring', links.quiz)),
      );
      trainees.push({ person, browser, quiz });
    }
    await lms.stop();

    let handedIn = 0;
    const attemptOnce = (right: number) => {
      const sittings = new Map<Trainee, Sitting>();
      return async (trainee: Trainee): Promise<void> => {
        const sitting = sittings.get(trainee) ?? {};
        sittings.set(trainee, sitting);
        await makeAttempt(trainee, right, sitting);
        handedIn += 1;
      };
    };
    await killDuring(forAll(trainees, attemptOnce(0)), 800);
    await forAll(trainees, attemptOnce(1));
    await killDuring(forAll(trainees, attemptOnce(2)), 1200);
    expect(handedIn).toBe(attempts * people);

    await lms.resume();
    await expectFinal(lms, new Map(trainees.map(({ person }) => [person, 12.5])), 150_000);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expectInOrder(lms.scores);
    expect(takenBy(lms.scores).size).toBe(people);
  }, 300_000);
});
