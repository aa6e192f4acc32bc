import type { PlainBrowser, Visit } from '../support/browser.ts';
import { findQuestion, rightAnswer } from '../support/right-answers.ts';
import {
  answerAll,
  answerQuestion,
  handIn,
  knowsAll,
  links,
  openSchool,
  questionOf,
  startQuiz,
  takeQuiz,
  type School,
} from '../support/school.ts';

let school: School;

beforeAll(async () => {
  school = await openSchool();
});
afterAll(() => school?.close());

/** A trainee of their own, on the first question of a new attempt. */
async function atFirstQuestion(): Promise<{
  browser: PlainBrowser;
  person: string;
  quiz: Visit;
  page: Visit;
}> {
  const [person = ''] = await school.lms.addTrainees(1, 'spring');
  const arrived = await school.open(person, links.quiz);
  return { browser: arrived.browser, person, quiz: arrived.page, page: await startQuiz(arrived) };
}

const right = (page: Visit) => rightAnswer(findQuestion(school.curriculum, questionOf(page)));
const answered = (page: Visit): number => [...page.html.matchAll(/class="map-entry is-answered/g)].length;

describe('an answer', () => {
  it('is stored when the session has ended, and the expired page leads back', async () => {
    const { browser, person, page } = await atFirstQuestion();
    browser.jar.forget('__Host-lcf-session');
    const next = await answerQuestion(browser, page, right(page));
    expect(next.status).toBe(401);
    expect(next.title).toBe('You have been away for a while');
    expect(next.text).toContain('Back to Regional facilitators, spring group');

    await school.launch(browser, person, links.quiz);
    expect(answered(await browser.get(page.url))).toBe(1);
  });

  it('is stored when all cookies are gone', async () => {
    const { browser, person, page } = await atFirstQuestion();
    browser.jar.clear();
    await answerQuestion(browser, page, right(page));
    const again = await school.open(person, links.quiz);
    expect(answered(await again.browser.get(page.url))).toBe(1);
  });

  it('is refused with a forged token, with another attempt, and without a token', async () => {
    const { browser, page } = await atFirstQuestion();
    const other = await atFirstQuestion();
    const { action, fields } = page.form('/save/');
    const token = fields['token'] ?? '';
    const [body = '', mac = ''] = token.split('.');
    for (const forged of [`${body}.${mac.slice(0, -4)}AAAA`, `${body}x.${mac}`, 'x', body]) {
      const refused = await browser.post(action, { ...fields, ...right(page), token: forged });
      expect(refused.status).toBe(403);
      expect(refused.title).not.toMatch(/our side/);
    }
    expect((await browser.post(action, { ...right(page) })).status).toBe(400);
    const foreign = other.page.form('/save/');
    await browser.post(foreign.action, { ...fields, ...right(page) });
    expect(answered(await other.browser.get(other.page.url))).toBe(0);
  });

  it('of 20 MB is refused with a page', async () => {
    const { browser, page } = await atFirstQuestion();
    const refused = await browser.submit(page, '/save/', { answer: 'a'.repeat(20 * 1024 * 1024) });
    expect(refused.status).toBe(413);
    expect(refused.title).toBe('That is too much text');
    expect((await browser.get(page.url)).status).toBe(200);
  }, 60_000);

  it('of a later tab stands, and the tab is told what it replaced', async () => {
    const { browser, page } = await atFirstQuestion();
    const other = await browser.get(page.url);
    await answerQuestion(browser, page, right(page));
    const replaced = await answerQuestion(browser, other, right(other));
    expect(replaced.status).toBe(200);
    expect(replaced.title).toBe('Your answer is stored');
    expect(replaced.response.headers['content-security-policy']).toContain('frame-ancestors *;');
    expect(replaced.links(/\/questions\//).length).toBeGreaterThan(0);
  });

  it('is there on another device, where the attempt goes on with the same questions', async () => {
    const { browser, person, page } = await atFirstQuestion();
    const second = await answerQuestion(browser, page, right(page));
    const phone = await school.open(person, links.quiz);
    expect(phone.page.text).toMatch(/Go on with attempt 1/i);
    const first = await startQuiz(phone);
    expect(questionOf(first)).toBe(questionOf(page));
    expect(answered(first)).toBe(1);
    expect(questionOf(await phone.browser.get(second.url))).toBe(questionOf(second));
  });

  it('is taken again after "back", and the form of a page long left still stores', async () => {
    const { browser, page } = await atFirstQuestion();
    const second = await answerQuestion(browser, page, right(page));
    await answerQuestion(browser, second, right(second));
    const back = await browser.get(page.url);
    const next = await answerQuestion(browser, back, right(back));
    expect(next.url).toBe(second.url);
    expect(answered(next)).toBe(2);
  });
});

describe('an attempt', () => {
  it('is started once by a double press', async () => {
    const [person = ''] = await school.lms.addTrainees(1, 'spring');
    const { browser, page } = await school.open(person, links.quiz);
    const started = await Promise.all([1, 2, 3].map(() => browser.submit(page, /\/start$/)));
    expect(new Set(started.map(({ url }) => url)).size).toBe(1);
    expect((await browser.get(page.url)).text).toMatch(/Go on with attempt 1/i);
  });

  it('that has ended elsewhere uses up no other one when an old page says "go on"', async () => {
    const eleni = await school.open('stefan', links.quiz, { course: 'ka1' });
    await startQuiz(eleni);
    const old = await eleni.browser.get(eleni.page.url);
    const result = await takeQuiz({ ...eleni, page: old }, () => ({}));
    const again = await eleni.browser.submit(old, /\/start$/);
    expect(again.url).toBe(result.url);
  });

  it('is handed in once by a double press, and both presses show the result', async () => {
    const { browser, page } = await atFirstQuestion();
    const review = await answerAll(browser, page, knowsAll(school.curriculum));
    const results = await Promise.all([1, 2].map(() => handIn(browser, review)));
    for (const result of results) {
      expect(result.status).toBe(200);
      expect(result.url).toMatch(/\/result$/);
    }
    const again = await handIn(browser, review);
    expect([200, 409]).toContain(again.status);
  });

  it('that was handed in takes no answer any more, and "back" leads to its result', async () => {
    const { browser, page } = await atFirstQuestion();
    const review = await answerAll(browser, page, knowsAll(school.curriculum));
    const result = await handIn(browser, review);
    const late = await answerQuestion(browser, page, right(page));
    expect(late.status).toBe(409);
    expect(late.response.headers['content-security-policy']).toContain('frame-ancestors *;');
    expect((await browser.get(page.url)).url).toBe(result.url);
    expect((await browser.get(review.url)).url).toBe(result.url);
  });

  it('may be handed in with open questions, after the review says which', async () => {
    const { browser, page } = await atFirstQuestion();
    await answerQuestion(browser, page, right(page));
    const review = await browser.get(page.url.replace(/\/questions\/.*/, '/review'));
    expect(review.text).toMatch(/1 of 8|7 /);
    expect((await handIn(browser, review)).status).toBe(200);
  });

  it('may be made three times, and no more', async () => {
    const { browser, quiz } = await atFirstQuestion();
    for (let left = 3; left > 0; left -= 1) {
      const page = await startQuiz({ browser, page: await browser.get(quiz.url) });
      await handIn(browser, await browser.get(page.url.replace(/\/questions\/.*/, '/review')));
    }
    const used = await browser.get(quiz.url);
    expect(() => used.form(/\/start$/)).toThrow();
    const refused = await browser.submit(quiz, /\/start$/);
    expect(refused.status).toBe(409);
    expect(refused.text).not.toMatch(/our side/);
  });
});
