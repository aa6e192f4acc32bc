import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from 'playwright-core';
import { openProfile, policyBreaks, type Profile } from '../support/chromium.ts';
import { filePlace, fileTask } from '../support/file-school.ts';
import { openWhole } from '../support/in-chromium.ts';
import { aPdf, aPhoto } from '../support/sample-files.ts';
import { links, openSchool, type School } from '../support/school.ts';

let school: School;
let profile: Profile;

beforeAll(async () => {
  school = await openSchool();
  profile = await openProfile({ width: 360 });
});
afterAll(async () => {
  await profile?.close();
  await school?.close();
});

async function openWriting(person: string): Promise<Page> {
  const page = await profile.newPage();
  await openWhole(page, school, person, links.whole);
  await page.goto(`${page.url()}/tasks/${fileTask}/write`);
  return page;
}

function fieldOf(page: Page): Locator {
  return page.locator(`[data-place="${filePlace}"]`);
}

const pdf = { name: 'Sheet.pdf', mimeType: 'application/pdf', buffer: aPdf(3) };

describe('files of a task', () => {
  it('upload as soon as they are chosen, without a session, and are taken out in place', async () => {
    const page = await openWriting('eleni');
    await profile.context.clearCookies({ name: '__Host-lcf-session' });
    const field = fieldOf(page);
    await field
      .locator('input[type="file"]')
      .setInputFiles([pdf, { name: 'kreis.jpg', mimeType: 'image/jpeg', buffer: await aPhoto(600, 400) }]);
    await field.getByRole('link', { name: 'kreis.jpg' }).waitFor();
    await field.getByRole('link', { name: 'Sheet.pdf' }).waitFor();
    await field.getByText('There are 2 files').waitFor();
    await field.scrollIntoViewIfNeeded();
    await field.getByRole('button', { name: 'Take out kreis.jpg' }).click();
    await field.getByText('Taken are: JPG, PNG, and PDF').waitFor();
    expect(await field.getByRole('link').allInnerTexts()).toEqual(['Sheet.pdf']);
    const { violations } = await new AxeBuilder({ page }).include('[data-file-field]').analyze();
    expect(violations).toEqual([]);
    await field.scrollIntoViewIfNeeded();
    const isWide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    expect(isWide).toBe(false);
  });

  it('that are refused say why, in the page', async () => {
    const page = await openWriting('tiago');
    const field = fieldOf(page);
    const choose = field.locator('input[type="file"]');
    await choose.setInputFiles({ name: 'page.png', mimeType: 'image/png', buffer: Buffer.from('<script>') });
    await field.getByText('Files of this type are not taken here').waitFor();
    await choose.setInputFiles({
      name: 'big.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.alloc(6 * 1024 * 1024),
    });
    await field.getByText('The file is too large: at most 5 MB').waitFor();
    await field.scrollIntoViewIfNeeded();
    await choose.setInputFiles([pdf, { ...pdf, name: '2.pdf' }, { ...pdf, name: '3.pdf' }]);
    await field.getByText('Only 2 files fit here').waitFor();
  });

  it('go on by themselves after the connection was broken', async () => {
    const page = await openWriting('aino');
    const field = fieldOf(page);
    let broken = 0;
    await page.route('**/upload/*', async (route) => {
      if (route.request().method() === 'PATCH' && broken < 2) {
        broken += 1;
        await route.abort('connectionreset');
      } else await route.continue();
    });
    await field.locator('input[type="file"]').setInputFiles(pdf);
    await field.getByText('The connection is broken').waitFor();
    await field.getByRole('link', { name: 'Sheet.pdf' }).waitFor();
    expect(broken).toBe(2);
  });
});

describe('without scripts', () => {
  it('files go to a page of their own, and what was typed stays', async () => {
    const plain = await openProfile({ width: 360, javaScript: false });
    const page = await plain.newPage();
    const query = new URLSearchParams({
      target: 'frame',
      placement: school.lms.placement('spring', links.whole),
    });
    await page.goto(`${school.lms.url}/as/anonymous/courses/spring/launch?${query.toString()}`);
    // Each step of the login is a form that is sent by hand.
    for (let step = 0; step < 4 && !page.url().includes('/c/'); step += 1) {
      await page.locator('form button').first().click();
      await page.waitForLoadState();
    }
    await page.goto(`${page.url()}/tasks/${fileTask}/write`);
    const typed = page.locator('[name="f.session-name"], .write-form input[type="text"]').first();
    await typed.fill('The reading room');
    await fieldOf(page).locator('input[type="file"]').setInputFiles(pdf);
    const opening = plain.context.waitForEvent('page');
    await fieldOf(page).getByRole('button', { name: 'Upload' }).click();
    const place = await opening;
    await place.getByText('The file is uploaded').waitFor();
    await place.getByRole('button', { name: 'Take out Sheet.pdf' }).waitFor();
    expect(await typed.inputValue()).toBe('The reading room');
    await plain.close();
  });
});

describe('the page of a file', () => {
  it('draws a PDF page by page, with its words over it, under the policy of every page', async () => {
    const page = await openWriting('katarzyna');
    const field = fieldOf(page);
    await field.locator('input[type="file"]').setInputFiles(pdf);
    await field.getByRole('link', { name: 'Sheet.pdf' }).click();
    await page.locator('[data-page="1"] .file-words').getByText('Sheet 1 of the round').waitFor();
    await page.locator('[data-page="3"]').scrollIntoViewIfNeeded();
    await page.locator('[data-page="3"] canvas').waitFor();
    const isDrawn = await page.locator('[data-page="1"] canvas').evaluate((canvas) => {
      const { data } = (canvas as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, 300, 300) ?? {
        data: [],
      };
      return [...data].some((value) => value < 100);
    });
    expect(isDrawn).toBe(true);
    await page.evaluate(() => scrollTo(0, 0));
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations).toEqual([]);
    expect(policyBreaks(profile)).toEqual([]);
  });
});
