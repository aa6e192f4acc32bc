import { PlainBrowser } from '../support/browser.ts';
import { completeLaunch, startDemoPlatform, type DemoPlatform } from '../support/demo-platform.ts';
import { know, knowsAll, links, openSchool, startQuiz, takeQuiz, type School } from '../support/school.ts';
import { claim } from '../../src/demo-lms/launch/claims.ts';

let school: School;

beforeAll(async () => {
  school = await openSchool();
});
afterAll(() => school?.close());

const membership = 'http://purl.imsglobal.org/vocab/lis/v2/membership';

/** Launches with other roles than the LMS would send. */
async function openWithRoles(person: string, roles: string[], link = links.quiz) {
  const browser = school.browser();
  const launch = await school.lms.launchAs(person, school.lms.placement('spring', link), {
    fault: { [claim.roles]: roles },
  });
  return { browser, page: await completeLaunch(browser, launch) };
}

describe('roles', () => {
  it('shows a trainer the overview, and refuses it to a trainee with a page that says so', async () => {
    const trainer = await school.open('sofia', links.whole);
    expect(trainer.page.url).toMatch(/\/trainer$/);
    const trainee = await school.open('eleni', links.whole);
    const refused = await trainee.browser.get(trainer.page.url);
    expect(refused.status).toBe(403);
    expect(refused.title).toBe('This page is for other people');
    expect(refused.links(/^\/c\//)).not.toHaveLength(0);
  });

  it('lists everybody in the overview by name, and by a short name where there is none', async () => {
    await school.open('eleni', links.whole);
    const anonymous = await school.open('anonymous', links.quiz);
    expect(anonymous.page.status).toBe(200);
    const { page } = await school.open('sofia', links.whole);
    expect(page.text).toContain('Papadopoulou');
    expect(page.text).toMatch(/Trainee [0-9A-F]{4}/);
  });

  it.each([
    ['a person without a role', []],
    ['a mentor', [`${membership}#Mentor`]],
    ['a person with an unknown role', ['urn:nobody:knows']],
  ])('lets %s read, but not act', async (_who, roles) => {
    const { browser, page } = await openWithRoles('aino', roles);
    expect(page.status).toBe(200);
    expect(page.text).toContain('You can read everything here');
    expect(() => page.form(/\/start$/)).toThrow();
    const trainee = await school.open('tiago', links.quiz);
    const { fields } = trainee.page.form(/\/start$/);
    const refused = await browser.post(`${page.url}/start`, fields);
    expect(refused.status).toBe(403);
  });

  it('believes a role of the course before one of the institution', async () => {
    const institution = 'http://purl.imsglobal.org/vocab/lis/v2/institution/person';
    const { page } = await openWithRoles('katarzyna', [
      `${institution}#Administrator`,
      `${membership}#Learner`,
    ]);
    expect(page.url).not.toContain('/trainer');
  });
});

describe('courses and platforms', () => {
  it('keeps one session for two courses in two tabs, and refuses a form of one course in the other', async () => {
    const browser = school.browser();
    const spring = await school.launch(browser, 'tiago', links.lesson);
    const ka1 = await school.launch(browser, 'tiago', links.lesson, { course: 'ka1' });
    expect(ka1.url).not.toBe(spring.url);
    expect((await browser.get(spring.url)).status).toBe(200);

    const { action } = ka1.form(/\/mark$/);
    const { fields } = spring.form(/\/mark$/);
    const refused = await browser.post(action, { ...fields, done: 'yes' });
    expect(refused.status).toBe(403);
    expect((await browser.get(ka1.url)).text).toContain('Mark as done');
    expect((await browser.submit(spring, /\/mark$/, { done: 'yes' })).text).toContain('Take back the mark');
    expect((await browser.get(ka1.url)).text).toContain('Mark as done');
  });

  it('keeps two deployments of one platform apart', async () => {
    const spring = await school.open('sofia', links.whole);
    const ka1 = await school.open('sofia', links.whole, { course: 'ka1' });
    expect(ka1.page.url.split('/')[2]).not.toBe(spring.page.url.split('/')[2]);
    await school.open('caoimhe', links.quiz, { course: 'ka1' });
    expect((await spring.browser.get(spring.page.url)).text).not.toContain('Bhriain');
    expect((await ka1.browser.get(ka1.page.url)).text).toContain('Bhriain');
  });

  it('keeps the same subject of two platforms apart', async () => {
    const other: DemoPlatform = await startDemoPlatform({
      toolUrl: school.tool.url,
      activities: [{ title: 'Quiz elsewhere', activity: links.quiz, points: 10 }],
    });
    try {
      await know(school.tool, other);
      const here = await school.open('eleni', links.quiz);
      const browser = new PlainBrowser(school.tool.url);
      const page = await completeLaunch(
        browser,
        await other.launchAs('eleni', other.placement('spring', links.quiz)),
      );
      expect(page.status).toBe(200);
      expect(page.url).not.toBe(here.page.url);
      await takeQuiz({ browser, page }, knowsAll(school.curriculum));
      expect((await here.browser.get(here.page.url)).form(/\/start$/).html).toContain('1 of 3');
      expect((await browser.get(here.page.url)).status).toBe(403);
    } finally {
      await other.close();
    }
  });
});

describe('two people at one browser', () => {
  it("replaces the session, and refuses the old tab's form with its text shown", async () => {
    const { browser, page } = await school.open('eleni', links.quiz);
    const question = await startQuiz({ browser, page });
    const typed = 'The second option is wrong in Greek law.';
    const { action, fields } = question.form(/\/problem$/);

    await school.launch(browser, 'lukas', links.quiz);
    const refused = await browser.post(action, { ...fields, text: typed });
    expect(refused.status).toBe(403);
    expect(refused.text).toContain(typed);
    expect((await browser.get(question.url)).status).toBe(403);
  });
});
