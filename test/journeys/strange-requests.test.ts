import { links, openSchool, startQuiz, type School } from '../support/school.ts';

let school: School;

beforeAll(async () => {
  school = await openSchool();
});
afterAll(() => school?.close());

const isAnswered = (status: number): boolean => status >= 200 && status < 500;

describe('a strange address', () => {
  it.each([
    '/c/%E0%A4%A/x',
    '/c/%00/%00',
    '/c/x/y/attempts/%2e%2e/questions/1',
    `/c/${'x'.repeat(3000)}/y`,
    '/c/x/y?a[$ne]=1&a=2',
    '/assets/%2e%2e/main.js',
    '/assets/../../package.json',
    '/c/__proto__/constructor',
    '/verify/%00',
  ])('%j is answered, never with a failure', async (path) => {
    const page = await school.browser().get(path);
    expect([path, isAnswered(page.status)]).toEqual([path, true]);
    expect(page.html).not.toContain('lcf-curriculum"');
  });

  it('inside a course is answered with a page that says so', async () => {
    const { browser, page } = await school.open('eleni', links.whole);
    for (const path of [
      'modules/__proto__',
      'lessons/constructor',
      'quizzes/toString',
      'attempts/x/questions/1',
      'attempts/x/questions/-1',
      `attempts/${'x'.repeat(500)}/result`,
      'tasks/%00',
      'tasks/hasOwnProperty',
    ]) {
      const answer = await browser.get(`${page.url}/${path}`);
      expect([path, answer.status]).toEqual([path, 404]);
      expect(answer.text).toMatch(/Error id/);
    }
  });

  it('of a question that an attempt does not have is answered with 404', async () => {
    const arrived = await school.open('tiago', links.quiz);
    const question = await startQuiz(arrived);
    for (const number of ['0', '9', '1.5', '1e0', 'x', '-1', '99999999999999999999']) {
      const answer = await arrived.browser.get(question.url.replace(/\d+$/, number));
      expect([number, [200, 404].includes(answer.status)]).toEqual([number, true]);
    }
  });
});

describe('a strange form', () => {
  it('is refused, and changes nothing', async () => {
    const { browser, page } = await school.open('aino', links.quiz);
    const question = await startQuiz({ browser, page });
    const { action, fields } = question.form('/save/');
    const changes: Record<string, string | string[]>[] = [
      { question: '__proto__' },
      { question: ['a', 'b'] },
      { version: 'x' },
      { number: '0' },
      { number: 'NaN' },
      { sequence: '-1' },
      { seenAt: 'soon' },
      { page: '__proto__' },
      { token: ['a', 'b'] },
      { answer: ['x'.repeat(50_000)] },
      { 'token[$ne]': 'x', token: '' },
      { cohort: ['a', 'b'] },
    ];
    for (const change of changes) {
      const answer = await browser.post(action, { ...fields, ...change });
      expect([change, answer.status >= 400 && answer.status < 500]).toEqual([change, true]);
    }
    expect((await browser.get(question.url)).html).not.toContain('map-entry is-answered');
  });

  it('with thousands of fields, or with a value that its page never gives, is refused', async () => {
    const { browser, page } = await school.open('katarzyna', links.lesson);
    const { action, fields } = page.form(/\/mark$/);
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`field${index}`, 'x']));
    expect((await browser.post(action, { ...fields, ...many, done: 'yes' })).status).toBe(413);
    expect((await browser.post(action, { ...fields, done: 'perhaps' })).status).toBe(400);
    expect((await browser.get(page.url)).text).toContain('Mark as done');
  });
});

describe('names and titles from a platform', () => {
  it('are shown as text', async () => {
    await school.lms.records.people.updateOne(
      { _id: 'katarzyna' },
      { $set: { givenName: '<img src=x onerror=alert(1)>', familyName: '{{constructor}}' } },
    );
    await school.open('katarzyna', links.quiz);
    const { page } = await school.open('sofia', links.whole);
    expect(page.html).not.toContain('<img src=x');
    expect(page.text).toContain('{{constructor}}');
  });
});
