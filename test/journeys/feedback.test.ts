import { feedbackPaths } from '../support/feedback-kinds.ts';
import { links, openSchool, type Arrived, type School } from '../support/school.ts';
import type { Visit } from '../support/browser.ts';

let school: School;
let eleni: Arrived;
const task = 'm4-task';

beforeAll(async () => {
  school = await openSchool();
  eleni = await school.open('eleni', links.whole);
  await school.open('sofia', links.whole);
  await feedbackPaths(school);
}, 120_000);
afterAll(() => school.close());

function version(path: string, { browser, page }: Arrived = eleni): Promise<Visit> {
  return browser.get(`${page.url}/tasks/${task}/versions/${path}`);
}

describe('an author’s version', () => {
  it('shows the decision, what to do next, each level in words, and the trainer’s words', async () => {
    const page = await version('1');
    expect(page.title).toBe('Version 1');
    expect(page.text).toContain('Please revise');
    expect(page.text).toContain('Show with one case who took part, and how.');
    expect(page.text).toContain('You say well what you planned.');
    const rubric = school.curriculum.modules.find((module) => module.task?.id === task)?.task?.criteria ?? [];
    for (const { title, levels } of rubric) {
      expect(page.text).toContain(title);
      expect(page.text).toContain(levels[0]?.text.slice(0, 40) ?? '');
    }
  });

  it('has each comment over its passage, and one whose passage is gone at the foot of its field', async () => {
    const { html } = await version('1');
    expect(html).toMatch(
      /<span id="passage-1"><\/span><mark class="work-mark">We notice<\/mark><a class="work-ref" href="#comment-1"/,
    );
    expect(html).toMatch(/<li id="comment-1"[\s\S]*?Say who saw it\./);
    expect(html).toMatch(
      /href="#comment-2">Comment 2<\/a> is about words that are not here any more: <q>nowhere<\/q>/,
    );
  });

  it('shows what changed since another version, the earlier always first', async () => {
    for (const path of ['2?with=1', '1?with=2']) {
      const { html } = await version(path);
      expect(html).toMatch(/<del>[\s\S]*?notice[\s\S]*?<\/del>[\s\S]*?<ins>[\s\S]*?report/);
    }
  });

  it('knows nothing of marks that are not released, nor of what markers call it', async () => {
    const { html } = await version('2');
    expect(html).not.toMatch(/"marks"|hold|allocated/);
    expect(html).toContain('A trainer reads your work next.');
    expect(html).not.toContain('Please revise');
  });

  it('takes replies as often as wanted, and a second look once', async () => {
    const page = await version('1');
    const replied = await eleni.browser.submit(page, /\/messages$/, { text: 'Which case do you mean?' });
    expect(replied.text).toContain('Which case do you mean?');
    const asked = await eleni.browser.submit(await version('1'), /\/second-look$/, {
      text: 'Look at the plan again.',
    });
    expect(asked.text).toContain('Your trainer sees that you ask for a second look.');
    expect(asked.text).toContain('Look at the plan again.');
    expect(() => asked.form(/\/second-look$/)).toThrow();
    expect((await version('2')).html).not.toContain('/second-look');
  });

  it('asks for words before it asks for a second look', async () => {
    const page = await version('1');
    const { fields } = page.form(/\/messages$/);
    const path = `${eleni.page.url}/tasks/${task}/versions/1/second-look`;
    const empty = await eleni.browser.post(path, { ...fields, text: '  ' });
    expect(empty.url).toContain('empty=1');
  });

  it('is nobody else’s', async () => {
    const tiago = await school.open('tiago', links.whole);
    expect((await version('2', tiago)).status).toBe(404);
    const own = await version('1', tiago);
    expect(own.text).not.toContain('You say well what you planned.');
    expect((await version('x')).status).toBe(404);
    expect((await version('7')).status).toBe(404);
  });
});
