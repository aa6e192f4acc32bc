import type { PlainBrowser, Visit } from '../support/browser.ts';
import { findQuestion, rightAnswer } from '../support/right-answers.ts';
import {
  gradeOf,
  knowsAll,
  links,
  openSchool,
  questionOf,
  startQuiz,
  takeQuiz,
  type Answering,
  type School,
} from '../support/school.ts';

const knowsNothing: Answering = () => ({});

describe('A trainer', () => {
  let school: School;
  let trainer: PlainBrowser;
  let quizPage: Visit;
  beforeAll(async () => {
    school = await openSchool();
    const sofia = await school.open('sofia', links.quiz);
    trainer = sofia.browser;
    quizPage = sofia.page;
  });
  afterAll(() => school.close());

  const refresh = async (): Promise<Visit> =>
    (quizPage = await trainer.get(quizPage.url.split('?')[0] ?? ''));

  /** The row of one person in a table of the page. */
  const rowOf = (page: Visit, name: string): string =>
    [...page.html.matchAll(/<tr>[\s\S]*?<\/tr>/g)]
      .map(([row]) => row)
      .find((row) => row.includes(name))
      ?.replaceAll(/<[^>]+>/g, ' ')
      .replaceAll(/\s+/g, ' ') ?? '';

  const idOf = (page: Visit, name: string): string =>
    new RegExp(`value="([^"]+)" id="person-[^"]+" aria-label="[^"]*${name}`).exec(page.html)?.[1] ?? '';

  it("sees each person's state, best score, attempts left and whether the score reached the LMS", async () => {
    await takeQuiz(await school.open('eleni', links.quiz), knowsAll(school.curriculum));
    await gradeOf(school.lms, 'eleni', 'Quiz', 50);
    const [grade] = (await school.lms.gradebook()).filter(({ column }) => column === 'Quiz');
    expect(grade?.comment).toBe('Your best attempt counts. Passed: 70 % were needed.');
    await startQuiz(await school.open('tiago', links.quiz));
    await refresh();
    expect(rowOf(quizPage, 'Eleni')).toMatch(/Done 100% .* 1 2 .* Arrived/);
    expect(rowOf(quizPage, 'Tiago')).toMatch(/In progress 1 2 .* Nothing sent yet/);
  });

  it('opens every attempt, with the answers and everything that the feedback says', async () => {
    await refresh();
    const [person = ''] = quizPage.links(/Eleni/);
    const page = await trainer.get(person);
    const [attempt = ''] = page.links(/Attempt 1/);
    const shown = await trainer.get(attempt);
    expect(shown.status).toBe(200);
    expect(shown.title).toContain('100');
    expect(shown.html).not.toContain('Report a problem');
  });

  it('grants one person another attempt, with a reason that this person sees', async () => {
    const aino = await school.open('aino', links.quiz);
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await takeQuiz({ ...aino, page: await aino.browser.get(aino.page.url) }, knowsNothing);
    }
    expect((await aino.browser.get(aino.page.url)).html).not.toContain('/start"');
    await refresh();
    const granted = await trainer.submit(quizPage, '/grant', {
      ...{
        whom: 'chosen',
        person: idOf(quizPage, 'Aino'),
        kind: 'extra-attempts',
        attempts: '1',
        minutes: '',
      },
      reason: 'The school network failed',
    });
    expect(granted.text).toContain('Granted');
    const page = await aino.browser.get(aino.page.url);
    expect(page.text).toContain('The school network failed');
    expect(page.html).toContain('/start"');
  });

  it('grants nothing without a reason, and nothing to nobody', async () => {
    await refresh();
    const noReason = await trainer.submit(quizPage, '/grant', {
      ...{ whom: 'everyone', kind: 'extra-attempts', attempts: '1', minutes: '', reason: ' ' },
    });
    expect(noReason.text).toContain('give a reason');
    const nobody = await trainer.submit(quizPage, '/grant', {
      ...{ whom: 'chosen', kind: 'extra-attempts', attempts: '1', minutes: '', reason: 'Because' },
    });
    expect(nobody.text).toContain('tick at least one person');
  });

  it('opens an attempt again that was closed by accident; the answers are still there', async () => {
    const kata = await school.open('katarzyna', links.quiz);
    const result = await takeQuiz(kata, knowsAll(school.curriculum));
    const attemptId = /attempts\/([^/]+)/.exec(result.url)?.[1] ?? '';
    await refresh();
    const shown = await trainer.get(
      `${quizPage.url.replace(/\/trainer\/.*/, '')}/trainer/attempts/${attemptId}`,
    );
    const reopened = await trainer.submit(shown, '/reopen', { minutes: '', reason: 'Pressed too early' });
    expect(reopened.title).toContain('still open');
    const question = await kata.browser.get(result.url);
    expect(question.url).toContain('/questions/1');
    expect(question.text).toContain('Pressed too early');
    const review = await kata.browser.get(question.url.replace(/questions\/1$/, 'review'));
    expect(review.text).not.toContain('not answered');
  });

  it('looks at the quiz as a trainee would; nothing counts and nothing is sent', async () => {
    await refresh();
    const [asTrainee = ''] = quizPage.links(/View as trainee/);
    const page = await trainer.get(asTrainee);
    const result = await takeQuiz({ browser: trainer, page }, knowsAll(school.curriculum));
    expect(result.status).toBe(200);
    await refresh();
    expect(quizPage.html).not.toMatch(/<th scope="row">[\s\S]{0,300}Sofia/);
    const grades = await school.lms.gradebook();
    expect(grades.filter(({ person }) => person === 'sofia')).toEqual([]);
  });

  it('finds those who never came once the roster is read', async () => {
    await refresh();
    const overview = await trainer.get(quizPage.url.replace(/\/trainer\/.*/, '/trainer'));
    const read = await trainer.submit(overview, '/roster');
    expect(read.text).toMatch(/The LMS named \d+ members/);
    expect(rowOf(read, 'Lukas')).toContain('Not started');
  });

  it('makes a column for every quiz and task, and scores arrive there too', async () => {
    const settings = await trainer.get(quizPage.url.replace(/\/trainer\/.*/, '/trainer/settings'));
    const saved = await trainer.submit(settings, '/settings', { columns: 'per-activity' });
    expect(saved.text).toMatch(/Saved/);
    expect(saved.html).toMatch(/value="per-activity"[^>]*checked/);
  });

  it('closes modules until the one before is done where the cohort goes in order', async () => {
    const settings = await trainer.get(quizPage.url.replace(/\/trainer\/.*/, '/trainer/settings'));
    const saved = await trainer.submit(settings, '/settings', { inOrder: 'yes', columns: 'placed' });
    expect(saved.html).toMatch(/name="inOrder"[^>]*checked/);
    await trainer.submit(saved, '/settings', { columns: 'placed' });
  });
});

describe('A question that was wrong', () => {
  let school: School;
  let trainer: PlainBrowser;
  let where: string;
  beforeAll(async () => {
    school = await openSchool();
    const sofia = await school.open('sofia', links.quiz);
    trainer = sofia.browser;
    where = sofia.page.url;
  });
  afterAll(() => school.close());

  it('is reported by a trainee, left out after a preview, and the score in the LMS follows', async () => {
    const eleni = await school.open('eleni', links.quiz);
    const first = await startQuiz(eleni);
    const wrong = questionOf(first);
    const reported = await eleni.browser.submit(first, '/problem', { text: 'Two options are right' });
    expect(reported.status).toBe(200);
    const answering: Answering = (id) =>
      id === wrong ? {} : rightAnswer(findQuestion(school.curriculum, id));
    const again = await eleni.browser.get(where.replace('/trainer', ''));
    await takeQuiz({ browser: eleni.browser, page: again }, answering);
    await gradeOf(school.lms, 'eleni', 'Quiz', 43.75);

    const statistics = await trainer.get(`${where}/questions`);
    expect(statistics.text).toMatch(/Two options are right Eleni/);
    expect(statistics.links(/Eleni/)[0]).toContain('/trainer/attempts/');
    expect(statistics.text).toContain('too few');
    const page = await trainer.get(`${where}/questions/${wrong}/correct`);
    const preview = await trainer.submit(page, '/correct', { kind: 'drop', reason: 'Two options are right' });
    expect(preview.text).toContain('Eleni');
    expect(preview.text).toMatch(/8[67]% → 100%/);
    await gradeOf(school.lms, 'eleni', 'Quiz', 43.75);
    const done = await trainer.submit(preview, '/correct');
    expect(done.text).toContain('1 score changed');
    await gradeOf(school.lms, 'eleni', 'Quiz', 50);
  });

  it('needs a reason to be put right', async () => {
    const statistics = await trainer.get(`${where}/questions`);
    const [correct = ''] = statistics.links(/Put this question right/);
    const page = await trainer.get(correct);
    const refused = await trainer.submit(page, '/correct', { kind: 'drop', reason: '' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Give a reason');
  });

  it('is marked as dealt with', async () => {
    const statistics = await trainer.get(`${where}/questions`);
    const settled = await trainer.submit(statistics, /\/questions$/);
    expect(settled.text).toContain('Marked as dealt with');
    expect(settled.text).not.toContain('Reported problems');
  });
});
