import type { PlainBrowser, Visit } from '../support/browser.ts';
import { answerAll, handIn, knowsAll, links, openSchool, startQuiz, type School } from '../support/school.ts';

let school: School;

beforeAll(async () => {
  school = await openSchool();
});
afterAll(() => school?.close());

const languageOf = (page: Visit): string => /<html lang="([^"]*)"/.exec(page.html)?.[1] ?? '';

describe('the language', () => {
  it('is that of the launch', async () => {
    const { page } = await school.open('lukas', links.quiz);
    expect(languageOf(page)).toBe('de');
    expect(page.text).toContain('Zurück zu Regional facilitators, spring group');
  });

  it('is switched in the bar, stays so, and leads back to the same page', async () => {
    const { browser, page } = await school.open('lukas', links.quiz);
    const { action, fields, html } = page.form('/language');
    expect(html).toContain('English');
    const switched = await browser.post(action, { ...fields, language: 'en' });
    expect(switched.url).toBe(page.url);
    expect(languageOf(switched)).toBe('en');
    expect(languageOf(await school.launch(browser, 'lukas', links.whole))).toBe('en');
  });

  it("is the browser's on pages without a launch", async () => {
    for (const path of ['/', '/c/x/y', '/nothing']) {
      expect(
        languageOf(await school.browser({ 'Accept-Language': 'de-AT,de;q=0.9,en;q=0.5' }).get(path)),
      ).toBe('de');
      expect(languageOf(await school.browser({ 'Accept-Language': 'fr' }).get(path))).toBe('en');
    }
  });

  it('is never switched to an address of elsewhere', async () => {
    const browser = school.browser();
    for (const from of ['//other.example', '/\\other.example', 'https://other.example', '']) {
      const answer = await browser.post('/language', { language: 'de', from });
      expect(answer.status).toBe(400);
    }
  });
});

/** What a strict policy forbids in a page. */
function expectStrict(page: Visit): void {
  const policy = String(page.response.headers['content-security-policy']);
  const [, nonce = ''] = /'nonce-([^']+)'/.exec(policy) ?? [];
  const about = `${page.url} (${page.status})`;
  expect([about, policy.includes('unsafe')]).toEqual([about, false]);
  expect([about, nonce.length > 15]).toEqual([about, true]);
  const scripts = [...page.html.matchAll(/<script\b[^>]*>([^<]*)/g)];
  for (const [tag, inside] of scripts) {
    expect([
      about,
      tag?.replaceAll('&#x3D;', '=').includes(`nonce="${nonce}"`) && tag.includes('src='),
    ]).toEqual([about, true]);
    expect([about, inside?.trim()]).toEqual([about, '']);
  }
  const html = page.html.replaceAll(/>[^<]*</g, '><');
  expect([about, / style="|<style\b| on[a-z]+="|="javascript:/i.exec(html)?.[0]]).toEqual([about, undefined]);
}

async function visitAll(browser: PlainBrowser, start: string): Promise<Visit[]> {
  const seen = new Set<string>();
  const left = [start];
  const pages: Visit[] = [];
  while (left.length > 0 && pages.length < 60) {
    const path = (left.shift() ?? '').replace(/#.*$/, '');
    if (seen.has(path)) continue;
    seen.add(path);
    const page = await browser.get(path);
    pages.push(page);
    left.push(...page.links(/^\/c\//).filter((href) => !seen.has(href.replace(/#.*$/, ''))));
  }
  return pages;
}

describe('every page', () => {
  it.each([
    ['a trainee', 'eleni'],
    ['a trainer', 'sofia'],
  ])(
    'that %s can reach answers, and has a strict policy, no inline script and no inline style',
    async (_who, person) => {
      if (person === 'sofia') await school.open('katarzyna', links.quiz);
      const arrived = await school.open(person, links.whole);
      const { browser } = arrived;
      if (person === 'eleni') {
        const quiz = await browser.get(arrived.page.links(/quizzes\/m1-quiz/)[0] ?? '');
        const review = await answerAll(
          browser,
          await startQuiz({ browser, page: quiz }),
          knowsAll(school.curriculum),
        );
        expectStrict(review);
        expectStrict(await handIn(browser, review));
        expectStrict(await startQuiz({ browser, page: await browser.get(quiz.url) }));
      }
      const pages = await visitAll(browser, arrived.page.url);
      expect(pages.length).toBeGreaterThan(9);
      for (const page of pages) {
        expect([page.url, page.status]).toEqual([page.url, 200]);
        expectStrict(page);
      }
    },
  );

  it('without a session, and the pages of LTI, have a strict policy too', async () => {
    const browser = school.browser();
    for (const path of ['/', '/nothing', '/c/x/y', '/lti/login', '/lti/register/none'])
      expectStrict(await browser.get(path));
    const framed = school.browser({ 'Sec-Fetch-Dest': 'iframe' });
    const { login } = await school.lms.launchAs('eleni', school.lms.placement('spring', links.quiz), {
      target: 'iframe',
    });
    const opening = await framed.post(login.action, login.fields);
    expect(opening.status).toBe(200);
    expectStrict(opening);
    const picker = await school.open('sofia', links.quiz, { pick: true });
    expect(picker.page.status).toBe(200);
    expectStrict(picker.page);
  });

  it('may be framed by the platform that launched it, and by nobody else', async () => {
    const { page } = await school.open('eleni', links.quiz);
    const policy = String(page.response.headers['content-security-policy']);
    const [, ancestors = ''] = /frame-ancestors ([^;]*)/.exec(policy) ?? [];
    expect(ancestors.split(' ').sort()).toEqual(["'self'", new URL(school.lms.url).origin].sort());
    expect(page.response.headers['x-frame-options']).toBeUndefined();
  });
});
