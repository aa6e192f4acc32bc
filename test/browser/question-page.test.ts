import { AxeBuilder } from '@axe-core/playwright';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { openChromium, type ChromiumOptions, type TestChromium } from '../support/chromium.ts';
import { findQuestion } from '../support/right-answers.ts';
import { links, openSchool, questionOf, startQuiz, type School } from '../support/school.ts';

let school: School;
let browser: TestChromium;

beforeAll(async () => {
  school = await openSchool();
});
afterAll(() => school?.close());
afterEach(() => browser?.close());

interface Tab {
  readonly page: Page;
  readonly frame: FrameLocator;
}

/** Opens the quiz in the LMS's frame and starts it, or goes on with the open attempt: question 1. */
async function openTab(person: string): Promise<Tab> {
  const page = await browser.context.newPage();
  await page.goto(
    `${school.lms.url}/as/${person}/courses/spring/activities/${school.lms.placement('spring', links.quiz)}`,
  );
  const frame = page.frameLocator('iframe');
  await frame.locator('form[action$="/start"] button').click();
  await frame.locator('form[action*="/save/"]').waitFor();
  return { page, frame };
}

async function atFirstQuestion(options: ChromiumOptions = {}): Promise<Tab & { person: string }> {
  browser = await openChromium(options);
  const [person = ''] = await school.lms.addTrainees(1, 'spring');
  return { ...(await openTab(person)), person };
}

/** Gives some answer, another one for every `choice`. */
async function answer({ frame }: Tab, choice: number): Promise<void> {
  const options = frame.locator('.choice');
  if ((await options.count()) > 0) await options.nth(choice).click();
  else if ((await frame.locator('[data-way="down"]').count()) > 0)
    await frame.locator('[data-way="down"]').nth(choice).click();
  else if ((await frame.locator('form select').count()) > 0)
    await frame
      .locator('form select')
      .first()
      .selectOption({ index: choice + 1 });
  else await frame.locator('input[name="answer"]').fill(String(choice + 1));
}

const state = ({ frame }: Tab): Locator => frame.locator('[data-save-state]');
const note = ({ frame }: Tab): Locator => frame.locator('[data-save-trouble]');
const says = (place: Locator, text: string | RegExp): Promise<void> =>
  place.filter({ hasText: text }).waitFor({ timeout: 15_000 });

describe("a question's page with scripts", () => {
  it('stores an answer as it is given, where cookies and storage of frames are blocked, and says when', async () => {
    const tab = await atFirstQuestion({ frameCookies: 'blocked' });
    await answer(tab, 0);
    await says(state(tab), /^\s*Saved \d/);
    await tab.frame.getByRole('button', { name: 'Next' }).click();
    await tab.frame.getByRole('heading', { name: 'Question 2 of 8' }).waitFor();
    await tab.frame.getByRole('button', { name: /^Question 1: answered/ }).waitFor();
  });

  it('stores when the session has ended', async () => {
    const tab = await atFirstQuestion();
    await browser.context.clearCookies();
    await answer(tab, 1);
    await says(state(tab), /Saved/);
  });

  it('keeps what cannot be sent, says so, stays, and stores it when the connection is back', async () => {
    const tab = await atFirstQuestion();
    await browser.context.setOffline(true);
    await answer(tab, 0);
    await says(state(tab), 'Not saved yet');
    await says(note(tab), 'Your answer is not saved yet');
    await tab.frame.getByRole('button', { name: 'Next' }).click();
    await tab.frame.getByRole('heading', { name: 'Question 1 of 8' }).waitFor();
    await browser.context.setOffline(false);
    await says(state(tab), /Saved/);
    await note(tab).waitFor({ state: 'hidden' });
  });

  it('puts back and stores what an earlier visit could not send, where the browser lets it keep anything', async () => {
    const tab = await atFirstQuestion({ frameCookies: 'allowed' });
    await browser.context.setOffline(true);
    await answer(tab, 0);
    await says(state(tab), 'Not saved yet');
    await tab.page.close({ runBeforeUnload: false });
    await browser.context.setOffline(false);
    const again = await openTab(tab.person);
    await says(note(again), 'was put back. It is saved now.');
    await says(state(again), /Saved/);
  });

  it('tells a tab that it replaced what another one had stored', async () => {
    const one = await atFirstQuestion();
    const other = await openTab(one.person);
    await answer(one, 0);
    await says(state(one), /Saved/);
    await answer(other, 1);
    await says(note(other), 'It replaced:');
    await note(other).getByRole('button', { name: 'Close this note' }).click();
    await note(other).waitFor({ state: 'hidden' });
  });

  it('moves lines by keyboard, says where they are, and stores their order', async () => {
    const { person, number } = await findTraineeWith('ordering');
    browser = await openChromium();
    const tab = await openTab(person);
    await tab.frame.getByRole('button', { name: new RegExp(`^Question ${number}:`) }).click();
    await tab.frame.getByRole('heading', { name: `Question ${number} of 8` }).waitFor();
    const down = tab.frame.getByRole('button', { name: /^Move down/ }).first();
    await down.focus();
    await down.press('Enter');
    await says(tab.frame.locator('[data-announce]'), /is now in place 2 of/);
    await says(state(tab), /Saved/);
    const focused = await tab.frame.locator(':focus').getAttribute('aria-label');
    expect(focused).toMatch(/^Move down/);
    await tab.frame.getByRole('button', { name: new RegExp(`^Question ${number}: answered`) }).waitFor();
  });

  it.each([
    [360, 740],
    [1280, 800],
  ])('has no fault of accessibility and nothing beside the page at a width of %i', async (width, height) => {
    const tab = await atFirstQuestion({ viewport: { width, height } });
    await answer(tab, 0);
    await says(state(tab), /Saved/);
    const { violations } = await new AxeBuilder({ page: tab.page }).include(['iframe', 'main']).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)])).toEqual([]);
    const beside = await tab.frame
      .locator('html')
      .evaluate((page) => page.scrollWidth - page.ownerDocument.documentElement.clientWidth);
    expect(beside).toBeLessThanOrEqual(0);
  });
});

/** A trainee whose open attempt has a question of the type. */
async function findTraineeWith(type: string): Promise<{ person: string; number: number }> {
  for (const person of await school.lms.addTrainees(12, 'spring')) {
    const arrived = await school.open(person, links.quiz);
    let page = await startQuiz(arrived);
    for (let number = 1; number <= 8; number += 1) {
      if (findQuestion(school.curriculum, questionOf(page)).type === type) return { person, number };
      page = await arrived.browser.get(page.url.replace(/\d+$/, String(number + 1)));
    }
  }
  throw new Error(`No attempt drew a question of type ${type}`);
}
