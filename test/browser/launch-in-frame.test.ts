import type { FrameLocator, Page } from 'playwright-core';
import { openProfile, policyBreaks, type Profile, type ProfileOptions } from '../support/chromium.ts';
import type { PlatformOptions } from '../support/demo-platform.ts';
import { links, openSchool, type School } from '../support/school.ts';

describe('a launch inside a frame of the LMS', () => {
  let school: School;
  let browser: Profile;
  const open = async (
    options: ProfileOptions,
    lms: PlatformOptions = {},
  ): Promise<{ page: Page; frame: FrameLocator }> => {
    school = await openSchool({ lms });
    browser = await openProfile(options);
    const page = await browser.newPage();
    const placement = school.lms.placement('spring', links.quiz);
    await page.goto(`${school.lms.url}/as/eleni/courses/spring/activities/${placement}`);
    return { page, frame: page.frameLocator('iframe') };
  };
  afterEach(async () => {
    expect(policyBreaks(browser)).toEqual([]);
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
    async (thirdPartyCookies) => {
      const { page, frame } = await open({ thirdPartyCookies });
      await frame.locator('form[action$="/start"]').waitFor();
      expect(framed(page)()).toMatch(quizAddress);
      await frame.locator('form[action$="/start"] button').click();
      await frame.locator('form[action*="/save/"]').waitFor();
    },
  );

  it('arrives with one press where scripts are off', async () => {
    const { page, frame } = await open({ javaScript: false });
    await frame.getByRole('button', { name: 'Continue' }).click();
    await frame.getByRole('link', { name: 'Continue' }).click();
    await frame.getByRole('button', { name: 'Continue' }).click();
    await frame.locator('form[action$="/start"]').waitFor();
    expect(framed(page)()).toMatch(quizAddress);
  });

  it('offers a new window where no cookie works, before the launch is spent, and arrives there', async () => {
    const { page, frame } = await open({ thirdPartyCookies: 'none' });
    const link = frame.getByRole('link', { name: 'Open in a new window' });
    await frame.getByText('In a window of its own it works.').waitFor();
    expect(await frame.getByRole('link', { name: 'Continue' }).count()).toBe(0);
    expect(school.lms.requests.filter((request) => request.includes('/authorize'))).toEqual([]);
    const [opened] = await Promise.all([page.waitForEvent('popup'), link.click()]);
    await opened.waitForURL(quizAddress);
    await frame.getByText('opens in a window of its own').waitFor();
  });

  it('is let in through the platform’s storage where no cookie works, and goes on in a new window', async () => {
    const { page, frame } = await open({ thirdPartyCookies: 'none' }, { platformStorage: true });
    await frame.getByText('You are signed in').waitFor();
    const link = frame.getByRole('link', { name: 'Open in a new window' });
    const [opened] = await Promise.all([page.waitForEvent('popup'), link.click()]);
    await opened.waitForURL(quizAddress);
    await opened.locator('form[action$="/start"]').waitFor();
  });
});
