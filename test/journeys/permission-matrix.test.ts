import type { PlainBrowser, Visit } from '../support/browser.ts';
import { answerAll, handIn, knowsAll, links, openSchool, startQuiz, type School } from '../support/school.ts';
import { paths } from '../../src/web/index.ts';

/** How each address is filled in, and by which method it is reached. */
const inCohort = Object.entries(paths).filter(([, { pattern }]) => pattern.startsWith('/c/'));
const ofTrainers = inCohort.filter(([, { pattern }]) => pattern.includes('/trainer'));
const ofOneAttempt = inCohort.filter(
  ([, { pattern }]) => pattern.includes('/attempts/') && !pattern.includes('/trainer'),
);
const refused = [400, 401, 403, 404];

let school: School;
let values: Record<string, string>;
let somebodyElses: { readonly open: string; readonly done: string };
const browsers: Record<string, PlainBrowser> = {};
const tokens: Record<string, Record<string, string>> = {};

beforeAll(async () => {
  school = await openSchool();
  await school.lms.leave('marc', 'spring');
  const owner = await school.open('eleni', links.quiz);
  const [, , cohort = '', placement = ''] = owner.page.url.split('/');
  const review = await answerAll(owner.browser, await startQuiz(owner), knowsAll(school.curriculum));
  const result = await handIn(owner.browser, review);
  const open = await startQuiz({ browser: owner.browser, page: await owner.browser.get(owner.page.url) });
  const attemptOf = (page: Visit): string => /\/attempts\/([^/]+)/.exec(page.url)?.[1] ?? '';
  somebodyElses = { open: attemptOf(open), done: attemptOf(result) };

  await keep('another trainee', 'tiago');
  await keep('a trainer', 'sofia');
  await keep('a trainer of another cohort', 'marc', 'ka1');
  await keep('a trainee of another cohort', 'caoimhe', 'ka1');
  browsers['nobody'] = school.browser();
  tokens['nobody'] = {};
  const overview = await browsers['a trainer']?.get(`/c/${cohort}/${placement}/trainer`);
  const enrolment = /\/trainer\/people\/([^"?/]+)/.exec(overview?.html ?? '')?.[1] ?? 'none';
  values = {
    ...{
      cohort,
      placement,
      enrolment,
      attempt: somebodyElses.open,
      quiz: 'm1-quiz',
      module: 'm1',
      number: '1',
    },
    ...{
      lesson: 'when-a-group-is-a-learning-community',
      task: 'm1-task',
      question: 'm1-q-newsletter',
      delivery: 'x',
      note: 'when-a-group-is-a-learning-community',
      format: 'competences.csv',
      document: 'consent-sheet',
      ...{ version: '1', review: 'none', file: 'none', submission: 'none' },
    },
  };
});
afterAll(() => school?.close());

/** Launches somebody, and keeps the hidden fields that their forms carry. */
async function keep(who: string, person: string, course = 'spring'): Promise<void> {
  const { browser } = await school.open(person, links.lesson, { course });
  const quiz = await school.launch(browser, person, links.quiz, { course });
  browsers[who] = browser;
  const [, csrf = ''] = /name="_csrf" value="([^"]*)"/.exec(quiz.html) ?? [];
  const [, enrolment = ''] = /name="enrolment" value="([^"]*)"/.exec(quiz.html) ?? [];
  tokens[who] = { _csrf: csrf, enrolment };
}

/** Tries an address by both methods, a form with everything that any form has. */
async function tryAll(who: string, address: string): Promise<number[]> {
  const browser = browsers[who];
  if (!browser) throw new Error(`There is no ${who}`);
  const form = {
    ...tokens[who],
    ...{
      done: 'yes',
      text: 'A text',
      from: 'question',
      whom: 'everyone',
      kind: 'extra-attempts',
      attempts: '1',
    },
    ...{ reason: 'A reason', columns: 'placed', step: 'confirm', minutes: '5' },
  };
  const [got, posted] = [await browser.get(address), await browser.post(address, form)];
  return [got.status, posted.status];
}

function fill(pattern: string, changes: Record<string, string> = {}): string {
  return pattern.replaceAll(/:([a-zA-Z]+)/g, (_whole, name: string) => {
    const value = changes[name] ?? values[name];
    if (value === undefined) throw new Error(`The matrix has no value for :${name}`);
    return encodeURIComponent(value);
  });
}

describe.each(['nobody', 'a trainer of another cohort', 'a trainee of another cohort'])('%s', (who) => {
  it.each(inCohort)('is refused %s of this cohort', async (_name, { pattern }) => {
    for (const status of await tryAll(who, fill(pattern))) expect(refused).toContain(status);
  });
});

describe('another trainee', () => {
  it.each(ofTrainers)("is refused the trainer's %s", async (_name, { pattern }) => {
    for (const status of await tryAll('another trainee', fill(pattern))) expect(refused).toContain(status);
  });

  it.each(ofOneAttempt)("is refused %s of somebody else's attempt", async (_name, { pattern }) => {
    for (const attempt of [somebodyElses.open, somebodyElses.done]) {
      for (const status of await tryAll('another trainee', fill(pattern, { attempt })))
        expect(refused).toContain(status);
    }
  });
});

describe('a trainer', () => {
  it.each(ofOneAttempt)('does not act as the trainee by %s', async (_name, { pattern }) => {
    for (const attempt of [somebodyElses.open, somebodyElses.done]) {
      for (const status of await tryAll('a trainer', fill(pattern, { attempt })))
        expect(refused).toContain(status);
    }
  });

  it('of this cohort is let in, so that the refusals above mean something', async () => {
    for (const name of ['overview', 'quizOverview', 'trainee', 'scores', 'cohortSettings'] as const) {
      const page = await browsers['a trainer']?.get(fill(paths[name].pattern));
      expect([name, page?.status]).toEqual([name, 200]);
    }
    const attempt = await browsers['a trainer']?.get(
      fill(paths.traineeAttempt.pattern, { attempt: somebodyElses.done }),
    );
    expect(attempt?.status).toBe(200);
  });

  it('of another cohort finds nothing of this cohort under the address of their own', async () => {
    const home = await browsers['a trainer of another cohort']?.get('/');
    expect(home?.status).toBe(200);
    const own = await school.open('marc', links.whole, { course: 'ka1' });
    for (const path of [
      `people/${values['enrolment']}`,
      `attempts/${somebodyElses.done}`,
      `attempts/${somebodyElses.open}`,
    ]) {
      const page = await own.browser.get(`${own.page.url}/${path}`);
      expect([path, page.status === 403 || page.status === 404]).toEqual([path, true]);
    }
  });
});

it('nothing of all this changed the attempt', async () => {
  const { browser } = await school.open('eleni', links.quiz);
  const page = await browser.get(fill(paths.question.pattern));
  expect(page.status).toBe(200);
  expect(page.url).toContain('/questions/1');
});
