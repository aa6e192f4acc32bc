import { eventually } from '../support/eventually.ts';
import { openSchool, links, type School } from '../support/school.ts';
import { gradeInLms, taskWork, type TaskWork } from '../support/task-work.ts';

let school: School;
let work: TaskWork;
/** A link to the task with a column of its own. */
let link: string;
const column = /The analysis/;

beforeAll(async () => {
  school = await openSchool();
  work = taskWork(school);
  link = await school.lms.place('spring', { title: 'The analysis', activity: links.task, points: 100 });
  await school.open('sofia', links.whole);
  await school.open('sofia', link);
  for (const person of ['eleni', 'tiago', 'aino']) await school.open(person, link);
});
afterAll(() => school?.close());

describe("a task's column in the LMS", () => {
  it('has no score while the task waits, and the state that it does', async () => {
    await work.handIn('Eleni', 'm1-task');
    const waiting = await gradeInLms(school, 'eleni', column);
    expect(waiting).toMatchObject({
      ...{ score: null, activityProgress: 'Submitted', gradingProgress: 'PendingManual' },
    });
  });

  it("gets the score and the marker's words when the grade is released", async () => {
    const id = await work.handIn('Tiago', 'm1-task');
    await work.grade('Sofia', id, { level: 3, overall: 'Your counter-case convinces.' });
    await eventually(async () => {
      const graded = await gradeInLms(school, 'tiago', column);
      expect(graded).toMatchObject({
        score: 85,
        activityProgress: 'Completed',
        gradingProgress: 'FullyGraded',
      });
      expect(graded.comment).toBe('Passed.\n\nYour counter-case convinces.');
    });
  });

  it('keeps the grade of a revision while the next version waits, and then has the new one', async () => {
    const id = await work.handIn('Aino', 'm1-task');
    await work.grade('Sofia', id, { level: 1, todo: 'Name what you saw.', overall: 'A good start.' });
    await eventually(async () => {
      const graded = await gradeInLms(school, 'aino', column);
      expect(graded).toMatchObject({ score: 40, gradingProgress: 'FullyGraded' });
      expect(graded.comment).toMatch(/^To be revised\.[^]*Name what you saw\.\n\nA good start\.$/);
    });
    await work.handIn('Aino', 'm1-task', 'better');
    const sent = school.lms.scores.length;
    await eventually(async () => {
      expect((await work.deps.records.submissions.find(id))?.pending).toEqual([]);
    });
    expect(await gradeInLms(school, 'aino', column)).toMatchObject({
      score: 40,
      gradingProgress: 'FullyGraded',
    });
    await work.grade('Sofia', id, { level: 4 });
    await eventually(async () => {
      expect(await gradeInLms(school, 'aino', column)).toMatchObject({ score: 100 });
    });
    const later = school.lms.scores.slice(sent).filter(({ score }) => score?.['scoreGiven'] === undefined);
    expect(later).toEqual([]);
  });

  it('counts in the share of the whole, with the quizzes', async () => {
    await eventually(async () => {
      const whole = await gradeInLms(school, 'tiago', /whole curriculum/);
      expect(whole.score).toBeCloseTo((100 * 85) / 1800, 1);
      expect(whole.comment).toBe('Share of the points that all quizzes and tasks together give.');
    });
  });
});

describe("a review of a task from the LMS's gradebook", () => {
  const review = (person: string, of?: string) =>
    school.open(person, link, { review: { lineItem: link, ...(of ? { of } : {}) } });

  it('opens the very version that the grade stands for, for the trainer and for its author', async () => {
    const forTrainer = await review('sofia', 'aino');
    expect([forTrainer.page.status, forTrainer.page.url]).toEqual([
      200,
      expect.stringMatching(/\/trainer\/submissions\/[^/]+\?version=2$/),
    ]);
    const forAuthor = await review('aino', 'aino');
    expect([forAuthor.page.status, forAuthor.page.url]).toEqual([
      200,
      expect.stringMatching(/\/tasks\/m1-task\/versions\/2$/),
    ]);
  });

  it("refuses another trainee's with 403", async () => {
    expect((await review('tiago', 'aino')).page.status).toBe(403);
  });

  it('without a person opens the queue of the task for a trainer', async () => {
    const { page } = await review('sofia');
    expect([page.status, page.url]).toEqual([200, expect.stringMatching(/\/trainer\/queue\?task=m1-task$/)]);
  });
});
