import {
  answerAll,
  gradeOf,
  handIn,
  knowsAll,
  links,
  openSchool,
  startQuiz,
  takeQuiz,
  type School,
} from '../support/school.ts';
import { findQuestion, wrongAnswer } from '../support/right-answers.ts';

let school: School;

beforeAll(async () => {
  school = await openSchool();
});
afterAll(() => school?.close());

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
});
