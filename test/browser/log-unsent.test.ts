import { openProfile, type Profile } from '../support/chromium.ts';
import { openWhole } from '../support/in-chromium.ts';
import { field, openLesson, state } from '../support/log-page.ts';
import { links, openSchool, type School } from '../support/school.ts';

let school: School;
let profile: Profile;

beforeAll(async () => {
  school = await openSchool();
  profile = await openProfile({ width: 390 });
});
afterAll(async () => {
  await profile?.close();
  await school?.close();
});

describe('a note in the private log', () => {
  it('that could not be sent is not shown to the next person at the same browser', async () => {
    const { page } = await openLesson({ profile, school }, 'tiago');
    await page.route('**/save-note', (route) => route.abort());
    await field(page).fill('For nobody else.');
    await state(page, /did not answer/);
    await page.close({ runBeforeUnload: false });
    const { page: next } = await openLesson({ profile, school }, 'katarzyna');
    expect(await field(next).inputValue()).toBe('');
    const { page: again } = await openLesson({ profile, school }, 'tiago');
    expect(await field(again).inputValue()).toBe('For nobody else.');
    await state(again, /^Stored \d/);
  });

  it('that could not be sent does not replace what was written elsewhere since', async () => {
    const { page, url } = await openLesson({ profile, school }, 'aino');
    await field(page).fill('Monday.');
    await state(page, /^Stored \d/);
    await page.route('**/save-note', (route) => route.abort());
    await field(page).fill('Tuesday, not sent.');
    await state(page, /did not answer/);
    const elsewhere = await openProfile({ width: 390 });
    const phone = await elsewhere.newPage();
    await openWhole(phone, school, 'aino', links.lesson);
    await field(phone).fill('Wednesday, from the phone.');
    await state(phone, /^Stored \d/);
    await elsewhere.close();
    page.on('dialog', (dialog) => void dialog.accept());
    await page.unroute('**/save-note');
    await page.goto(url);
    await state(page, /Both versions are kept/);
    await page.getByRole('link', { name: 'All notes in your log' }).click();
    expect((await page.locator('.log-text').allTextContents()).sort()).toEqual([
      'Tuesday, not sent.',
      'Wednesday, from the phone.',
    ]);
  });

  it('that is taken back before it was sent stays away', async () => {
    const { page, url } = await openLesson({ profile, school }, 'anonymous');
    await field(page).fill('What I meant.');
    await state(page, /^Stored \d/);
    await field(page).fill('What I meant, and regret.');
    await state(page, /^Not stored yet/);
    await field(page).fill('What I meant.');
    await state(page, /^Stored \d/);
    await page.goto(url);
    expect(await field(page).inputValue()).toBe('What I meant.');
  });

  it('that is emptied keeps its words, and the page says so', async () => {
    const { page, url } = await openLesson({ profile, school }, 'anonymous');
    await field(page).fill('');
    await state(page, /An empty note is not stored/);
    await page.goto(url);
    expect(await field(page).inputValue()).toBe('What I meant.');
  });

  it('of many letters from beyond Latin is stored at once', async () => {
    const { page } = await openLesson({ profile, school }, 'katarzyna');
    // What the Fetch standard asks of browsers, and not all do.
    await page.addInitScript(() => {
      const send = window.fetch.bind(window);
      window.fetch = (input, init) =>
        init?.keepalive && String(init.body as URLSearchParams).length > 65_536
          ? Promise.reject(new TypeError('Failed to fetch'))
          : send(input, init);
    });
    await page.reload();
    await field(page).fill('Ω'.repeat(14_000));
    await state(page, /^Stored \d/);
  });

  it('is announced when somebody asks for it or it goes wrong, not at every pause', async () => {
    const { page } = await openLesson({ profile, school }, 'eleni');
    const said = page.locator('[data-announce]');
    await field(page).fill('One.');
    await state(page, /^Stored \d/);
    expect(await said.textContent()).toBe('');
    await page.getByRole('button', { name: 'Store', exact: true }).click();
    await said.getByText(/^Stored \d/).waitFor({ state: 'attached' });
    await page.route('**/save-note', (route) => route.abort());
    await field(page).fill('One. Two.');
    await said.getByText(/did not answer/).waitFor({ state: 'attached' });
    await page.unroute('**/save-note');
    await said.getByText(/^Stored \d/).waitFor({ state: 'attached' });
  });
});
