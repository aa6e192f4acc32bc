import { parse } from 'csv-parse/sync';
import JSZip from 'jszip';
import request from 'supertest';
import type { Submission } from '../../src/assessment/index.ts';
import type { PlainBrowser, Visit } from '../support/browser.ts';
import { openHandIns, type HandIns } from '../support/hand-ins.ts';
import { links, openSchool, type School } from '../support/school.ts';

const task = 'm1-task';

describe('A trainer with many hand-ins', () => {
  let school: School;
  let handIns: HandIns;
  let trainer: PlainBrowser;
  let home: string;

  beforeAll(async () => {
    school = await openSchool();
    handIns = await openHandIns(school);
    const sofia = await school.open('sofia', links.whole);
    trainer = sofia.browser;
    home = sofia.page.url;
    for (const person of ['eleni', 'tiago', 'aino']) await handIns.handIn(person, task);
    await handIns.write('lukas', task);
  }, 120_000);
  afterAll(() => school.close());

  const get = (path: string): Promise<Visit> => trainer.get(home + path);

  /** The sheet as a spreadsheet has it: rows of cells, without the mark at its beginning. */
  async function takeSheet(): Promise<string[][]> {
    const answer = await download(`/tasks/${task}/sheet?file=csv`);
    return parse(answer, { bom: true });
  }

  async function download(path: string): Promise<Buffer> {
    const answer = await request(school.tool.url)
      .get(home + path)
      .set('Cookie', trainer.jar.header())
      .buffer(true)
      .parse((res, done) => {
        const parts: Buffer[] = [];
        res.on('data', (part: Buffer) => void parts.push(part));
        res.on('end', () => done(null, Buffer.concat(parts)));
      });
    expect(answer.status).toBe(200);
    return answer.body as Buffer;
  }

  /** Sends a form that carries a file; the answer is the page, or where it leads. */
  async function bring(fields: Readonly<Record<string, string>>, file?: string): Promise<string> {
    const page = await get(`/tasks/${task}/sheet`);
    const own = page.form('/sheet').fields;
    const post = request(school.tool.url)
      .post(`${home}/tasks/${task}/sheet`)
      .set('Cookie', trainer.jar.header())
      .redirects(0)
      .ok(() => true);
    for (const [name, value] of Object.entries({ ...own, ...fields })) void post.field(name, value);
    if (file !== undefined) void post.attach('file', Buffer.from(file), 'sheet.csv');
    const answer = await post;
    return answer.status === 303 ? String(answer.headers['location']) : answer.text;
  }

  async function handInOf(person: string): Promise<Submission> {
    const { enrolmentId } = await handIns.actor(person);
    const found = await handIns.deps.records.submissions.findOf(enrolmentId, task);
    if (!found) throw new Error(`${person} has handed in nothing`);
    return found;
  }

  const hidden = (html: string, name: string): string =>
    (new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '')
      .replaceAll('&quot;', '"')
      .replaceAll('&#x3D;', '=')
      .replaceAll('&#x27;', "'")
      .replaceAll('&amp;', '&');

  const csv = (rows: readonly (readonly string[])[]): string => rows.map((row) => row.join(';')).join('\n');

  const put = (rows: string[][], name: string, cells: Readonly<Record<string, string>>): string[][] => {
    const [headings = []] = rows;
    return rows.map((row) =>
      row[0] === name
        ? row.map((cell, i) => {
            const column = /\[(.+)\]$/.exec(headings[i] ?? '')?.[1] ?? '';
            return cells[column] ?? cell;
          })
        : row,
    );
  };

  it('opens the queue on what is for them, which is all while nothing is shared out', async () => {
    const page = await get('/queue');
    expect(page.title).toBe('Grading');
    expect(page.text).toContain('For me (3)');
    expect(page.text).toContain('3 works.');
    expect(page.text).toContain('Eleni Papadopoulou');
    expect(page.text).not.toContain('Lukas');
  });

  it('keeps every filter in the address', async () => {
    const page = await get('/queue?who=all&task=m1-task&author=elen');
    expect(page.text).toContain('1 work.');
    expect(page.html).toContain('value="elen"');
    const empty = await get('/queue?who=all&author=nobody');
    expect(empty.text).toContain('Nothing fits what you chose above.');
  });

  it('takes trainees, and finds their works under "mine"', async () => {
    const page = await get('/queue/allocate');
    const done = await trainer.submit(page, '/allocate', {
      what: 'trainees',
      group: 'everyone',
      how: 'one',
      trainer: hidden(page.html, 'trainers'),
    });
    expect(done.text).toMatch(/It counts for \d+/);
    expect((await get('/queue')).text).toMatch(/For me \(\d\)/);
    const nobody = await trainer.submit(page, '/allocate', {
      what: 'trainees',
      group: 'ticked',
      how: 'nobody',
    });
    expect(nobody.text).toContain('Nothing was changed');
  });

  it('sees who has only a draft, its age but not its text, and reminds once a day', async () => {
    const page = await get('/queue?who=all&show=drafts');
    expect(page.text).toContain('Lukas Brandt');
    const work = /name="work" value="([^"]+)"/.exec(page.html)?.[1] ?? '';
    expect((await trainer.submit(page, '/remind', { work })).text).toContain('1 person will be reminded.');
    expect((await trainer.submit(page, '/remind', { work })).text).toContain('Nobody was reminded');
  });

  it('grades in a sheet: preview of changes and problems, then stored as drafts that nobody else sees', async () => {
    const rows = await takeSheet();
    expect(rows).toHaveLength(4);
    const graded = put(rows, 'Eleni Papadopoulou', {
      'level.accuracy': '3',
      overall: '=HYPERLINK("x")'.replaceAll('"', ''),
    });
    const changed = put(graded, 'Tiago Ferreira', { 'level.accuracy': '9', todo: 'More.' });
    const preview = await bring({ step: 'preview' }, csv(changed));
    expect(preview).toContain('1 row changes a grade.');
    expect(preview).toContain('1 row has a problem and does not count.');
    expect(preview).toContain('is no level');
    const confirm = { step: 'confirm', sheet: hidden(preview, 'sheet'), stands: hidden(preview, 'stands') };
    expect(await bring(confirm)).toContain('done=sheet-stored&count=1');
    const again = await takeSheet();
    const eleni = again.find(([name]) => name === 'Eleni Papadopoulou') ?? [];
    expect(eleni).toContain("'=HYPERLINK(x)");
    expect(await bring(confirm)).toContain('count=0');
  });

  it('never replaces a newer grade in silence', async () => {
    const rows = await takeSheet();
    const aino = await handInOf('aino');
    await handIns.mark('sofia', aino.id, { levels: [4], overall: 'Entered on the screen.', release: null });
    const sheet = csv(put(rows, 'Aino Virtanen', { overall: 'Entered in the sheet.' }));
    const preview = await bring({ step: 'preview' }, sheet);
    expect(preview).toContain('1 grade is newer than the sheet.');
    const confirm = { step: 'confirm', sheet: hidden(preview, 'sheet'), stands: hidden(preview, 'stands') };
    await bring(confirm);
    const overallOf = async (): Promise<string | undefined> =>
      (await handIns.deps.records.submissions.find(aino.id))?.marks[0]?.overall;
    expect(await overallOf()).toBe('Entered on the screen.');
    const [line = ''] = Object.keys(JSON.parse(confirm.stands) as object);
    await handIns.mark('sofia', aino.id, { levels: [3], overall: 'And changed once more.', release: null });
    const refused = await bring({ ...confirm, replace: line });
    expect(refused).toContain('Some grades were changed while you looked at the preview');
    expect(await overallOf()).toBe('And changed once more.');
    const fresh = await bring({ step: 'preview' }, sheet);
    await bring({
      step: 'confirm',
      sheet: hidden(fresh, 'sheet'),
      stands: hidden(fresh, 'stands'),
      replace: line,
    });
    expect(await overallOf()).toBe('Entered in the sheet.');
  });

  it('finishes those that are complete, where asked to, and says which are not', async () => {
    const levels = { 'level.evidence': '3', 'level.counter-case': '2', 'level.clarity': '4' };
    const rows = put(await takeSheet(), 'Eleni Papadopoulou', levels);
    const preview = await bring({ step: 'preview' }, csv(put(rows, 'Tiago Ferreira', { todo: 'Go on.' })));
    const confirm = { step: 'confirm', sheet: hidden(preview, 'sheet'), stands: hidden(preview, 'stands') };
    const page = await bring({ ...confirm, then: 'finish' });
    expect(page).toContain('2 rows of the sheet are stored');
    expect(page).toContain('1 grade is finished and waits to be released');
    expect(page).toContain('These are stored, but not finished:');
    const eleni = await handInOf('eleni');
    expect([eleni.state, eleni.held?.releaseAt, eleni.releases]).toEqual(['waiting', null, []]);
    expect((await takeSheet()).map(([name]) => name)).not.toContain('Eleni Papadopoulou');
  });

  it('says what is wrong with a file that is no sheet, and changes nothing', async () => {
    expect(await bring({ step: 'preview' }, 'PK\u0003\u0004')).toContain('This is not a CSV file');
    expect(await bring({ step: 'preview' })).toContain('Choose a file first.');
  });

  it('downloads every hand-in under readable names', async () => {
    const zip = await JSZip.loadAsync(await download(`/tasks/${task}/archive`));
    const names = Object.keys(zip.files).sort();
    expect(names).toEqual(
      ['Aino Virtanen', 'Eleni Papadopoulou', 'Tiago Ferreira'].map((name) => `${name}/Version 1/Text.html`),
    );
    const text = (await zip.file('Eleni Papadopoulou/Version 1/Text.html')?.async('string')) ?? '';
    expect(text).toContain('Eleni Papadopoulou');
    expect(text).toContain('notice');
    expect(text).not.toContain('<script');
  });

  it('hides names in queue, sheet and archive until a grade is released', async () => {
    const page = await get(`/tasks/${task}`);
    await trainer.submit(page, new RegExp(`/tasks/${task}$`), {
      namesHidden: 'yes',
      releaseMode: 'together',
    });
    expect((await get('/queue?who=all')).text).not.toContain('Eleni');
    expect(JSON.stringify(await takeSheet())).not.toContain('Eleni');
    const zip = await JSZip.loadAsync(await download(`/tasks/${task}/archive`));
    expect(Object.keys(zip.files).join(' ')).not.toContain('Eleni');
    const text = await Promise.all(Object.values(zip.files).map((file) => file.async('string')));
    expect(text.join(' ')).not.toContain('Papadopoulou');
  });

  it('releases together those that wait for it, after one question', async () => {
    const aino = await handInOf('aino');
    await handIns.mark('sofia', aino.id, { levels: [3], release: 'together' });
    const page = await get(`/tasks/${task}`);
    expect(page.text).toContain('2 finished grades wait to be released');
    const done = await trainer.submit(page, '/release');
    expect(done.text).toContain('2 grades were released.');
    expect((await trainer.submit(page, '/release')).text).toContain('Nothing was released');
  });

  it('changes what levels are worth after seeing whom it affects', async () => {
    const page = await get(`/tasks/${task}/points`);
    const points = { level1: '40', level2: '70', level3: '90', level4: '100' };
    const wrong = await trainer.submit(page, '/points', {
      ...points,
      level2: '60',
      reason: 'Agreed in the team',
    });
    expect(wrong.text).toContain('Give four whole numbers that rise');
    const noReason = await trainer.submit(page, '/points', { ...points, reason: '' });
    expect(noReason.text).toContain('Give a reason');
    const preview = await trainer.submit(page, '/points', {
      ...points,
      reason: 'Agreed in the team',
    });
    expect(preview.text).toMatch(/2 released scores change\..*Aino Virtanen: 85% → 90%/);
    const done = await trainer.submit(preview, '/points');
    expect(done.text).toContain('The points are changed. 2 scores were made anew.');
    expect((await get(`/tasks/${task}`)).text).toContain('worth 40, 70, 90 and 100 %');
  });

  it('reads on the path and in the overview what waits', async () => {
    expect((await trainer.get(home.replace(/\/trainer$/, ''))).text).toMatch(/Grading: \d works? waits?/);
    expect((await get('')).text).toMatch(/Grading: \d works? waits?/);
  });
});
