import { findQuestion, rightAnswer, wrongAnswer } from '../support/right-answers.ts';
import {
  answerAll,
  gradeOf,
  handIn,
  knowsAll,
  links,
  openSchool,
  startQuiz,
  takeQuiz,
  type Answering,
  type School,
} from '../support/school.ts';

let school: School;

beforeAll(async () => {
  school = await openSchool();
});
afterAll(() => school?.close());

/** Half of the eight questions right. */
function knowsHalf(): Answering {
  let asked = 0;
  return (id) => {
    const question = findQuestion(school.curriculum, id);
    asked += 1;
    return asked % 2 === 0 ? rightAnswer(question) : wrongAnswer(question);
  };
}

describe('the main job', () => {
  it('leads from the link through eight questions without scripts to a result and a grade', async () => {
    const arrived = await school.open('eleni', links.quiz);
    expect(arrived.page.status).toBe(200);
    expect(arrived.page.url).toMatch(/\/quizzes\/m1-quiz$/);
    const { browser } = arrived;

    const first = await startQuiz(arrived);
    expect(first.text).toMatch(/Question 1 of 8/);
    const review = await answerAll(browser, first, knowsAll(school.curriculum));
    expect(review.url).toMatch(/\/review$/);
    expect(review.html.match(/class="is-answered"/g)).toHaveLength(8);

    const result = await handIn(browser, review);
    expect(result.url).toMatch(/\/result$/);
    expect(result.text).toMatch(/100\s?%/);
    await gradeOf(school.lms, 'eleni', 'Quiz', 50);
  });

  it('sends the best attempt, also after a worse one, and the share in per cent to the whole curriculum', async () => {
    const { browser, page } = await school.open('tiago', links.whole);
    expect(page.url).toMatch(/^\/c\/[^/]+\/[^/]+$/);
    const quiz = await browser.get(page.links(/quizzes\/m1-quiz/)[0] ?? '');
    await takeQuiz({ browser, page: quiz }, knowsAll(school.curriculum));
    await gradeOf(school.lms, 'tiago', 'The whole curriculum', oneQuizOfAll());

    const result = await takeQuiz({ browser, page: await browser.get(quiz.url) }, knowsHalf());
    expect(result.text).toMatch(/(4|5)\d?(\.\d)?\s?%|50\s?%/);
    await new Promise((resolve) => setTimeout(resolve, 3000));
    await gradeOf(school.lms, 'tiago', 'The whole curriculum', oneQuizOfAll());
    await gradeOf(school.lms, 'tiago', 'Quiz', 50);
  });

  it("sends everybody's result to a column that is added later", async () => {
    const added = await school.lms.place('spring', { title: 'Quiz again', activity: links.quiz, points: 10 });
    await school.open('aino', added);
    await gradeOf(school.lms, 'eleni', 'Quiz again', 10);
    await gradeOf(school.lms, 'tiago', 'Quiz again', 10);
  });

  it('sends nothing for somebody who has only looked, nor for a trainer who tries the quiz', async () => {
    await school.open('katarzyna', links.quiz);
    const trainer = await school.open('sofia', links.quiz);
    const quiz = await trainer.browser.get(trainer.page.url.replace('/trainer', ''));
    const result = await takeQuiz({ browser: trainer.browser, page: quiz }, knowsAll(school.curriculum));
    expect(result.status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 3000));
    const graded = (await school.lms.gradebook()).map(({ person }) => person);
    expect(graded).not.toContain('katarzyna');
    expect(school.lms.scores.map(({ score }) => score?.['userId'])).not.toContain('201');
  });
});

describe('placements', () => {
  it.each([
    [links.lesson, /\/lessons\/when-a-group-is-a-learning-community$/],
    [links.quiz, /\/quizzes\/m1-quiz$/],
    [links.task, /\/tasks\/m1-task$/],
    [links.whole, /^\/c\/[^/]+\/[^/]+$/],
  ])('%s opens exactly what was linked', async (link, address) => {
    const { page } = await school.open('lukas', link);
    expect(page.status).toBe(200);
    expect(page.url).toMatch(address);
  });
});

describe('lessons and the path', () => {
  it('keeps the own mark of a lesson until it is taken back', async () => {
    const { browser, page } = await school.open('aino', links.lesson);
    const marked = await browser.submit(page, /\/mark$/, { done: 'yes' });
    expect(marked.text).toContain('Take back the mark');
    const home = await browser.get(page.links(/^\/c\/[^/]+\/[^/]+$/)[0] ?? '');
    expect(home.text).toMatch(/1 of \d+ lessons done/);
    const unmarked = await browser.submit(marked, /\/mark$/, { done: 'no' });
    expect(unmarked.text).toContain('Mark as done');
    expect((await browser.get(home.url)).text).not.toMatch(/1 of \d+ lessons done/);
  });

  it('says what comes next, goes on where one was, and says what the certificate still needs', async () => {
    const { browser, page } = await school.open('stefan', links.whole, { course: 'ka1' });
    expect(page.text).toContain('Next: read “When is a group a learning community?”');
    expect(page.text).toContain('The certificate still needs');
    const lesson = await browser.get(page.links(/lessons\//)[0] ?? '');
    expect((await browser.get(page.url)).text).toContain('Go on where you were');
    await browser.submit(lesson, /\/mark$/, { done: 'yes' });
    const after = await browser.get(page.url);
    expect(after.text).not.toContain('“When is a group a learning community?”');
    expect(after.text).toMatch(/Next: read “/);
  });

  it('goes on with an open attempt', async () => {
    const arrived = await school.open('anonymous', links.quiz);
    await startQuiz(arrived);
    const home = await arrived.browser.get(arrived.page.url.replace(/\/quizzes.*/, ''));
    expect(home.text).toContain('go on with');
  });
});

/** What one passed quiz is worth in the whole curriculum's column, in per cent. */
/** Every quiz and every task of the curriculum is worth the same. */
function oneQuizOfAll(): number {
  const graded = school.curriculum.modules.flatMap(({ quiz, task }) => [quiz, task]).filter(Boolean).length;
  return Math.round(10_000 / graded) / 100;
}
