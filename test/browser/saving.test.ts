import type { Page } from 'playwright-core';
import { openProfile, policyBreaks, type Profile } from '../support/chromium.ts';
import { answerShown, openWhole } from '../support/in-chromium.ts';
import { endIn, openEveryType } from '../support/page-kinds.ts';
import { links, openSchool, type School } from '../support/school.ts';

let school: School;
let profile: Profile;
const urls = new Map<string, Record<string, string>>();

beforeAll(async () => {
  school = await openSchool();
  profile = await openProfile({ width: 768, touch: true });
});
afterAll(async () => {
  await profile?.close();
  await school?.close();
});

/** A new trainee's attempt with a question of every type, opened at one of them. */
async function at(type: string, person: string) {
  const known =
    urls.get(person) ??
    Object.fromEntries(await openEveryType(await school.open(person, links.quiz), school));
  urls.set(person, known);
  await profile.context.clearCookies();
  const page = await profile.newPage();
  await openWhole(page, school, person, links.quiz);
  const url = new URL(known[type] ?? '', school.tool.url).href;
  await page.goto(url);
  return { page, url };
}

const stored = (page: Page) =>
  page
    .locator('[data-save-state]')
    .getByText(/^Saved/)
    .waitFor();

describe('an answer', () => {
  it('given without a connection is kept, said to be unsaved, and stored when the connection is back', async () => {
    const { page, url } = await at('short-text', 'eleni');
    await profile.context.setOffline(true);
    await page.locator('#answer-text').fill('a shared practice');
    await page.locator('[data-save-state]').getByText('Not saved yet').waitFor();
    await page.getByText('there is no connection').first().waitFor();
    await profile.context.setOffline(false);
    await stored(page);
    await page.goto(url);
    expect(await page.locator('#answer-text').inputValue()).toBe('a shared practice');
  });

  it('given after the session has ended is stored, and the next page says how to go on', async () => {
    const { page, url } = await at('true-false', 'tiago');
    await profile.context.clearCookies({ name: '__Host-lcf-session' });
    await page.getByLabel('True').check();
    await stored(page);
    await page.locator('.question-actions .actions-end').click();
    await page.getByRole('heading', { level: 1, name: 'You have been away for a while' }).waitFor();
    expect(await page.getByRole('link', { name: /^Back to/ }).count()).toBeGreaterThan(0);
    await openWhole(page, school, 'tiago', links.quiz);
    await page.goto(url);
    expect(await page.getByLabel('True').isChecked()).toBe(true);
  });

  it('to a matching question is given by keyboard alone', async () => {
    const { page, url } = await at('matching', 'aino');
    const menus = page.locator('.menus select');
    await menus.first().focus();
    const count = await menus.count();
    for (let index = 0; index < count; index += 1) {
      await page.keyboard.press('ArrowDown');
      if (index < count - 1) await page.keyboard.press('Tab');
    }
    await stored(page);
    await page.goto(url);
    for (let index = 0; index < count; index += 1) expect(await menus.nth(index).inputValue()).not.toBe('');
  });

  it('to an ordering question is given by keyboard alone', async () => {
    const { page, url } = await at('ordering', 'aino');
    const texts = () =>
      page.locator('.order-row').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-item')));
    const before = await texts();
    await page.locator('.order-row [data-way="down"]').first().focus();
    await page.keyboard.press('Enter');
    await stored(page);
    const after = await texts();
    expect(after).toEqual([before[1], before[0], ...before.slice(2)]);
    await page.goto(url);
    expect(await texts()).toEqual(after);
  });

  it('to matching and ordering questions is given by touch', async () => {
    const { page } = await at('matching', 'katarzyna');
    await page.locator('.menus select').first().tap();
    await page.locator('.menus select').first().selectOption({ index: 1 });
    await stored(page);
    const ordering = await at('ordering', 'katarzyna');
    await ordering.page.locator('.order-row [data-way="up"]').last().tap();
    await stored(ordering.page);
    const height = await ordering.page
      .locator('.order-row [data-way="up"]')
      .last()
      .evaluate((button) => button.getBoundingClientRect().height);
    expect(height).toBeGreaterThanOrEqual(24);
  });

  it('of every type is stored by its controls and shown again', async () => {
    for (const type of ['single-choice', 'multiple-response', 'cloze', 'numeric']) {
      const { page, url } = await at(type, 'anonymous');
      await answerShown(page, school);
      await page.goto(url);
      await stored(page);
      await page.close();
    }
  }, 180_000);
});

describe('a time limit', () => {
  it('is shown, warns before its end, and ends the attempt by the server', async () => {
    const { page, url } = await at('single-choice', 'lukas');
    await page.locator('.bar-language button[value="en"]').click();
    await endIn(school, url, 62_000);
    await page.goto(url);
    await page.locator('[data-time-text]').getByText(/left/).waitFor();
    await page
      .locator('[aria-live]')
      .getByText(/left\. What you have answered/)
      .first()
      .waitFor();
    await endIn(school, url, 1_500);
    await page.goto(url);
    await page.getByText('The time is over').first().waitFor();
  }, 120_000);
});

it('nothing on these pages broke the policy or failed', () => {
  expect(policyBreaks(profile)).toEqual([]);
  expect(profile.complaints.filter((line) => /TypeError|ReferenceError/.test(line))).toEqual([]);
});
