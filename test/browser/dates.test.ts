import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { openProfile, policyBreaks, type Profile } from '../support/chromium.ts';
import { openWhole } from '../support/in-chromium.ts';
import { links, openSchool, type School } from '../support/school.ts';

let school: School;
let profile: Profile;

beforeAll(async () => {
  school = await openSchool();
  await school.open('eleni', links.whole);
}, 120_000);
afterAll(() => school?.close());
afterEach(() => profile?.close());

async function openAs(person: string, options: Parameters<typeof openProfile>[0]): Promise<Page> {
  profile = await openProfile(options);
  const page = await profile.newPage();
  await openWhole(page, school, person, links.whole);
  return page;
}

/** What is wrong with the page as it stands: for axe, for a narrow screen, for the policy. */
async function faultsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const [width, shown] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  return [
    ...violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`),
    ...((width ?? 0) > (shown ?? 0) ? [`${width} px wide on ${shown}`] : []),
    ...policyBreaks(profile),
  ];
}

describe.each([
  ['light', 1280],
  ['dark', 360],
] as const)('the dates of a cohort, %s, %i px', (colorScheme, width) => {
  it('are set by a pattern that is looked at first, and changed one by one', async () => {
    const page = await openAs('sofia', { colorScheme, width, touch: width === 360 });
    await page.goto(`${page.url().replace(/\/trainer$/, '')}/trainer/dates`);
    const first = page.locator('details.panel').first();
    if ((await first.getAttribute('open')) === null) await first.locator('summary').click();
    else {
      const own = await page.evaluate(() => Intl.DateTimeFormat().resolvedOptions().timeZone);
      expect(await page.locator('#timeZone').inputValue()).toBe(own);
    }
    await page.locator('#timeZone').selectOption('Europe/Ljubljana');
    await page.locator('#dayOne').fill('2026-09-07');
    expect(await faultsOf(page)).toEqual([]);
    await first.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();

    const pattern = page.locator('details.panel').nth(1);
    if ((await pattern.getAttribute('open')) === null) await pattern.locator('summary').click();
    await page.locator('#weeks').fill('3');
    await pattern.getByRole('button', { name: 'Show what it sets' }).click();
    await page.getByRole('heading', { level: 1, name: 'What the pattern sets' }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Set these dates' }).click();
    await page.getByText('All dates are set').waitFor();
    expect(await faultsOf(page)).toEqual([]);

    await page.getByRole('link', { name: /^Change\s*: Module 1, Quiz/ }).click();
    await page.locator('[name="dueDate"]').fill('2026-09-30');
    expect(await page.locator('#due-date').isChecked()).toBe(true);
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Wed, 30 Sept 2026').waitFor();
  }, 120_000);

  it('are extended for somebody by keyboard alone, who then sees it', async () => {
    const page = await openAs('sofia', { colorScheme, width });
    await page.goto(`${page.url().replace(/\/trainer$/, '')}/trainer/dates/extensions`);
    await page.locator('input[name="person"]').first().focus();
    await page.keyboard.press('Space');
    await page.locator('#reason').focus();
    await page.keyboard.type('Was ill');
    expect(await faultsOf(page)).toEqual([]);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('Given. It holds at once.').waitFor();
    expect(await faultsOf(page)).toEqual([]);
  }, 120_000);

  it('are listed for the trainee, on the screen and on paper, with mails to choose', async () => {
    const page = await openAs('eleni', { colorScheme, width });
    const home = page.url();
    await page.goto(`${home}/dates`);
    expect(await faultsOf(page)).toEqual([]);
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('button', { name: 'Print' }).isVisible()).toBe(false);
    expect(await page.locator('.foot').isVisible()).toBe(false);
    const pictures = process.env['PICTURES'];
    if (pictures) await page.screenshot({ path: `${pictures}/dates-print-${width}.png`, fullPage: true });
    await page.emulateMedia({ media: 'screen' });
    await page.goto(`${home}/notices`);
    expect(await faultsOf(page)).toEqual([]);
    await page.getByLabel('when I get a grade').uncheck();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    expect(await page.getByLabel('when I get a grade').isChecked()).toBe(false);
  }, 120_000);
});
