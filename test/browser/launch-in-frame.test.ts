import type { FrameLocator, Page } from 'playwright-core';
import { openChromium, type ChromiumOptions, type TestChromium } from '../support/chromium.ts';
import type { PlatformOptions } from '../support/demo-platform.ts';
import { links, openSchool, type School } from '../support/school.ts';

describe('a launch inside a frame of the LMS', () => {
  let school: School;
  let browser: TestChromium;
  const open = async (
    options: ChromiumOptions,
    lms: PlatformOptions = {},
  ): Promise<{ page: Page; frame: FrameLocator }> => {
    school = await openSchool({ lms });
    browser = await openChromium(options);
    const page = await browser.context.newPage();
    const placement = school.lms.placement('spring', links.quiz);
    await page.goto(`${school.lms.url}/as/eleni/courses/spring/activities/${placement}`);
    return { page, frame: page.frameLocator('iframe') };
  };
  afterEach(async () => {
    await browser.close();
    await school.close();
  });
  const quizAddress = /\/quizzes\/m1-quiz$/;
  const framed =
    (page: Page): (() => string) =>
    () =>
      page.frames().at(-1)?.url() ?? '';

  it.each(['allowed', 'blocked'] as const)(
    'arrives by itself where third-party cookies are %s',
    async (frameCookies) => {
      const { page, frame } = await open({ frameCookies });
      await frame.locator('form[action$="/start"]').waitFor();
      expect(framed(page)()).toMatch(quizAddress);
      await frame.locator('form[action$="/start"] button').click();
      await frame.locator('form[action*="/save/"]').waitFor();
    },
  );

  it('arrives with one press where scripts are off', async () => {
    const { page, frame } = await open({ javaScriptEnabled: false });
    await frame.getByRole('button', { name: 'Continue' }).click();
    await frame.getByRole('link', { name: 'Continue' }).click();
    await frame.getByRole('button', { name: 'Continue' }).click();
    await frame.locator('form[action$="/start"]').waitFor();
    expect(framed(page)()).toMatch(quizAddress);
  });

  it('offers a new window where no cookie works, before the launch is spent, and arrives there', async () => {
    const { page, frame } = await open({ frameCookies: 'none' });
    const link = frame.getByRole('link', { name: 'Open in a new window' });
    await frame.getByText('In a window of its own it works.').waitFor();
    expect(await frame.getByRole('link', { name: 'Continue' }).count()).toBe(0);
    expect(school.lms.requests.filter((request) => request.includes('/authorize'))).toEqual([]);
    const [opened] = await Promise.all([page.waitForEvent('popup'), link.click()]);
    await opened.waitForURL(quizAddress);
    await frame.getByText('opens in a window of its own').waitFor();
  });

  it('is let in through the platform’s storage where no cookie works, and goes on in a new window', async () => {
    const { page, frame } = await open({ frameCookies: 'none' }, { platformStorage: true });
    await frame.getByText('You are signed in').waitFor();
    const link = frame.getByRole('link', { name: 'Open in a new window' });
    const [opened] = await Promise.all([page.waitForEvent('popup'), link.click()]);
    await opened.waitForURL(quizAddress);
    await opened.locator('form[action$="/start"]').waitFor();
  });
});
