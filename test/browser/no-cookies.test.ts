import { openProfile, policyBreaks, type Profile } from '../support/chromium.ts';
import { openFramed } from '../support/in-chromium.ts';
import { links, openSchool, type School } from '../support/school.ts';
import { withoutFrameCookies } from '../support/without-cookies.ts';

let school: School | undefined;
let profile: Profile | undefined;

afterEach(async () => {
  await profile?.close();
  await school?.close();
});

it('a browser without cookies in frames offers a new window before the launch is spent', async () => {
  school = await openSchool({ tool: { before: withoutFrameCookies() } });
  profile = await openProfile();
  const page = await profile.newPage();
  const frame = await openFramed(page, school, 'eleni', links.quiz);
  const link = frame.getByRole('link', { name: /new window/i });
  await link.waitFor();
  await frame.locator('[data-when="blocked"]').waitFor();
  expect(school.lms.requests.filter((request) => request.includes('authorize'))).toEqual([]);

  const [popup] = await Promise.all([page.waitForEvent('popup'), link.click()]);
  await popup.getByRole('heading', { level: 1, name: 'Quiz 1' }).waitFor();
  expect(new URL(popup.url()).pathname).toMatch(/\/quizzes\/m1-quiz$/);
  await popup.reload();
  await popup.getByRole('heading', { level: 1, name: 'Quiz 1' }).waitFor();
  expect(policyBreaks(profile)).toEqual([]);
});

it("a login whose cookie is lost is bound to the browser by the platform's storage", async () => {
  school = await openSchool({
    tool: { before: withoutFrameCookies(/lti-/) },
    lms: { platformStorage: true },
  });
  profile = await openProfile();
  const page = await profile.newPage();
  const frame = await openFramed(page, school, 'eleni', links.quiz);
  await frame.getByRole('heading', { level: 1, name: 'Quiz 1' }).waitFor();
  expect(policyBreaks(profile)).toEqual([]);
});

it('without scripts, a login in a frame goes on by a link, or in a new window', async () => {
  school = await openSchool();
  profile = await openProfile({ javaScript: false });
  const page = await profile.newPage();
  await page.goto(
    `${school.lms.url}/as/eleni/courses/spring/activities/${school.lms.placement('spring', links.quiz)}`,
  );
  const frame = page.frameLocator('iframe');
  await frame.locator('button').click();
  await frame.locator('[data-press="here"]').click();
  await frame.locator('form button').click();
  await frame.getByRole('heading', { level: 1, name: 'Quiz 1' }).waitFor();
});
