import {
  openDraft,
  saveDraftByToken,
  withdraw,
  writeMessage,
  type AssessmentDeps,
  type SubmissionId,
} from '../../src/assessment/index.ts';
import { findTask } from '../../src/curriculum/index.ts';
import type { Visit } from '../support/browser.ts';
import { assessmentOf, attend, handInWork, type Attendant } from '../support/assessment.ts';
import { openSchool, type School } from '../support/school.ts';

let school: School;
let deps: AssessmentDeps;
let sofia: Attendant;
let marc: Attendant;
let eleni: Attendant;

beforeAll(async () => {
  school = await openSchool();
  deps = assessmentOf(school);
  sofia = await attend(school, 'sofia');
  marc = await attend(school, 'marc');
  eleni = await attend(school, 'eleni');
}, 60_000);
afterAll(() => school?.close());

const portrait = 'The Saturday garden meets behind the old bakery. Eleven people come.';

async function work(person: string, taskId: string, text = portrait): Promise<SubmissionId> {
  const texts = taskId === 'm1-task' ? { portrait: text } : {};
  return handInWork(deps, await attend(school, person), { taskId, texts });
}

const hrefOf = (id: SubmissionId, { home } = sofia): string => `${home}/trainer/submissions/${id}`;
const show = (id: SubmissionId, who = sofia): Promise<Visit> => who.browser.get(`${hrefOf(id, who)}?who=all`);
const stored = async (id: SubmissionId) => (await deps.records.submissions.find(id)) ?? fail();
const save = (page: Visit, fields: Record<string, string>, who = sofia): Promise<Visit> =>
  who.browser.submit(page, '/save-mark', fields);

/** Presses "Finish", which stores what the form says too. */
function finish(page: Visit, fields: Record<string, string>, who = sofia): Promise<Visit> {
  const form = page.form('/save-mark');
  return who.browser.post(`${page.url.split('?')[0] ?? ''}/finish`, {
    ...{ ...form.fields, then: 'stay', release: 'now' },
    ...fields,
  });
}

function levels(taskId: string, level: number): Record<string, string> {
  const criteria = findTask(school.curriculum, taskId)?.criteria ?? [];
  return Object.fromEntries(criteria.map(({ id }) => [`level.${id}`, String(level)]));
}

function longTextOf(taskId: string): string {
  const fields = findTask(school.curriculum, taskId)?.fields ?? [];
  return fields.find(({ kind }) => kind === 'long-text')?.id ?? fail();
}

function fail(): never {
  throw new Error('There is no such submission');
}

describe('A trainer without scripts', () => {
  it('stores levels and words, is told what is missing, finishes and releases', async () => {
    const id = await work('eleni', 'm1-task');
    const saved = await save(await show(id), { 'level.accuracy': '3', overall: 'Clear.' });
    expect(saved.text).toContain('Stored.');
    expect(saved.html).toMatch(/name="level.accuracy" value="3" checked/);
    const early = await finish(saved, {});
    expect(early.text).toContain('3 criteria have no level.');
    expect((await stored(id)).releases).toEqual([]);
    const done = await finish(early, levels('m1-task', 3));
    expect(done.text).toContain('The grade is released.');
    expect(done.text).toContain('The author has this grade.');
    expect(await stored(id)).toMatchObject({ state: 'passed', releases: [{ overall: 'Clear.' }] });
  });

  it('pressing "Finish" twice releases once', async () => {
    const id = await work('eleni', 'm2-task');
    const page = await show(id);
    const again = [finish(page, levels('m2-task', 2)), finish(page, levels('m2-task', 2))];
    const statuses = (await Promise.all(again)).map(({ status }) => status);
    expect((await stored(id)).releases).toHaveLength(1);
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThan(0);
    expect((await finish(page, levels('m2-task', 2))).status).toBe(200);
    expect((await stored(id)).releases).toHaveLength(1);
  });

  it('deciding otherwise than the levels propose needs a reason, which is on record', async () => {
    const id = await work('eleni', 'm3-task');
    const asked = await finish(await show(id), { ...levels('m3-task', 3), decision: 'fail' });
    expect(asked.text).toContain('Say why you decide otherwise');
    await finish(asked, { ...levels('m3-task', 3), decision: 'fail', reason: 'It is copied.' });
    expect((await stored(id)).releases).toMatchObject([
      {
        ...{ proposed: 'pass', decision: 'fail', reason: 'It is copied.' },
        shares: { [eleni.enrolment.id]: 0.69 },
      },
    ]);
    const failed = await show(id);
    expect(failed.text).toMatch(/ · Eleni Papadopoulou 69%/);
    const reopened = await sofia.browser.submit(failed, /\/reopen$/, { what: 'reopen', reason: 'Talked.' });
    expect(reopened.text).toContain('The task is open again.');
    expect(await stored(id)).toMatchObject({ state: 'revise' });
  });

  it('sees both texts where another page has changed the same, and loses neither', async () => {
    const id = await work('tiago', 'm1-task');
    const [first, second] = [await show(id), await show(id)];
    await save(first, { overall: 'From the first page.' });
    const refused = await save(second, { overall: 'From the second page.' });
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('From the first page.');
    expect(refused.text).toContain('From the second page.');
    expect((await stored(id)).marks).toMatchObject([{ overall: 'From the first page.' }]);
    await sofia.browser.submit(refused, '/save-mark');
    expect((await stored(id)).marks).toMatchObject([{ overall: 'From the second page.' }]);
  });

  it('comments on words of the work by naming them', async () => {
    const id = await work('aino', 'm1-task');
    const page = await show(id);
    const newAbout = `text:${JSON.stringify({ fieldId: 'portrait', rowId: null, innerId: null })}`;
    const found = await save(page, { newAbout, newQuote: 'old  bakery', newText: 'Which one?' });
    expect(found.html).toMatch(/work-mark">old bakery</);
    const lost = await save(found, { newAbout, newQuote: 'new bakery', newText: 'And this?' });
    expect(lost.text).toContain('do not stand there');
    expect((await stored(id)).marks[0]?.comments).toMatchObject([
      { anchor: { start: 37, quote: 'old bakery' }, text: 'Which one?' },
      { anchor: { start: 0, quote: portrait }, text: 'And this?' },
    ]);
  });

  it('answers the author at once', async () => {
    const id = await work('aino', 'm2-task');
    const page = await sofia.browser.submit(await show(id), /\/messages$/, { text: 'I read it on Friday.' });
    expect(page.text).toContain('The message is sent.');
    expect((await stored(id)).messages).toMatchObject([{ from: 'trainer', text: 'I read it on Friday.' }]);
  });

  it('answers what was asked before anything was handed in, and sees nothing of what is written', async () => {
    const aino = await attend(school, 'aino');
    const own = { author: aino.actor, cohortId: aino.enrolment.cohortId, taskId: 'm7-task' };
    const { submission, token } = await openDraft(deps, own);
    const secret = { fieldId: longTextOf('m7-task'), revision: 0, value: 'Not ready owl.' };
    await saveDraftByToken(deps, { token, fields: [secret] });
    expect((await show(submission.id)).status).toBe(404);
    await writeMessage(deps, { ...own, from: 'author', text: 'May I write about two groups?' });

    const queue = await sofia.browser.get(`${sofia.home}/trainer/queue?who=all&show=asked`);
    expect(queue.html).toContain(hrefOf(submission.id));
    const page = await show(submission.id);
    expect(page.text).toContain('May I write about two groups?');
    expect(page.html).not.toContain('owl');
    const sent = await sofia.browser.submit(page, /\/messages$/, { text: 'Yes, you may.' });
    expect(sent.text).toContain('The message is sent.');
    const task = await aino.browser.get(`${aino.home}/tasks/m7-task`);
    expect(task.text).toContain('Yes, you may.');
  });

  it('sees nothing of a version that its author has taken back', async () => {
    const tiago = await attend(school, 'tiago');
    const id = await handInWork(deps, tiago, {
      taskId: 'm7-task',
      texts: { [longTextOf('m7-task')]: 'Taken back owl.' },
    });
    expect((await show(id)).html).toContain('owl');
    const own = { author: tiago.actor, cohortId: tiago.enrolment.cohortId, taskId: 'm7-task' };
    await withdraw(deps, { ...own, closesAt: null });
    for (const address of [hrefOf(id), `${hrefOf(id)}?version=1`]) {
      const page = await sofia.browser.get(address);
      expect([page.status, page.html.includes('owl')]).toEqual([404, false]);
    }
  });

  it('keeps, changes and removes comments of the bank', async () => {
    const bank = `${sofia.home}/trainer/comments`;
    const own = await sofia.browser.submit(await sofia.browser.get(bank), '/comments', {
      ...{ what: 'keep', scope: 'own', text: 'Only mine.' },
    });
    await sofia.browser.submit(own, '/comments', { what: 'keep', scope: 'cohort', text: 'For all.' });
    const seen = await marc.browser.get(`${marc.home}/trainer/comments`);
    expect(seen.text).toContain('for all trainers');
    expect(seen.html).toContain('For all.');
    expect(seen.html).not.toContain('Only mine.');
  });
});

describe('A revision', () => {
  it('opens with the former levels as a proposal and what was changed', async () => {
    const id = await work('katarzyna', 'm1-task');
    const first = await finish(await show(id), { ...levels('m1-task', 1), todo: 'Look for a fact.' });
    expect(first.text).toContain('To be revised');
    await work(
      'katarzyna',
      'm1-task',
      'The Saturday garden meets behind the new bakery. Eleven people come.',
    );
    const second = await show(id);
    expect(second.text).toContain('Changed since version 1: 1 part');
    expect(second.html).toMatch(/<ins>/);
    expect(second.text).toContain('Version 1 had level 1.');
    expect(second.html).not.toContain('value="1" checked');
    const adopted = await save(second, { adopt: 'yes' });
    expect(adopted.html.match(/value="1" checked/g)).toHaveLength(4);
    const former = await sofia.browser.get(`${hrefOf(id)}?version=1`);
    expect(former.text).toContain('This is an earlier version.');
    expect(former.text).toContain('Look for a fact.');
  });
});

describe('Two trainers', () => {
  it('do not grade the same work: the second sees who holds it and may take it over', async () => {
    const id = await work('lukas', 'm1-task');
    const open = await save(await show(id), { 'level.accuracy': '2' });
    const held = await show(id, marc);
    expect(held.text).toContain('Sofia Lindqvist is grading this work.');
    expect(held.html).toMatch(/<fieldset class="criterion[^>]*disabled/);
    const taken = await marc.browser.submit(held, /\/claim$/, { what: 'take-over' });
    expect(taken.text).toContain('The work is yours for now.');
    const refused = await save(open, { 'level.accuracy': '4', overall: 'Typed for a while.' });
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('Typed for a while.');
    expect((await stored(id)).marks[0]?.levels).toEqual({ accuracy: 2 });
  });

  it('mark the capstone independently, see the other mark when both are done, and agree', async () => {
    const id = await work('tiago', 'm9-task');
    const first = await finish(await show(id), { ...levels('m9-task', 3), overall: 'Said by Sofia.' });
    expect(first.text).toContain('The grade follows when the other marker has finished too.');
    const blind = await show(id, marc);
    expect(blind.html).not.toContain('Said by Sofia.');
    expect(blind.text).toContain('Sofia Lindqvist (first marker) has finished.');
    await finish(blind, { ...levels('m9-task', 2), overall: 'Said by Marc.' }, marc);
    expect((await stored(id)).releases).toEqual([]);
    const both = await show(id);
    expect(both.text).toContain('The two marks differ in');
    expect(both.html).toContain('Said by Marc.');
    expect(both.text).toContain('Marc Dubois: level 2');
  });

  it('may be one: where no second marker comes, the first releases alone and says why', async () => {
    const id = await work('aino', 'm9-task');
    const first = await finish(await show(id), levels('m9-task', 3));
    expect(first.text).toContain('No second marker');
    const silent = await sofia.browser.submit(first, /\/release$/, { what: 'alone', reason: ' ' });
    expect(silent.text).toContain('Nothing was changed: give a reason.');
    const reason = 'Nobody else trains here.';
    const done = await sofia.browser.submit(silent, /\/release$/, { what: 'alone', reason });
    expect(done.text).toContain('The grade is released.');
    expect(done.text).toContain(`Released by one marker: ${reason}`);
    expect(done.text).not.toContain('No second marker');
    expect(await stored(id)).toMatchObject({ state: 'passed', releases: [{ aloneReason: reason }] });
  });
});

describe('Where names are hidden', () => {
  it('the page says nothing of the author', async () => {
    const id = await work('eleni', 'm5-task');
    expect((await show(id)).html).toContain('Eleni');
    const settings = await sofia.browser.get(`${sofia.home}/trainer/tasks/m5-task`);
    await sofia.browser.submit(settings, /\/tasks\/m5-task$/, {
      ...{ namesHidden: 'yes', releaseMode: 'now' },
    });
    const page = await show(id);
    expect(page.status).toBe(200);
    expect(page.html).not.toMatch(/Eleni|Papadopoulou/);
  });

  it("a trainee's page does not lead to the work, which would tell whose it is", async () => {
    const eleni = await attend(school, 'eleni');
    const id = await work('eleni', 'm4-task');
    const page = await sofia.browser.get(`${sofia.home}/trainer/people/${eleni.enrolment.id}`);
    expect(page.html).toContain(`/submissions/${id}`);
    expect(page.html).not.toContain('/submissions/' + id.replace('m4-task', 'm5-task'));
  });
});
