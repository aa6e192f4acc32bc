import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import type { AssessmentDeps, SubmissionId } from '../../src/assessment/index.ts';
import { openProfile, policyBreaks, type Profile } from '../support/chromium.ts';
import { openWhole } from '../support/in-chromium.ts';
import { assessmentOf, attend, handInWork, type Attendant } from '../support/assessment.ts';
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
  const texts = taskId === 'm1-task' ? { portrait } : {};
  return handInWork(deps, await attend(school, person), { taskId, texts });
}

function hrefOf(id: SubmissionId, query = '?who=all'): string {
  return `${school.tool.url}${trainer.home}/trainer/submissions/${id}${query}`;
}

async function openWork(id: SubmissionId, options: Parameters<typeof openProfile>[0] = {}): Promise<Page> {
  profile = await openProfile(options);
  const page = await profile.newPage();
  await openWhole(page, school, 'sofia', links.whole);
  await page.goto(hrefOf(id));
  await isReady(page);
  return page;
}

/** Waits until the page says that all is stored. */
async function isStored(page: Page): Promise<void> {
  await page
    .locator('.grading-state')
    .getByText(/^Saved \d/)
    .waitFor({ state: 'attached' });
}

/** Waits until the page's script runs. */
async function isReady(page: Page): Promise<void> {
  await page.locator('.grading.is-live').waitFor();
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

  it('shows the keys with ?, and lets them be switched off', async () => {
    const page = await openWork(await work('aino'));
    await page.keyboard.press('?');
    const help = page.getByRole('dialog', { name: 'Keys' });
    await help.getByText('Level of the current criterion').waitFor();
    await help.getByLabel('Use single keys').press('Space');
    await page.keyboard.press('Escape');
    await page.keyboard.press('4');
    expect(await page.locator('input[name^="level."]:checked').count()).toBe(0);
    await page.keyboard.press('?');
    await help.getByLabel('Use single keys').press('Space');
    await page.keyboard.press('Escape');
    await page.keyboard.press('4');
    expect(await page.locator('input[name^="level."]:checked').count()).toBe(1);
  }, 120_000);
});

describe('the grading screen by pointer', () => {
  it('takes a level wherever it is pressed, though the rubric unfolds the criterion', async () => {
    const id = await handInWork(deps, await attend(school, 'eleni'), { taskId: 'm5-task' });
    const page = await openWork(id);
    const choices = page.locator('.level:has(input[name^="level."][value="3"])');
    for (const choice of await choices.all()) await choice.locator('.level-number').click();
    expect(await choices.locator('input:checked').count()).toBe(await choices.count());
  }, 120_000);
});

describe('a comment', () => {
  it('on words that are marked stands below them, and is there when the work is opened again', async () => {
    const id = await work('katarzyna');
    const page = await openWork(id);
    await page.evaluate(() => {
      const text = document.querySelector('.work-text[data-field="portrait"] p') as HTMLElement;
      const range = document.createRange();
      range.setStart(text.firstChild as Text, 4);
      range.setEnd(text.firstChild as Text, 19);
      getSelection()?.addRange(range);
    });
    await page.locator('[data-comment-selection]').waitFor();
    await page.keyboard.press('c');
    await page.keyboard.type('A good name.');
    await page.keyboard.press('Escape');
    await isStored(page);
    expect(await storedMark(id)).toMatchObject({
      comments: [{ anchor: { fieldId: 'portrait', start: 4, end: 19, quote: 'Saturday garden' } }],
    });
    await page.goto(hrefOf(id));
    expect(await page.locator('.work-mark').textContent()).toBe('Saturday garden');
    expect(await page.locator('.comment-slot textarea').inputValue()).toBe('A good name.');
    await page.getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('button', { name: 'Bring it back' }).waitFor();
    await isStored(page);
    expect(await storedMark(id)).toMatchObject({ comments: [] });
  }, 120_000);

  it('comes from the bank while it is typed', async () => {
    const id = await work('lukas');
    const page = await openWork(id);
    await page.keyboard.press('c');
    await page.keyboard.type('Name two facts that another person could check.');
    await page.getByRole('button', { name: 'Keep in my bank' }).click();
    await page.locator('[data-kept]').getByText('It is in the bank.').waitFor();
    await page.goto(hrefOf(id));
    await page.keyboard.press('j');
    await page.keyboard.press('c');
    await page.keyboard.type('two facts');
    await page.getByRole('option', { name: /another person/ }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await isStored(page);
    const texts = (await storedMark(id))?.comments.map(({ text }) => text);
    expect(texts).toEqual(Array(2).fill('Name two facts that another person could check.'));
  }, 120_000);
});

describe('what is entered', () => {
  it('without a connection is kept, said to be unsent and sent when the connection is back', async () => {
    const id = await work('eleni', 'm2-task');
    const page = await openWork(id);
    await isReady(page);
    await profile.context.setOffline(true);
    await page.keyboard.press('2');
    await page.locator('[data-mark-trouble]').getByText('You are offline.').waitFor();
    await profile.context.setOffline(false);
    await isStored(page);
    expect(Object.values((await storedMark(id))?.levels ?? {})).toEqual([2]);
  }, 120_000);

  it('is stored although the session has ended', async () => {
    const id = await work('tiago', 'm2-task');
    const page = await openWork(id);
    await isReady(page);
    await profile.context.clearCookies({ name: '__Host-lcf-session' });
    await page.keyboard.press('1');
    await isStored(page);
    expect(Object.values((await storedMark(id))?.levels ?? {})).toEqual([1]);
  }, 120_000);

  it('in two tabs is taken together, and where both changed the same the marker chooses', async () => {
    const id = await work('aino', 'm2-task');
    const first = await openWork(id);
    const second = await profile.newPage();
    await second.goto(hrefOf(id));
    await first.getByLabel('Comment on the whole').fill('From the first tab.');
    await isStored(first);
    await second.keyboard.press('3');
    await isStored(second);
    expect(await second.getByLabel('Comment on the whole').inputValue()).toBe('From the first tab.');
    await first.getByLabel('Comment on the whole').fill('Changed in the first.');
    await isStored(first);
    await second.getByLabel('Comment on the whole').fill('Changed in the second.');
    const conflict = second.getByRole('group', { name: 'Changed elsewhere' });
    await conflict.getByText('Changed in the first.').waitFor();
    expect(await storedMark(id)).toMatchObject({ overall: 'Changed in the first.' });
    await conflict.getByRole('button', { name: 'Store mine' }).press('Enter');
    await conflict.waitFor({ state: 'detached' });
    await isStored(second);
    expect(await storedMark(id)).toMatchObject({ overall: 'Changed in the second.' });
  }, 120_000);
});

describe('the grading screen', () => {
  let id: SubmissionId;
  beforeAll(async () => {
    id = await work('katarzyna', 'm2-task');
  });

  it.each([
    { width: 360, height: 740, touch: true, colorScheme: 'dark' as const },
    { width: 700, height: 600 },
    { width: 900, height: 600, colorScheme: 'dark' as const },
    { width: 1280, height: 800 },
  ])(
    'fits into $width px, has no axe violation and can be used',
    async (options) => {
      const page = await openWork(id, options);
      await page.locator('[data-criterion] .level').nth(2).click();
      await isStored(page);
      await page.locator('[data-finish] summary').click();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(options.width);
      const { violations } = await new AxeBuilder({ page }).analyze();
      const found = violations.map(
        ({ id: rule, nodes }) => `${rule}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`,
      );
      expect(found).toEqual([]);
    },
    120_000,
  );
});
