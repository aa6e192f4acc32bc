import type { Task } from '../../src/curriculum/index.ts';
import type { PlainBrowser, Visit } from '../support/browser.ts';
import { links, openSchool, type School } from '../support/school.ts';
import { taskForm } from '../support/task-answers.ts';
import { sendWhole } from '../support/whole-form.ts';

let school: School;

beforeAll(async () => {
  school = await openSchool();
}, 60_000);
afterAll(() => school?.close());

function taskOf(id: string): Task {
  const found = school.curriculum.modules.flatMap(({ task }) => task ?? []).find((task) => task.id === id);
  if (!found) throw new Error(`There is no task ${id}`);
  return found;
}

interface AtTask {
  readonly browser: PlainBrowser;
  readonly task: Task;
  /** The address of the task's page. */
  readonly at: string;
}

async function openTask(person: string, id: string): Promise<AtTask> {
  const { browser, page } = await school.open(person, links.whole);
  return { browser, task: taskOf(id), at: `${page.url}/tasks/${id}` };
}

/** Fills the form in as the task asks and goes on to the page before the hand-in. */
async function fill({ browser, task, at }: AtTask, word = 'notice'): Promise<Visit> {
  const values = Object.entries(taskForm(task, word)).filter(([name]) => name.startsWith('f.'));
  const page = await browser.get(`${at}/write`);
  return sendWhole(browser, page, '/save-draft', { ...Object.fromEntries(values), go: 'check' });
}

describe('a trainee without scripts', () => {
  it('reads what a task asks for, writes, checks, hands in and gets a receipt', async () => {
    const own = await openTask('eleni', 'm4-task');
    const { browser, at } = own;
    const first = await browser.get(at);
    expect(first.text).toContain('Not begun yet');
    const write = await browser.get(`${at}/write`);
    expect(write.text).toContain('Not handed in yet');
    const empty = await browser.get(`${at}/hand-in`);
    expect(empty.text).toContain('18 parts are still to be filled in');
    expect(empty.html).not.toContain('Hand in now');

    const check = await fill(own);
    expect(check.text).toContain('Everything that is required is there');
    expect((await browser.get(at)).text).toContain('Not handed in yet');
    const receipt = await browser.submit(check, /\/hand-in$/);
    expect(receipt.title).toBe('Handed in');
    expect(receipt.text).toContain('Eleni Papadopoulou');
    const waiting = await browser.get(at);
    expect(waiting.text).toContain('Version 1');
    expect((await browser.get(`${at}/write`)).url).toBe(at);
  });

  it('takes the work back and hands in a second version', async () => {
    const { browser, at } = await openTask('eleni', 'm4-task');
    const back = await browser.submit(await browser.get(at), /\/withdraw$/);
    expect(back.text).toContain('You have taken your work back');
    expect(back.text).toContain('taken back');
    const again = await browser.submit(await browser.get(`${at}/hand-in`), /\/hand-in$/);
    expect(again.title).toBe('Handed in');
    expect((await browser.get(at)).text).toContain('Version 2');
  });

  it('hands in once with two clicks', async () => {
    const own = await openTask('tiago', 'm1-task');
    const check = await fill(own);
    const { action, fields } = check.form(/\/hand-in$/);
    const [one, other] = await Promise.all([
      own.browser.post(action, fields),
      own.browser.post(action, fields),
    ]);
    expect([one.title, other.title]).toEqual(['Handed in', 'Handed in']);
    const page = await own.browser.get(own.at);
    expect(page.text).toContain('Version 1');
    expect(page.text).not.toContain('Version 2');
  });

  it('is told of a draft that has changed since the last look, and hands nothing in', async () => {
    const own = await openTask('aino', 'm1-task');
    const check = await fill(own);
    await fill(own, 'other');
    const answer = await own.browser.submit(check, /\/hand-in$/);
    expect(answer.text).toContain('Your draft has changed since you last looked');
    expect((await own.browser.get(own.at)).text).toContain('Not handed in yet');
  });

  it('adds and removes rows, and nothing typed elsewhere is lost', async () => {
    const { browser, at } = await openTask('aino', 'm4-task');
    const page = await browser.get(`${at}/write`);
    const before = rowIds(page, 'plan');
    const more = await sendWhole(browser, page, '/save-draft', {
      'f.session': 'The reading room',
      go: 'add.plan',
    });
    expect(rowIds(more, 'plan')).toHaveLength(before.length);
    const [row = ''] = rowIds(more, 'plan');
    const filled = await sendWhole(browser, more, '/save-draft', {
      ...Object.fromEntries(rowIds(more, 'plan').map((id) => [`f.plan.${id}.step`, `Step ${id}`])),
      'f.session': 'The reading room',
      go: 'add.plan',
    });
    expect(rowIds(filled, 'plan')).toHaveLength(before.length + 1);
    const less = await sendWhole(browser, filled, '/save-draft', {
      ...Object.fromEntries(rowIds(filled, 'plan').map((id) => [`f.plan.${id}.step`, `Step ${id}`])),
      'f.session': 'The reading room',
      go: `remove.plan.${row}`,
    });
    expect(rowIds(less, 'plan')).not.toContain(row);
    expect(less.html).toContain('value="The reading room"');
  });

  it('chooses between two texts where another page was faster', async () => {
    const { browser, at } = await openTask('katarzyna', 'm1-task');
    const { task } = await openTask('katarzyna', 'm1-task');
    const text = task.fields.find(({ kind }) => kind === 'long-text')?.id ?? '';
    const desk = await browser.get(`${at}/write`);
    const phone = await browser.get(`${at}/write`);
    await sendWhole(browser, phone, '/save-draft', { [`f.${text}`]: 'Written on the phone.' });
    const met = await sendWhole(browser, desk, '/save-draft', { [`f.${text}`]: 'Written at the desk.' });
    expect(met.status).toBe(409);
    expect(met.text).toContain('Written on the phone.');
    expect(met.text).toContain('Written at the desk.');
    expect((await browser.get(`${at}/write`)).html).toContain('Written on the phone.');
    const kept = await sendWhole(browser, met, '/save-draft', { [`keep.${text}`]: 'mine' });
    expect(kept.html).toContain('Written at the desk.');
    expect(kept.html).not.toContain('Written on the phone.');
  });

  it('meets no conflict over parts that only the other page has changed', async () => {
    const { browser, at, task } = await openTask('anonymous', 'm1-task');
    const [one = '', other = ''] = task.fields.filter(({ kind }) => kind === 'long-text').map(({ id }) => id);
    await sendWhole(browser, await browser.get(`${at}/write`), '/save-draft', { [`f.${one}`]: 'First.' });
    const old = await browser.get(`${at}/write`);
    await sendWhole(browser, await browser.get(`${at}/write`), '/save-draft', {
      [`f.${one}`]: 'First, and better.',
      [`f.${other}`]: 'Kept.',
    });
    const saved = await sendWhole(browser, old, '/save-draft', { [`f.${one}`]: 'First.' });
    expect(saved.text).toContain('Everything is stored');
    expect(saved.html).toContain('First, and better.');
    expect(saved.html).toContain('Kept.');
  });

  it('keeps what was typed after the session has ended', async () => {
    const { browser, at, task } = await openTask('anonymous', 'm3-task');
    const text = task.fields.find(({ kind }) => kind === 'text')?.id ?? '';
    const page = await browser.get(`${at}/write`);
    const { action, fields } = page.form('/save-draft');
    const stranger = school.browser();
    const answer = await stranger.post(action, { ...fields, [`f.${text}`]: 'Typed after lunch.' });
    expect(answer.status).toBe(401);
    expect((await browser.get(`${at}/write`)).html).toContain('Typed after lunch.');
  });

  it('gets too long a text shown again, and what was stored stays', async () => {
    const { browser, at, task } = await openTask('anonymous', 'm5-task');
    const text = task.fields.find(({ kind }) => kind === 'long-text')?.id ?? '';
    const page = await browser.get(`${at}/write`);
    const long = await sendWhole(browser, page, '/save-draft', { [`f.${text}`]: 'x'.repeat(20_001) });
    expect(long.status).toBe(422);
    expect(long.html).toContain('x'.repeat(20_001));
    const huge = await sendWhole(browser, page, '/save-draft', { [`f.${text}`]: 'x'.repeat(20_000_000) });
    expect(huge.status).toBe(413);
  });

  it('asks before handing in, and finds the question on the page', async () => {
    const { browser, at } = await openTask('anonymous', 'm7-task');
    const sent = await browser.submit(await browser.get(at), /\/messages$/, {
      text: 'May I write about two groups?',
    });
    expect(sent.text).toContain('Your message is sent');
    expect(sent.text).toContain('May I write about two groups?');
    expect(sent.text).toContain('Not begun yet');
  });
});

describe('two trainees', () => {
  it('write together: one invites, the other accepts, each says what they did, one leaves with a copy', async () => {
    const eleni = await openTask('eleni', 'm2-task');
    const tiago = await openTask('tiago', 'm2-task');
    const page = await eleni.browser.get(eleni.at);
    const [, tiagoId = ''] = /<option value="([^"]+)">Tiago/.exec(page.html) ?? [];
    const invited = await eleni.browser.submit(page, /\/authors$/, { person: tiagoId });
    expect(invited.text).toContain('invited, has not answered yet');
    await fill(eleni);
    expect((await eleni.browser.get(`${eleni.at}/hand-in`)).text).toContain(
      'have not answered your invitation',
    );

    const asked = await tiago.browser.get(tiago.at);
    expect(asked.text).toContain('would like to hand this in together with you');
    const joined = await tiago.browser.submit(asked, /\/invitation$/, { answer: 'accept' });
    expect(joined.text).toContain('You write together now');
    const write = await tiago.browser.get(`${tiago.at}/write`);
    expect(write.text).toContain('What Eleni Papadopoulou did');
    const own = Object.keys(write.form('/save-draft').fields).find((name) => name.startsWith('r.own.')) ?? '';
    const name = own.replace(/^r\./, 'f.');
    await sendWhole(tiago.browser, write, '/save-draft', { [name]: 'I drew the map.' });
    expect((await eleni.browser.get(`${eleni.at}/write`)).text).toContain('I drew the map.');

    expect((await tiago.browser.get(`${tiago.at}/write`)).html.includes('notice')).toBe(true);
    const left = await tiago.browser.post(`${tiago.at}/authors`, {
      ...(await tiago.browser.get(tiago.at)).form(/\/authors$/).fields,
      do: 'leave',
    });
    expect(left.text).toContain('A copy of everything is yours');
    expect((await tiago.browser.get(`${tiago.at}/write`)).html.includes('notice')).toBe(true);
  });
});

function rowIds(page: Visit, field: string): string[] {
  return (page.form('/save-draft').fields[`f.${field}.rows`] ?? '').split(',');
}
