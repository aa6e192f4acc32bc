import { projectPaths } from '../../src/config/index.ts';
import { requireCurriculum, type Curriculum } from '../../src/curriculum/index.ts';
import type { DemoActivity } from '../../src/demo-lms/index.ts';
import { silentLog, type Log } from '../../src/shared/index.ts';
import { PlainBrowser, type Visit } from './browser.ts';
import {
  completeLaunch,
  startDemoPlatform,
  type DemoPlatform,
  type LaunchOptions,
  type PlatformOptions,
} from './demo-platform.ts';
import { eventually } from './eventually.ts';
import { findQuestion, rightAnswer, type AnswerFields } from './right-answers.ts';
import { startTool, type RunningTool, type ToolOptions } from './tool.ts';

/** The curriculum, the first lesson, the quiz and the task of module 1, linked in both courses. */
export const links = {
  whole: 'curriculum',
  lesson: 'lesson:when-a-group-is-a-learning-community',
  quiz: 'quiz:m1-quiz',
  task: 'task:m1-task',
} as const;

const activities: readonly DemoActivity[] = [
  { title: 'The whole curriculum', activity: links.whole, points: 100 },
  { title: 'First lesson', activity: links.lesson, points: null },
  { title: 'Quiz', activity: links.quiz, points: 50 },
  { title: 'Task', activity: links.task, points: null },
];

export interface SchoolOptions {
  readonly tool?: ToolOptions;
  readonly lms?: PlatformOptions;
  /**
   * The LMS keeps a database of its own. Where the tool is started again it must have a demo of its own (DEMO=on):
   * without one it switches off every demo LMS that it finds at its start.
   */
  readonly apart?: boolean;
}

/** The real tool and a demo LMS that knows it, each on a port of its own. */
export interface School {
  readonly tool: RunningTool;
  readonly lms: DemoPlatform;
  readonly curriculum: Curriculum;
  /** What the tool logged as errors. */
  readonly errors: unknown[];
  /** A new browser without scripts. */
  browser(headers?: Readonly<Record<string, string>>): PlainBrowser;
  /** Goes through a launch as `person` and shows what the tool opens. */
  launch(browser: PlainBrowser, person: string, link: string, how?: LaunchOptions): Promise<Visit>;
  /** The same in a new browser. */
  open(person: string, link: string, how?: LaunchOptions): Promise<Arrived>;
  close(): Promise<void>;
}

export interface Arrived {
  readonly browser: PlainBrowser;
  readonly page: Visit;
}

/** Opens a school. Closing it fails if the tool logged an error that the test did not take out of `errors`. */
export async function openSchool({
  tool: toolOptions = {},
  lms: lmsOptions = {},
  apart = false,
}: SchoolOptions = {}): Promise<School> {
  const errors: unknown[] = [];
  const log: Log = { ...silentLog, error: (fields) => void errors.push(fields['err'] ?? fields) };
  const tool = await startTool({ log, ...toolOptions, env: { DEMO: 'off', ...toolOptions.env } });
  const { connection } = tool.database;
  const lms = await startDemoPlatform({
    ...{ toolUrl: tool.url, activities },
    ...(apart ? {} : { connection }),
    ...lmsOptions,
  });
  await know(tool, lms);
  const curriculum = await requireCurriculum(toolOptions.curriculum ?? projectPaths().curriculum);
  const browser = (headers = {}): PlainBrowser => new PlainBrowser(tool.url, headers);
  const launch: School['launch'] = async (inBrowser, person, link, how = {}) => {
    const placement =
      link.includes(':') || link === links.whole ? lms.placement(how.course ?? 'spring', link) : link;
    return completeLaunch(inBrowser, await lms.launchAs(person, placement, how));
  };
  return {
    tool,
    lms,
    curriculum,
    errors,
    browser,
    launch,
    async open(person, link, how) {
      const own = browser();
      return { browser: own, page: await launch(own, person, link, how) };
    },
    async close() {
      await tool.close();
      await lms.close();
      if (errors.length > 0)
        throw new AggregateError(errors, `The tool logged errors: ${errors.map(String).join('; ')}`);
    },
  };
}

/** Registers a platform with the tool by hand. */
export async function know(tool: RunningTool, { registration }: DemoPlatform): Promise<void> {
  const { deploymentIds, keysUrl, ...rest } = registration;
  await tool.administration.addPlatform({ ...rest, deployments: deploymentIds, jwksUrl: keysUrl });
}

export type Answering = (id: string) => AnswerFields;

/** Presses the start button of a quiz's page; the answer is the first question. */
export function startQuiz({ browser, page }: Arrived): Promise<Visit> {
  return browser.submit(page, /\/quizzes\/[^/]+\/start$/);
}

/** Which question a page shows. */
export function questionOf(page: Visit): string {
  return page.form('/save/').fields['question'] ?? '';
}

/** Fills in the form of a question's page and presses "next". */
export function answerQuestion(browser: PlainBrowser, page: Visit, fields: AnswerFields): Promise<Visit> {
  const { html } = page.form('/save/');
  const [, go = ''] = /name="go" value="([^"]*)"/.exec(html) ?? [];
  return browser.submit(page, '/save/', { ...fields, go });
}

/** Answers every question from the one shown on; the answer is the review page. */
export async function answerAll(browser: PlainBrowser, first: Visit, answering: Answering): Promise<Visit> {
  let page = first;
  for (let left = 20; left > 0 && /\/questions\/\d+/.test(page.url); left -= 1) {
    page = await answerQuestion(browser, page, answering(questionOf(page)));
  }
  if (page.status !== 200) throw new Error(`${page.url} answered ${page.status}: ${page.text.slice(0, 400)}`);
  return page;
}

export function handIn(browser: PlainBrowser, review: Visit): Promise<Visit> {
  return browser.submit(review, /\/submit$/);
}

/** Everything right. */
export function knowsAll(curriculum: Curriculum): Answering {
  return (id) => rightAnswer(findQuestion(curriculum, id));
}

/** From the quiz's page to its result. */
export async function takeQuiz(arrived: Arrived, answering: Answering): Promise<Visit> {
  const review = await answerAll(arrived.browser, await startQuiz(arrived), answering);
  return handIn(arrived.browser, review);
}

/** Waits until a score stands in the gradebook. */
export function gradeOf(lms: DemoPlatform, person: string, column: string, expected: number): Promise<void> {
  return eventually(async () => {
    const grades = (await lms.gradebook()).filter((grade) => grade.person === person);
    expect(grades.map((grade) => [grade.column, grade.score])).toContainEqual([column, expected]);
  });
}
