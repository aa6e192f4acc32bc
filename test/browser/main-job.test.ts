import { openProfile, policyBreaks, type Profile } from '../support/chromium.ts';
import { eventually } from '../support/eventually.ts';
import { openFramed, openWhole, takeQuizShown } from '../support/in-chromium.ts';
import { gradeOf, links, openSchool, type School } from '../support/school.ts';

let school: School;
let profile: Profile | undefined;

beforeAll(async () => {
  school = await openSchool();
});
afterAll(() => school?.close());
afterEach(async () => {
  await profile?.close();
  profile = undefined;
});

describe.each(['blocked', 'allowed'] as const)(
  'in a frame with third-party cookies %s',
  (thirdPartyCookies) => {
    const person = thirdPartyCookies === 'blocked' ? 'eleni' : 'tiago';

    it('a trainee reads a lesson, takes the quiz, and finds the grade in the gradebook', async () => {
      profile = await openProfile({ thirdPartyCookies });
      const page = await profile.newPage();
      const lesson = await openFramed(page, school, person, links.lesson);
      await lesson.getByRole('button', { name: 'Mark as done' }).click();
      await lesson.getByText('Take back the mark').waitFor();
      expect(await lesson.getByText(/^Back to /).count()).toBe(0);

      const quiz = await openFramed(page, school, person, links.quiz);
      await takeQuizShown(quiz, school);
      await gradeOf(school.lms, person, 'Quiz', 50);
      await eventually(async () => {
        await page.goto(`${school.lms.url}/as/${person}/courses/spring/gradebook`);
        expect(await page.locator('td[data-state="graded"]').first().innerText()).toContain('50 / 50');
      });
      expect(policyBreaks(profile)).toEqual([]);
    }, 180_000);

    it('a trainer comes from the gradebook to the attempt', async () => {
      profile = await openProfile({ thirdPartyCookies });
      const page = await profile.newPage();
      await page.goto(`${school.lms.url}/as/sofia/courses/spring/gradebook`);
      await page.locator('td[data-state="graded"] a').first().click();
      await page
        .frameLocator('iframe')
        .locator('main')
        .getByText(/100\s?%/)
        .first()
        .waitFor();
      expect(policyBreaks(profile)).toEqual([]);
    }, 60_000);
  },
);

describe('in the whole window of a phone', () => {
  it('a trainee takes the quiz by touch and goes back to the course', async () => {
    profile = await openProfile({ width: 360, height: 740, touch: true });
    const page = await profile.newPage();
    await openWhole(page, school, 'aino', links.quiz);
    await takeQuizShown(page, school);
    await page.getByRole('link', { name: /^Back to/ }).tap();
    await page.waitForURL((url) => url.origin === new URL(school.lms.url).origin);
    expect(policyBreaks(profile)).toEqual([]);
  }, 180_000);
});
