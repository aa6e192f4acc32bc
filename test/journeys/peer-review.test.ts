import type { PlainBrowser, Visit } from '../support/browser.ts';
import { links, openSchool, type Arrived, type School } from '../support/school.ts';
import { taskWork, type TaskWork } from '../support/task-work.ts';

const task = 'm4-task';
/** As the demo LMS knows them, and as their names begin. */
const trainees = { eleni: 'Eleni', tiago: 'Tiago', aino: 'Aino', katarzyna: 'Katarzyna' } as const;
type Trainee = keyof typeof trainees;

let school: School;
let work: TaskWork;
const arrived = new Map<Trainee, Arrived>();

beforeAll(async () => {
  school = await openSchool();
  work = taskWork(school);
  for (const person of Object.keys(trainees) as Trainee[]) {
    arrived.set(person, await school.open(person, links.whole));
    // Nobody has taken the last one: it says who wrote it.
    await work.handIn(
      trainees[person],
      task,
      person === 'katarzyna' ? trainees[person] : `words-of-${person.slice(0, 2)}x`,
    );
  }
}, 120_000);
afterAll(() => school.close());

function at(person: Trainee): { readonly browser: PlainBrowser; readonly home: string } {
  const found = arrived.get(person);
  if (!found) throw new Error(`${person} has not come`);
  return { browser: found.browser, home: found.page.url };
}

async function reviewsPage(person: Trainee): Promise<Visit> {
  const { browser, home } = at(person);
  return browser.get(`${home}/tasks/${task}/reviews`);
}

/** Takes the next review, or goes on with the one that is open. */
async function begin(person: Trainee): Promise<Visit> {
  const page = await reviewsPage(person);
  const [open] = page.links(/^Go on$/);
  if (open !== undefined) return at(person).browser.get(open);
  const [, wish = 'begin'] = /<button[^>]*name="do" value="(begin|sample)"/.exec(page.html) ?? [];
  return at(person).browser.submit(page, /\/reviews$/, { do: wish });
}

function filledIn(page: Visit, words: string): Record<string, string> {
  const { html } = page.form(/\/reviews\/[^/]+$/);
  const levels = [...html.matchAll(/type="radio" name="([^"]+)" value="3"/g)].map(([, name = '']) => [
    name,
    '3',
  ]);
  return { ...(Object.fromEntries(levels) as Record<string, string>), overall: words };
}

async function review(person: Trainee, words: string): Promise<Visit> {
  const page = await begin(person);
  return at(person).browser.submit(page, /\/reviews\/[^/]+$/, filledIn(page, words));
}

describe('reviews among trainees', () => {
  it('begin with a sample, after which the trainer’s levels show', async () => {
    const page = await begin('eleni');
    expect(page.title).toBe('Practice: grade a sample');
    expect(page.text).not.toContain('Trainer: level');
    const after = await at('eleni').browser.submit(page, /\/reviews\/[^/]+$/, filledIn(page, ''));
    expect(after.text).toContain('You: level 3.');
    expect(after.text).toMatch(/Trainer: level \d\./);
    expect((await reviewsPage('eleni')).text).toContain('0 of 2 reviews given');
  });

  it('show the work without any name, and the parts for trainers not at all', async () => {
    const before = await begin('eleni');
    expect(before.text).toContain('Why this way of working');
    const versions = school.tool.database.connection.collection('submission_versions');
    await versions.updateOne({ 'submittedBy.name': /^Tiago/ }, { $set: { trainerOnly: ['choice'] } });
    const page = await begin('eleni');
    expect(page.text).not.toContain('Why this way of working');
    expect(page.text).toContain('One part of this work is for trainers only.');
    expect(page.title).toBe('Review a work');
    expect(page.text).toContain('words-of-tix');
    await expectNoNames(page, 'eleni');
  });

  it('say what is missing and keep what was typed', async () => {
    const page = await begin('eleni');
    const after = await at('eleni').browser.submit(page, /\/reviews\/[^/]+$/, {
      overall: 'I like your plan.',
    });
    expect(after.text).toContain('Something is missing');
    expect(after.links(/Choose a level for/).length).toBe(4);
    expect(after.html).toContain('I like your plan.');
  });

  it('reach their receiver without a name, in a page that does not know one', async () => {
    await review('eleni', 'I like your plan, and the free time in it.');
    const page = await reviewsPage('tiago');
    expect(page.text).toContain('I like your plan, and the free time in it.');
    await expectNoNames(page, 'tiago');
    const after = await at('tiago').browser.submit(page, /\/useful$/, { usefulness: '4' });
    expect(after.html).toMatch(/value="4" required checked/);
    await expectNoNames(after, 'tiago');
  });

  it('are refused to everybody but their writer', async () => {
    await review('aino', '');
    const own = await begin('aino');
    const path = own.url.slice(at('aino').home.length);
    const other = await at('katarzyna').browser.get(at('katarzyna').home + path);
    expect(other.status).toBe(404);
    const asTrainer = await school.open('sofia', links.whole);
    const home = asTrainer.page.url.replace(/\/trainer$/, '');
    expect((await asTrainer.browser.get(home + path)).status).toBe(403);
  });

  it('are stored by their token alone, and answer with both texts where another page was quicker', async () => {
    const page = await begin('aino');
    const { fields } = page.form(/\/reviews\/[^/]+$/);
    const stranger = school.browser({ Accept: 'application/json' });
    const save = (overall: string): Promise<Visit> => stranger.post('/save-review', { ...fields, overall });
    const first = JSON.parse((await save('On the phone.')).html) as object;
    expect(first).toMatchObject({
      fields: expect.arrayContaining([
        { field: 'overall', state: 'saved', stored: 'On the phone.' },
      ]) as unknown,
    });
    const second = JSON.parse((await save('At the desk.')).html) as object;
    expect(second).toMatchObject({
      fields: expect.arrayContaining([
        { field: 'overall', state: 'conflict', stored: 'On the phone.' },
      ]) as unknown,
    });
    const withoutScripts = await school
      .browser()
      .post('/save-review', { ...fields, overall: 'At the desk.' });
    expect(withoutScripts.status).toBe(409);
    expect(withoutScripts.text).toMatch(/At the desk\..*On the phone\./);
    const submitted = await at('aino').browser.submit(
      page,
      /\/reviews\/[^/]+$/,
      filledIn(page, 'At the desk.'),
    );
    expect(submitted.status).toBe(409);
    expect(submitted.html).toContain('At the desk.</textarea>');
    expect(submitted.text).toContain('On the phone.');
    const again = await at('aino').browser.submit(
      submitted,
      /\/reviews\/[^/]+$/,
      filledIn(submitted, 'At the desk.'),
    );
    expect(again.text).toContain('Your review is handed in.');
  });

  it('are seen with names by trainers, who hide one with a reason', async () => {
    const { browser, page: first } = await school.open('sofia', links.whole);
    const home = first.url.replace(/\/trainer$/, '');
    const page = await browser.get(`${home}/trainer/tasks/${task}/reviews`);
    expect(page.text).toMatch(/Eleni\D* about the work of Tiago/);
    const articles = page.html.match(/<article[\s\S]*?<\/article>/g) ?? [];
    const article = articles.find((html) => html.includes('free time in it')) ?? '';
    const id = /name="review" value="([^"]+)"/.exec(article)?.[1] ?? '';
    const empty = await browser.submit(page, /\/reviews$/, { do: 'hide', review: id, reason: ' ' });
    expect(empty.text).toContain('Nothing is hidden yet');
    const hidden = await browser.submit(page, /\/reviews$/, {
      do: 'hide',
      review: id,
      reason: 'It names a pupil.',
    });
    expect(hidden.text).toContain('It names a pupil.');
    expect((await reviewsPage('tiago')).text).not.toContain('free time in it');
    const writer = await reviewsPage('eleni');
    expect(writer.text).toContain('It names a pupil.');
    expect(writer.text).toContain('0 of 2 reviews given');
    await browser.submit(hidden, /\/reviews$/, { do: 'show', review: id });
    expect((await reviewsPage('tiago')).text).toContain('free time in it');
    expect((await reviewsPage('eleni')).text).toContain('1 of 2 reviews given');
  });

  it('hold back a work that names its author until they agree', async () => {
    const { browser } = at('katarzyna');
    const page = await reviewsPage('katarzyna');
    expect(page.text).toContain('Your work is not with other trainees yet');
    expect(page.text).toContain('Your name: Katarzyna');
    const after = await browser.submit(page, /\/reviews$/, { do: 'clear' });
    expect(after.text).toContain('Your work goes to other trainees as it is.');
    expect(after.text).not.toContain('Your work is not with other trainees yet');
  });
});

/** Neither a name, an id nor an address of anybody else. */
async function expectNoNames(page: Visit, viewer: Trainee): Promise<void> {
  for (const [person, name] of Object.entries(trainees)) {
    if (person === viewer) continue;
    const enrolment = await work.enrolmentOf(name);
    expect(page.html).not.toContain(name);
    for (const secret of [
      enrolment.id,
      enrolment.personId,
      enrolment.email,
      enrolment.subject,
      enrolment.name,
    ])
      if (secret !== null && secret !== '') expect(page.html).not.toContain(secret);
  }
}
