import AxeBuilder from '@axe-core/playwright';
import { openProfile, policyBreaks, type Profile } from '../support/chromium.ts';
import { openFramed, openWhole } from '../support/in-chromium.ts';
import { pageKinds, trainee, trainer, type PageKind } from '../support/page-kinds.ts';
import { links, openSchool, type School } from '../support/school.ts';

let school: School;
let kinds: readonly PageKind[];
let profile: Profile | undefined;

beforeAll(async () => {
  school = await openSchool();
  kinds = await pageKinds(school);
}, 120_000);
afterAll(() => school?.close());
afterEach(async () => {
  await profile?.close();
  profile = undefined;
});

/** Pages of refusals. */
const statuses: Readonly<Record<string, number>> = { refused: 403, 'not-found': 404, expired: 401 };
const visitors = ['trainee', 'trainer', 'nobody', 'demo'] as const;

/** A browser in which the visitor is signed in. */
async function openAs(who: PageKind['who'], options: Parameters<typeof openProfile>[0]) {
  profile = await openProfile(options);
  const page = await profile.newPage();
  if (who === 'trainee') await openWhole(page, school, trainee, links.whole);
  if (who === 'trainer') await openWhole(page, school, trainer, links.whole);
  return page;
}

describe.each(['light', 'dark'] as const)('every page, %s', (colorScheme) => {
  it.each(visitors)(
    'has no axe violation (%s)',
    async (who) => {
      const page = await openAs(who, { colorScheme });
      const found: string[] = [];
      for (const { name, url } of kinds.filter((kind) => kind.who === who)) {
        await page.goto(url);
        const axe = new AxeBuilder({ page });
        // The dark page is the same but for its colours.
        if (colorScheme === 'dark') axe.withRules(['color-contrast']);
        const { violations } = await axe.analyze();
        found.push(
          ...violations.map(
            ({ id, nodes }) => `${name}: ${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`,
          ),
        );
      }
      expect(found).toEqual([]);
      expect(policyBreaks(profile as Profile)).toEqual([]);
    },
    480_000,
  );
});

describe('every page on a phone', () => {
  it.each(visitors)(
    'fits into 360 px, with the way back in sight and each id once (%s)',
    async (who) => {
      const page = await openAs(who, { width: 360, height: 740, touch: true });
      const found: string[] = [];
      for (const { name, url } of kinds.filter((kind) => kind.who === who)) {
        const answer = await page.goto(url);
        if (answer?.status() !== (statuses[name] ?? 200)) found.push(`${name} answers ${answer?.status()}`);
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        if (width > 360) found.push(`${name} is ${width} px wide`);
        const ids = await page.evaluate(() => [...document.querySelectorAll('[id]')].map(({ id }) => id));
        const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
        if (twice.length > 0) found.push(`${name} has an id twice: ${twice.join(', ')}`);
        if (who !== 'trainee' && who !== 'trainer') continue;
        const back = page.getByRole('link', { name: /^Back to/ }).first();
        const isInSight = await back.evaluate(
          (link) => link.getBoundingClientRect().top < window.innerHeight,
        );
        if (!isInSight) found.push(`${name} hides the way back`);
      }
      expect(found).toEqual([]);
    },
    240_000,
  );
});

describe('on paper', () => {
  it('stands what is closed on the screen, and only there', async () => {
    const page = await openAs('trainer', {});
    await page.goto(kinds.find(({ name }) => name === 'trainer-notes')?.url ?? '');
    const open = page.locator('main details[open]');
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
    expect(await open.count()).toBeGreaterThan(1);
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
    expect(await open.count()).toBe(0);
  });
});

describe('after a navigation', () => {
  it('the focus is on the heading, in the whole window', async () => {
    const page = await openAs('trainee', {});
    await page.locator('.next-action a').click();
    await page.waitForURL(/lessons|quizzes/);
    await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
  });

  it('the focus is on the heading, in the frame', async () => {
    profile = await openProfile();
    const page = await profile.newPage();
    const frame = await openFramed(page, school, trainee, links.whole);
    await frame.locator('.next-action a').click();
    await frame.locator('h1:focus').waitFor();
  });

  it('the first Tab reaches "skip to the content"', async () => {
    const page = await openAs('nobody', {});
    await page.goto(school.tool.url);
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.className)).toContain('skip');
  });
});

describe('the picker', () => {
  it('has no axe violation in the frame, and adds a quiz to the course', async () => {
    profile = await openProfile();
    const page = await profile.newPage();
    await page.goto(`${school.lms.url}/as/${trainer}/courses/spring/add?tool=demo-tool`);
    const frame = page.frameLocator('iframe');
    await frame.getByRole('checkbox').or(frame.getByRole('radio')).first().waitFor();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`),
    ).toEqual([]);
    await frame
      .locator('input[value="module:m1"]')
      .or(frame.locator('input[value^="module:"]'))
      .first()
      .check();
    const before = await school.lms.records.placements.countDocuments({ courseId: 'spring' });
    await frame.locator('form button[type="submit"]').first().click();
    await page.waitForURL(/\/courses\/spring$/);
    expect(await school.lms.records.placements.countDocuments({ courseId: 'spring' })).toBe(before + 1);
    expect(policyBreaks(profile)).toEqual([]);
  });
});
