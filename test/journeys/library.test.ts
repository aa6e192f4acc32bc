import type { PlainBrowser, Visit } from '../support/browser.ts';
import { links, openSchool, type School } from '../support/school.ts';

let school: School;
let trainee: { readonly browser: PlainBrowser; readonly home: string };
let trainer: { readonly browser: PlainBrowser; readonly home: string };

beforeAll(async () => {
  school = await openSchool();
  const opened = await school.open('eleni', links.whole);
  trainee = { browser: opened.browser, home: opened.page.url };
  const teaching = await school.open('sofia', links.whole);
  trainer = { browser: teaching.browser, home: teaching.page.url.replace(/\/trainer$/, '') };
});
afterAll(() => school?.close());

const read = (place: string): Promise<Visit> => trainee.browser.get(`${trainee.home}/${place}`);

describe('what stands beside the path', () => {
  it('is linked at the foot of every page, the log for trainees only', async () => {
    const page = await trainee.browser.get(trainee.home);
    for (const place of ['log', 'glossary', 'sources', 'competences'])
      expect(page.links(new RegExp(`/${place}$`))).toHaveLength(1);
    const asTrainer = await trainer.browser.get(trainer.home);
    expect(asTrainer.links(/\/log$/)).toEqual([]);
    expect(asTrainer.links(/\/glossary$/)).toHaveLength(1);
  });

  it('has every term once, with the lessons that teach it', async () => {
    const page = await read('glossary');
    const { glossary } = school.curriculum;
    expect(page.html.match(/id="term-/g)).toHaveLength(glossary.length);
    for (const { term } of glossary) expect(page.text).toContain(term);
    expect(page.links(/lessons\/signs-you-can-see$/).length).toBeGreaterThan(0);
  });

  it('leads from a word in a lesson to its definition', async () => {
    const lesson = await trainee.browser.get(`${trainee.home}/lessons/signs-you-can-see`);
    const [own = ''] = lesson.links(/^#term-sign$/);
    expect(own).toBe('#term-sign');
    expect(lesson.html).toContain('id="term-sign"');
  });

  it('has every source with its reference, and says which is known from a summary', async () => {
    const page = await read('sources');
    expect(page.html.match(/id="source-/g)).toHaveLength(school.curriculum.sources.length);
    const known = school.curriculum.sources.filter(({ consulted }) => consulted === 'summary').length;
    expect(page.html.match(/<span class="tag">from a summary/g)).toHaveLength(known);
  });

  it('maps every competence to outcomes, questions and criteria', async () => {
    const page = await read('competences');
    for (const { id } of school.curriculum.competences) expect(page.html).toContain(`id="${id}"`);
    expect(page.links(/modules\//).length).toBeGreaterThan(40);
    expect(page.text).not.toContain('No outcome names it.');
  });

  it('gives the map as a table and as JSON', async () => {
    const table = await read('competences/competences.csv');
    expect(table.response.headers['content-type']).toContain('text/csv');
    expect(table.response.headers['cache-control']).toBe('no-store');
    expect(table.html.split('\n')[0]).toContain('framework,code,competence');
    const json = await read('competences/competences.json');
    expect((JSON.parse(json.html) as unknown[]).length).toBe(table.html.trim().split('\n').length - 1);
    expect((await read('competences/competences.exe')).status).toBe(404);
  });

  it('has the consent sheet to print, and nothing under other names', async () => {
    expect((await read('documents/consent-sheet')).title).toContain('Consent sheet');
    expect((await read('documents/nothing')).status).toBe(404);
  });
});

describe('a module', () => {
  it('has its exchange in the list of what to do', async () => {
    const [first] = school.curriculum.modules;
    const home = await trainee.browser.get(trainee.home);
    expect(home.links(new RegExp(`/modules/${first?.id}#exchange$`))).toHaveLength(1);
    const page = await read(`modules/${first?.id}`);
    expect(page.html).toContain('id="exchange"');
  });

  it('says when the task of a later module begins with it', async () => {
    const journal = school.curriculum.modules.find(({ task }) => task?.id === 'm6-task')?.task;
    const page = await read(`modules/${journal?.opensWithModuleId}`);
    expect(page.text).toContain('The task of module 6 begins with this module');
    expect(page.links(/tasks\/m6-task$/)).toHaveLength(1);
  });
});

describe('a pool', () => {
  it('says to trainers how hard its questions are meant to be', async () => {
    const page = await trainer.browser.get(`${trainer.home}/trainer/quizzes/m3-quiz/questions`);
    expect(page.text).toMatch(
      /The pool has \d+ questions: \d+ are meant to be easy, \d+ of medium difficulty and \d+ hard\./,
    );
  });
});

describe('the workshop plan', () => {
  it('is for trainers only', async () => {
    expect((await read('trainer/workshop')).status).toBe(403);
    const page = await trainer.browser.get(`${trainer.home}/trainer/workshop`);
    expect(page.status).toBe(200);
    expect(page.text).toContain(
      'The workshop covers 30 of the 125 hours. The other 95 hours follow at home.',
    );
    expect(page.text).toContain('Day 5:');
    expect(page.html.match(/class="schedule-item/g)?.length).toBeGreaterThan(30);
  });

  it('is linked from the trainer’s overview', async () => {
    const overview = await trainer.browser.get(`${trainer.home}/trainer`);
    expect(overview.links(/\/trainer\/workshop$/)).toHaveLength(1);
  });
});

describe('sample gradings', () => {
  it('stand under the trainer notes of every module, and nowhere else', async () => {
    for (const { id, task } of school.curriculum.modules) {
      const notes = await trainer.browser.get(`${trainer.home}/trainer/modules/${id}/notes`);
      for (const sample of task?.samples ?? []) expect(notes.text).toContain(sample.comment.slice(0, 40));
      const page = await trainee.browser.get(`${trainee.home}/tasks/${task?.id ?? ''}`);
      for (const sample of task?.samples ?? []) expect(page.text).not.toContain(sample.comment.slice(0, 40));
    }
  });
});

describe('the private log', () => {
  const note = 'I thought that nobody helps. What I can show is one case.';

  it('keeps a note without scripts, shows it on its lesson and in the log', async () => {
    const lesson = await trainee.browser.get(`${trainee.home}/lessons/signs-you-can-see`);
    const after = await trainee.browser.submit(lesson, '/save-note', { text: note });
    expect(after.url).toMatch(/lessons\/signs-you-can-see/);
    expect(after.html).toContain(note);
    expect((await read('log')).text).toContain(note);
  });

  it('leads back to where the note was written without scripts', async () => {
    const log = await read('log');
    const edit = await trainee.browser.get(log.links(/edit=signs-you-can-see$/)[0] ?? '');
    const after = await trainee.browser.submit(edit, '/save-note', { text: note });
    expect(after.url).toMatch(/\/log$/);
  });

  it('does not say that there is none while the only note is being changed', async () => {
    const page = await read('log?edit=signs-you-can-see');
    expect(page.text).not.toContain('There is no note yet');
    expect((await read('log')).text).toContain('Your notes');
  });

  it('offers its notes where the journal is written', async () => {
    const journal = await read('tasks/m6-task');
    expect(journal.text).toContain(note);
    expect(journal.text).toContain('Begin it with');
    expect((await read('tasks/m1-task')).text).not.toContain(note);
  });

  it('is not read by a trainer, anywhere', async () => {
    for (const place of ['log', 'lessons/signs-you-can-see', 'tasks/m6-task', 'trainer']) {
      const page = await trainer.browser.get(`${trainer.home}/${place}`);
      expect(page.text).not.toContain(note);
    }
    const person = (await trainer.browser.get(`${trainer.home}/trainer`)).links(/\/people\//);
    expect((await trainer.browser.get(person[0] ?? '')).text).not.toContain(note);
  });

  it('is not written into by another trainee’s token, nor by none', async () => {
    const lesson = await trainee.browser.get(`${trainee.home}/lessons/signs-you-can-see`);
    const { fields } = lesson.form('/save-note');
    const forged = await school.browser().post('/save-note', { ...fields, text: 'x', token: 'x.y' });
    expect(forged.status).toBe(403);
    const other = await school.open('tiago', links.lesson);
    const own = other.page.form('/save-note').fields;
    await other.browser.post('/save-note', {
      ...own,
      note: fields['note'] ?? '',
      revision: '1',
      text: 'Mine.',
    });
    expect((await read('log')).text).toContain(note);
    expect((await read('log')).text).not.toContain('Mine.');
  });

  it('refuses a book, and says so', async () => {
    const lesson = await trainee.browser.get(`${trainee.home}/lessons/signs-you-can-see`);
    const page = await trainee.browser.submit(lesson, '/save-note', { text: 'a'.repeat(20_001) });
    expect(page.status).toBe(422);
    expect(page.title).toBe('The note is too long');
    const huge = await trainee.browser.submit(lesson, '/save-note', { text: 'a'.repeat(20_000_000) });
    expect(huge.status).toBe(413);
  });

  it('brings back a note that was removed', async () => {
    const page = await read('log');
    const removed = await trainee.browser.submit(page, '/remove');
    expect(removed.text).not.toContain(note);
    const restored = await trainee.browser.submit(removed, '/restore');
    expect(restored.text).toContain(note);
  });
});
