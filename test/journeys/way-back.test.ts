import { PlainBrowser } from '../support/browser.ts';
import { completeLaunch } from '../support/demo-platform.ts';
import { claim } from '../../src/demo-lms/launch/claims.ts';
import { links, openSchool, type School } from '../support/school.ts';

let school: School;

beforeAll(async () => {
  school = await openSchool();
});
afterAll(() => school?.close());

const course = 'Back to Regional facilitators, spring group';

/** The claim of the launch with another address to return to. */
async function openWithReturnUrl(returnUrl: string, person = 'tiago') {
  const browser = school.browser();
  const launch = await school.lms.launchAs(person, school.lms.placement('spring', links.quiz), {
    fault: { [claim.presentation]: { document_target: 'window', return_url: returnUrl } },
  });
  return { browser, page: await completeLaunch(browser, launch) };
}

describe('the way back to the course', () => {
  it('stands on every page outside a frame, and on none inside', async () => {
    const { browser, page } = await school.open('eleni', links.whole);
    for (const path of [page.url, `${page.url}/quizzes/m1-quiz`, `${page.url}/nothing-here`]) {
      expect((await browser.get(path)).text).toContain(course);
    }
    const framed = new PlainBrowser(school.tool.url, { 'Sec-Fetch-Dest': 'iframe' });
    framed.jar.take(
      browser.jar
        .header()
        .split('; ')
        .map((pair) => `${pair}; Path=/`),
    );
    expect((await framed.get(page.url)).text).not.toContain(course);
  });

  it('stands on the page of an expired session', async () => {
    const { browser, page } = await school.open('eleni', links.quiz);
    browser.jar.forget('__Host-lcf-session');
    const expired = await browser.get(page.url);
    expect(expired.status).toBe(401);
    expect(expired.links(/Back to/)[0]).toContain(school.lms.url);
  });

  it('stands on a refused page', async () => {
    const { browser, page } = await school.open('eleni', links.whole);
    const refused = await browser.get(`${page.url}/trainer`);
    expect(refused.status).toBe(403);
    expect(refused.links(/Back to/)[0]).toContain(school.lms.url);
  });

  it.each([
    'javascript:alert(1)',
    'https://other.example/course/1',
    'data:text/html,hello',
    '//other.example/',
    'not an address',
    '',
  ])('ignores the return address %j', async (returnUrl) => {
    const { page } = await openWithReturnUrl(returnUrl);
    expect(page.status).toBe(200);
    expect(page.text).not.toContain('Back to Regional');
    expect(page.html).not.toContain('other.example');
    expect(page.html).not.toContain('javascript:');
  });
});

describe('a launch form that is sent again', () => {
  it.each(['in a browser with a session', 'in one without'])(
    '%s is refused with a page that leads to where it led',
    async (where) => {
      const browser = school.browser();
      const launch = await school.lms.launchAs('aino', school.lms.placement('spring', links.quiz));
      const started = await browser.post(launch.login.action, launch.login.fields);
      const form = await launch.authorize(String(started.response.headers['location']));
      const page = await browser.post(form.action, form.fields);
      expect(page.status).toBe(200);
      if (where === 'in one without') browser.jar.clear();

      const again = await browser.post(form.action, form.fields);
      expect(again.status).toBeGreaterThanOrEqual(400);
      expect(again.status).toBeLessThan(500);
      expect(again.text).toMatch(/Error id/);
      const [home] = again.links(/^\/c\//);
      expect(page.url.startsWith(home ?? 'none')).toBe(true);
    },
  );
});

describe('error pages', () => {
  it('say what to do, have an id and no stack', async () => {
    const browser = school.browser();
    for (const [path, status] of [
      ['/c/x/y', 401],
      ['/nothing', 404],
      ['/lti/login', 400],
      ['/lti/register/unknown', 404],
      ['/save/x', 404],
    ] as const) {
      const page = await browser.get(path);
      expect([path, page.status]).toEqual([path, status]);
      expect(page.text).toMatch(/Error id: [0-9a-f-]{36}/);
      expect(page.html).not.toMatch(/node_modules|at \w+ \(/);
    }
  });

  it('refuse a form without its own token, or of another site', async () => {
    const { browser, page } = await school.open('eleni', links.lesson);
    const { action, fields } = page.form(/\/mark$/);
    expect((await browser.post(action, { ...fields, _csrf: 'x', done: 'yes' })).status).toBe(403);
    const elsewhere = new PlainBrowser(school.tool.url, { 'Sec-Fetch-Site': 'cross-site' });
    elsewhere.jar.take(browser.jar.header().split('; '));
    expect((await elsewhere.post(action, { ...fields, done: 'yes' })).status).toBe(403);
  });
});
