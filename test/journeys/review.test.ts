import { knowsAll, links, openSchool, takeQuiz, type School } from '../support/school.ts';

let school: School;
let column: string;
let result: string;

beforeAll(async () => {
  school = await openSchool();
  column = school.lms.placement('spring', links.quiz);
  const arrived = await school.open('eleni', links.quiz);
  const page = await takeQuiz(arrived, knowsAll(school.curriculum));
  result = page.url;
  await school.open('tiago', links.quiz);
});
afterAll(() => school?.close());

const review = (person: string, of?: string) =>
  school.open(person, links.quiz, { review: { lineItem: column, ...(of ? { of } : {}) } });

describe("a review from the LMS's gradebook", () => {
  it('opens the very attempt for a trainer', async () => {
    const { page } = await review('sofia', 'eleni');
    expect(page.status).toBe(200);
    expect(page.url).toContain(result.split('/attempts/')[1]?.split('/')[0]);
    expect(page.text).toContain('Papadopoulou');
    expect(page.text).toMatch(/100\s?%/);
  });

  it('opens their own attempt for a trainee', async () => {
    const { page } = await review('eleni', 'eleni');
    expect(page.url).toBe(result);
  });

  it("refuses another trainee's with 403", async () => {
    const { page } = await review('tiago', 'eleni');
    expect(page.status).toBe(403);
    expect(page.text).not.toContain('Papadopoulou');
  });

  it('without a person opens the list of the activity for a trainer, and refuses a trainee', async () => {
    const { page } = await review('sofia');
    expect(page.url).toMatch(/\/trainer\/quizzes\/m1-quiz$/);
    expect((await review('tiago')).page.status).toBe(403);
  });

  it('shows a trainer somebody who has made no attempt yet', async () => {
    const { page } = await review('sofia', 'tiago');
    expect(page.status).toBe(200);
    expect(page.text).toContain('Ferreira');
  });

  it('of somebody who never came is a page that says so', async () => {
    const { page } = await review('sofia', 'katarzyna');
    expect([200, 404]).toContain(page.status);
    expect(page.status === 200 || page.title.length > 0).toBe(true);
  });
});
