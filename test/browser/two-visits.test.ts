import type { FrameLocator, Locator, Page } from 'playwright-core';
import { openProfile, type Profile, type ProfileOptions } from '../support/chromium.ts';
import { openFramed } from '../support/in-chromium.ts';
import { links, openSchool, type School } from '../support/school.ts';

let school: School;
let browser: Profile;

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
  const page = await browser.newPage();
  const frame = await openFramed(page, school, person, links.quiz);
  await frame.locator('form[action$="/start"] button').click();
  await frame.locator('#answer-form').waitFor();
  return { page, frame };
}

async function atFirstQuestion(options: ProfileOptions = {}): Promise<Tab & { person: string }> {
  browser = await openProfile(options);
  const [person = ''] = await school.lms.addTrainees(1, 'spring');
  return { ...(await openTab(person)), person };
}

/** Gives some answer, another one for every `choice`. */
async function answer({ frame }: Tab, choice: number): Promise<void> {
  const [options, arrows, menus] = ['.choice', '[data-way="down"]', '#answer-form select'].map((selector) =>
    frame.locator(selector),
  );
  if (options && (await options.count()) > 0) await options.nth(choice).click();
  else if (arrows && (await arrows.count()) > 0) await arrows.nth(choice).click();
  else if (menus && (await menus.count()) > 0) await menus.first().selectOption({ index: choice + 1 });
  else await frame.locator('input[name="answer"]').fill(String(choice + 1));
}

const state = ({ frame }: Tab): Locator => frame.locator('[data-save-text]');
const note = ({ frame }: Tab): Locator => frame.locator('[data-save-trouble]');
const says = (place: Locator, text: string | RegExp): Promise<void> =>
  place.filter({ hasText: text }).waitFor();

describe('a question that is opened twice', () => {
  it('puts back and stores what another page could not send, where the browser keeps anything', async () => {
    const tab = await atFirstQuestion({ thirdPartyCookies: 'allowed' });
    await tab.page.route('**/save/**', (route) => route.abort());
    await answer(tab, 0);
    await says(state(tab), 'Not saved yet');
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

  it('marks it in the map of questions as soon as it is stored', async () => {
    const tab = await atFirstQuestion();
    await tab.frame.getByRole('button', { name: 'Question 1: not answered' }).waitFor();
    await answer(tab, 0);
    await tab.frame.getByRole('button', { name: /^Question 1: answered/ }).waitFor();
  });
});
