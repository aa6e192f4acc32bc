import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import type { AssessmentDeps, SubmissionId } from '../../src/assessment/index.ts';
import { openProfile, policyBreaks, type Profile } from '../support/chromium.ts';
import { openWhole } from '../support/in-chromium.ts';
import { assessmentOf, attend, handInWork, type Attendant } from '../support/graded-works.ts';
import { links, openSchool, type School } from '../support/school.ts';

let school: School;
let deps: AssessmentDeps;
let trainer: Attendant;
let profile: Profile;

beforeAll(async () => {
  school = await openSchool();
  deps = assessmentOf(school);
  trainer = await attend(school, 'sofia');
}, 60_000);
afterAll(() => school?.close());
afterEach(() => profile?.close());

const portrait =
  'The Saturday garden meets behind the old bakery.\n\nEleven people come, most of them every week.';

async function work(person: string, taskId = 'm1-task'): Promise<SubmissionId> {
  return handInWork(deps, await attend(school, person), { taskId, texts: { portrait } });
}

function hrefOf(id: SubmissionId, query = '?who=all'): string {
  return `${school.tool.url}${trainer.home}/trainer/submissions/${id}${query}`;
}

async function openWork(id: SubmissionId, options: Parameters<typeof openProfile>[0] = {}): Promise<Page> {
  profile = await openProfile(options);
  const page = await profile.newPage();
  await openWhole(page, school, 'sofia', links.whole);
  await page.goto(hrefOf(id));
  return page;
}

/** Waits until the page says that all is stored. */
async function isStored(page: Page): Promise<void> {
  await page
    .locator('.grading-state')
    .getByText(/^Saved \d/)
    .waitFor({ state: 'attached' });
}

const storedMark = async (id: SubmissionId) => (await deps.records.submissions.find(id))?.marks.at(-1);

describe('the grading screen by keyboard alone', () => {
  it('gives levels, comments and words, finishes, releases and opens the next', async () => {
    const id = await work('eleni');
    await work('tiago');
    const page = await openWork(id);
    await page.keyboard.press('3');
    await page.keyboard.press('2');
    await page.keyboard.press('k');
    await page.keyboard.press('k');
    await page.keyboard.press('4');
    await page.keyboard.press('c');
    await page.keyboard.type('The choir, 3 of 4, is well chosen.');
    await page.keyboard.press('Escape');
    await page.keyboard.press('3');
    await page.keyboard.press('3');
    await page.keyboard.press('o');
    await page.keyboard.type('Clear and honest.');
    await page.keyboard.press('Escape');
    await isStored(page);
    expect(await storedMark(id)).toMatchObject({ overall: 'Clear and honest.', comments: [{}] });
    await page.keyboard.press('r');
    await page.locator('[data-proposal]').getByText('The levels propose: pass').waitFor();
    await page.getByRole('button', { name: 'Finish and open the next' }).press('Enter');
    await page.getByText('The grade is released.').waitFor();
    await page.getByRole('heading', { level: 1, name: 'Tiago Ferreira' }).waitFor();
    const submission = await deps.records.submissions.find(id);
    expect(submission).toMatchObject({ state: 'passed', releases: [{ overall: 'Clear and honest.' }] });
    expect(policyBreaks(profile)).toEqual([]);
  }, 120_000);
});
