import { openProfile, policyBreaks, type Profile } from '../support/chromium.ts';
import { openWhole } from '../support/in-chromium.ts';
import { field, openLesson, state } from '../support/log-page.ts';
import { links, openSchool, type School } from '../support/school.ts';

let school: School;
let profile: Profile;

beforeAll(async () => {
  school = await openSchool();
  profile = await openProfile({ width: 390, touch: true });
});
afterAll(async () => {
  await profile?.close();
  await school?.close();
});

describe('a note in the private log', () => {
  it('is stored while it is written, and stands in the log and on the lesson', async () => {
    const { page, url } = await openLesson({ profile, school }, 'eleni');
    await field(page).fill('Two came. Nobody spoke.');
    await state(page, /^Stored \d/);
    await page.goto(url);
    expect(await field(page).inputValue()).toBe('Two came. Nobody spoke.');
    await page.getByRole('link', { name: 'All notes in your log' }).click();
    await page.locator('.log-text').getByText('Two came. Nobody spoke.').waitFor();
  });

  it('written without a connection is kept and stored when the connection is back', async () => {
    const { page, url } = await openLesson({ profile, school }, 'tiago');
    await profile.context.setOffline(true);
    await field(page).fill('On the train.');
    await state(page, /You are offline/);
    await profile.context.setOffline(false);
    await state(page, /^Stored \d/);
    await page.goto(url);
    expect(await field(page).inputValue()).toBe('On the train.');
  });

  it('that could not be sent comes back when the page is opened again', async () => {
    const { page, url } = await openLesson({ profile, school }, 'aino');
    await page.route('**/save-note', (route) => route.abort());
    await field(page).fill('Half a thought.');
    await state(page, /did not answer/);
    page.on('dialog', (dialog) => void dialog.accept());
    await page.unroute('**/save-note');
    await page.goto(url);
    expect(await field(page).inputValue()).toBe('Half a thought.');
    await state(page, /^Stored \d/);
  });

  it('is stored although the session has ended', async () => {
    const { page } = await openLesson({ profile, school }, 'anonymous');
    await profile.context.clearCookies({ name: '__Host-lcf-session' });
    await field(page).fill('After lunch.');
    await state(page, /^Stored \d/);
    await openWhole(page, school, 'anonymous', links.lesson);
    expect(await field(page).inputValue()).toBe('After lunch.');
  });

  it('written in two tabs is kept twice, and the later tab says so', async () => {
    const { page: first, url } = await openLesson({ profile, school }, 'katarzyna');
    const second = await profile.newPage();
    await second.goto(url);
    await field(first).fill('In the first tab.');
    await state(first, /^Stored \d/);
    await field(second).fill('In the second tab.');
    await state(second, /Both versions are kept/);
    await second.getByRole('link', { name: 'All notes in your log' }).click();
    expect((await second.locator('.log-text').allTextContents()).sort()).toEqual([
      'In the first tab.',
      'In the second tab.',
    ]);
  });

  it('can be added, changed, removed and brought back by keyboard alone', async () => {
    const { page } = await openLesson({ profile, school }, 'tiago');
    await page.getByRole('link', { name: 'Your log', exact: true }).click();
    await field(page).focus();
    await page.keyboard.type('A first note.');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('.log-text').getByText('A first note.').waitFor();
    await page.getByRole('link', { name: 'Change' }).first().press('Enter');
    await page.getByText('Change this note').waitFor();
    await field(page).fill('A better note.');
    await page.getByRole('button', { name: 'Store' }).press('Enter');
    await page.locator('.log-text').getByText('A better note.').waitFor();
    await page.getByRole('button', { name: 'Remove' }).first().press('Enter');
    await page.getByText('You can bring it back for thirty days').waitFor();
    await page.getByRole('button', { name: 'Bring it back' }).press('Enter');
    await page.locator('.log-text').getByText('A better note.').waitFor();
    expect(policyBreaks(profile)).toEqual([]);
  });
});
