import { links, openSchool, type Arrived, type School } from '../support/school.ts';
import { testClock } from '../support/test-clock.ts';
import type { Visit } from '../support/browser.ts';

const dayMs = 86_400_000;

let school: School;
let trainer: Arrived;
let trainee: Arrived;
let home: string;
const clock = testClock();

beforeAll(async () => {
  school = await openSchool({ tool: { clock: clock.now } });
  trainer = await school.open('sofia', links.whole);
  trainee = await school.open('eleni', links.whole);
  home = trainee.page.url;
});
afterAll(() => school?.close());

/** The day so many days from now, in UTC. */
function inDays(days: number): string {
  return new Date(clock.now().getTime() + days * dayMs).toISOString().slice(0, 10);
}

const asTrainer = (path: string): Promise<Visit> => trainer.browser.get(`${home}/trainer/${path}`);
const asTrainee = (path: string): Promise<Visit> => trainee.browser.get(`${home}${path}`);

/** Fills in a form of one of the trainer's pages, told by its hidden step. */
function send(
  page: Visit,
  step: string,
  changes: Record<string, string | readonly string[]>,
): Promise<Visit> {
  const seen = /name="seen" value="(\d+)"/.exec(page.html)?.[1] ?? '';
  const form = page.form(/\/trainer\/dates/);
  const own = { _csrf: form.fields['_csrf'] ?? '', enrolment: form.fields['enrolment'] ?? '' };
  return trainer.browser.post(form.action, { ...own, seen, step, ...changes });
}

const frame = (day: string, lateRule = 'accept') => ({ timeZone: 'Europe/Ljubljana', dayOne: day, lateRule });

describe('The dates of a cohort', () => {
  it('are none at first: nothing is late, and the page says so', async () => {
    expect((await asTrainee('/dates')).text).toContain('no dates');
    expect((await asTrainer('dates')).text).toContain('No dates are set yet');
  });

  it('are not for trainees to set', async () => {
    const page = await trainee.browser.get(`${home}/trainer/dates`);
    expect(page.status).toBe(403);
  });

  it('rest on a time zone and a first day that must exist', async () => {
    const refused = await send(await asTrainer('dates'), 'frame', {
      ...frame('2026-02-30'),
      timeZone: 'Europe/Nowhere',
    });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Day 1 is not a date');
    const saved = await send(await asTrainer('dates'), 'frame', frame(inDays(-7)));
    expect(saved.text).toContain('Saved.');
    expect(saved.text).toContain('Europe/Ljubljana');
  });

  it('are set by a pattern, which shows what it does before anything changes', async () => {
    const fields = { weeks: '3', taskDays: '7', lastDays: '14' };
    const wrong = await send(await asTrainer('dates'), 'preview', { ...fields, weeks: '0' });
    expect(wrong.status).toBe(422);
    const preview = await send(await asTrainer('dates'), 'preview', fields);
    expect(preview.text).toContain('day 21');
    expect((await asTrainee('/dates')).text).toContain('no dates');
    const done = await send(preview, 'pattern', fields);
    expect(done.text).toContain('All dates are set');
    const list = await asTrainee('/dates');
    expect(list.text).toMatch(/Module 1.*Due/);
    expect(list.text).toContain('Times are those of Europe/Ljubljana');
  });

  it('are set one by one, and must not contradict each other', async () => {
    const page = await asTrainer('dates?edit=quiz%3Am1-quiz');
    const rule = { activity: 'quiz:m1-quiz', opens: 'date', due: 'date', last: 'none' };
    const refused = await send(page, 'one', { ...rule, opensDate: inDays(9), dueDate: inDays(2) });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('The due date is before the day it opens');
    expect(refused.html).toContain(`value="${inDays(9)}"`);
    const saved = await send(page, 'one', { ...rule, opensDate: inDays(2), dueDate: inDays(9) });
    expect(saved.text).toContain('The dates hold at once');
  });

  it('are not overwritten by a page that was opened before somebody else changed them', async () => {
    const old = await asTrainer('dates');
    await send(await asTrainer('dates'), 'frame', frame(inDays(-7)));
    const late = await send(old, 'frame', frame(inDays(-6)));
    expect(late.status).toBe(409);
    expect(late.text).toContain('have changed meanwhile');
  });
});

describe('A quiz with dates', () => {
  const set = async (rule: Record<string, string>): Promise<Visit> =>
    send(await asTrainer('dates?edit=quiz%3Am1-quiz'), 'one', {
      ...{ activity: 'quiz:m1-quiz', opens: 'none', due: 'none', last: 'none', ...rule },
    });

  it('is not open before its day: the page says from when, and a form that is still open is refused', async () => {
    const open = await asTrainee('/quizzes/m1-quiz');
    await set({ opens: 'date', opensDate: inDays(2) });
    const closed = await asTrainee('/quizzes/m1-quiz');
    expect(closed.text).toContain('Open from');
    expect(closed.text).toContain('Not open yet');
    if (open.html.includes('/start"')) {
      const refused = await trainee.browser.submit(open, /\/start$/);
      expect(refused.status).toBe(409);
      expect(refused.text).toContain('not open yet');
    }
    expect(closed.html).not.toContain('/start"');
  });

  it('says on the path that it is late, and can still be taken', async () => {
    await set({ due: 'date', dueDate: inDays(-2) });
    expect((await asTrainee('')).text).toMatch(/was due/);
    const page = await asTrainee('/quizzes/m1-quiz');
    expect(page.text).toContain('The due date is over');
    expect(page.html).toContain('/start"');
  });

  it('is closed after the last date where the cohort ends there; an attempt that is open ends by itself', async () => {
    const started = await trainee.browser.submit(await asTrainee('/quizzes/m1-quiz'), /\/start$/);
    expect(started.url).toContain('/questions/1');
    await send(await asTrainer('dates'), 'frame', frame(inDays(-7), 'until-last'));
    await set({ last: 'date', lastDate: inDays(-1) });
    expect((await trainee.browser.get(started.url)).url).toContain('/result');
    const page = await asTrainee('/quizzes/m1-quiz');
    expect(page.text).toContain('The last date is over');
    expect(page.html).not.toContain('/start"');
    await send(await asTrainer('dates'), 'frame', frame(inDays(-7)));
    await set({ opens: 'date', opensDate: inDays(2), due: 'date', dueDate: inDays(9) });
  });
});

describe('More time', () => {
  const give = {
    whom: 'chosen',
    what: 'chosen',
    activity: 'quiz:m1-quiz',
    kind: 'days',
    days: '7',
    date: '',
  };
  const idOf = (page: Visit, name: string): string =>
    new RegExp(`value="([^"]+)" id="person-\\d+"[^>]*>\\s*<label[^>]*>${name}`).exec(page.html)?.[1] ?? '';

  it('needs somebody, something, a number of days and a reason', async () => {
    const page = await asTrainer('dates/extensions');
    const refused = await send(page, 'give', { ...give, days: '0', activity: [], reason: '' });
    expect(refused.status).toBe(422);
    for (const text of ['at least one person', 'at least one quiz', 'whole number of days', 'Give a reason'])
      expect(refused.text).toContain(text);
  });

  it('is reached from the page of a person, who is ticked beforehand', async () => {
    const overview = await asTrainer('');
    const [person = ''] = overview.links(/Eleni/);
    const [moreTime = ''] = (await trainer.browser.get(person)).links(/More time/);
    const page = await trainer.browser.get(moreTime);
    expect(page.html).toMatch(new RegExp(`value="${idOf(page, 'Eleni')}"[^>]* checked`));
  });

  it('moves the dates of those who get it, and of nobody else', async () => {
    const page = await asTrainer('dates/extensions');
    const before = (await asTrainee('/dates')).text;
    const given = await send(page, 'give', { ...give, person: idOf(page, 'Eleni'), reason: 'Was ill' });
    expect(given.text).toContain('Given.');
    expect(given.text).toContain('Was ill');
    const own = await asTrainee('/dates');
    expect(own.text).toContain('extended for you');
    expect(own.text).not.toBe(before);
    const other = await school.open('tiago', links.whole);
    expect((await other.browser.get(`${home}/dates`)).text).not.toContain('extended for you');
  });

  it('is taken back, and stays in the record', async () => {
    const page = await asTrainer('dates/extensions');
    const [, extension = ''] = /name="extension" value="([^"]+)"/.exec(page.html) ?? [];
    const revoked = await send(page, 'revoke', { extension });
    expect(revoked.text).toContain('Taken back');
    expect(revoked.text).toContain('Was ill');
    expect((await asTrainee('/dates')).text).not.toContain('extended for you');
    expect((await send(page, 'revoke', { extension: 'made-up' })).status).toBe(404);
  });
});
