import type { Page } from 'playwright-core';
import { beginReview, getReview, saveReviewByToken, submitReview } from '../../src/assessment/index.ts';
import { findTask } from '../../src/curriculum/index.ts';
import { openProfile, policyBreaks, type Profile } from '../support/chromium.ts';
import { openWhole } from '../support/in-chromium.ts';
import { links, openSchool, type School } from '../support/school.ts';
import { actorOf, taskWork, type TaskWork } from '../support/task-work.ts';

const taskId = 'm4-task';
let school: School;
let work: TaskWork;
let profile: Profile;
let page: Page;
let home: string;
let reviewId: Awaited<ReturnType<typeof openReview>>;

beforeAll(async () => {
  school = await openSchool();
  work = taskWork(school);
  for (const person of ['eleni', 'tiago']) await school.open(person, links.whole);
  await work.handIn('Tiago', taskId, 'listen');
  await work.handIn('Eleni', taskId, 'notice');
  reviewId = await openReview();
  profile = await openProfile({});
  page = await profile.newPage();
  await openWhole(page, school, 'eleni', links.whole);
  home = page.url();
}, 120_000);
afterAll(async () => {
  await profile?.close();
  await school?.close();
});
beforeEach(() => page.goto(`${home}/tasks/${taskId}/reviews/${reviewId}`));

async function placeOfEleni() {
  const enrolment = await work.enrolmentOf('Eleni');
  return { reviewer: actorOf(enrolment), cohortId: enrolment.cohortId, taskId, enrolmentId: enrolment.id };
}

/** The practice is done, and a work is taken. */
async function openReview() {
  const place = await placeOfEleni();
  const asked = { ...place, takesSample: false, findsDetails: () => Promise.resolve(false) };
  const practice = await beginReview(work.deps, asked);
  const criteria = findTask(school.curriculum, taskId)?.criteria ?? [];
  const changes = criteria.map(({ id }) => ({ field: `level.${id}`, before: '', value: '2' }));
  if (!practice) throw new Error('There is no practice');
  await submitReview(work.deps, { ...place, reviewId: practice.id, changes });
  const review = await beginReview(work.deps, asked);
  if (!review) throw new Error('There is no work');
  return review.id;
}

async function stored() {
  return getReview(work.deps, { ...(await placeOfEleni()), reviewId });
}

const overall = () => page.getByLabel('What you say to the author');
const state = (words: RegExp) => page.locator('[data-review-state]').getByText(words).waitFor();

describe('a review with scripts', () => {
  it('is stored while it is written', async () => {
    await page.getByRole('radio', { name: /^3 / }).first().check();
    await overall().fill('Your plan is easy to follow.');
    await state(/^Saved \d/);
    const { review } = await stored();
    expect(review).toMatchObject({ overall: 'Your plan is easy to follow.', levels: { participation: 3 } });
    expect(policyBreaks(profile)).toEqual([]);
  });

  it('keeps what is typed while the connection is gone, and sends it when it is back', async () => {
    await page.context().setOffline(true);
    await overall().fill('Typed in a tunnel.');
    await state(/^You are offline/);
    await page.context().setOffline(false);
    await state(/^Saved \d/);
    expect((await stored()).review.overall).toBe('Typed in a tunnel.');
  });

  it('lets its writer choose where another page has stored something else', async () => {
    const { review, token } = await stored();
    const change = { field: 'overall', before: review.overall, value: 'From the phone.' };
    await saveReviewByToken(work.deps, { token, changes: [change] });
    await overall().fill('From the desk.');
    await page.getByText('Another page has changed this.').first().waitFor();
    expect((await stored()).review.overall).toBe('From the phone.');
    await page.getByRole('button', { name: 'Keep what stands here' }).click();
    await state(/^Saved \d/);
    expect((await stored()).review.overall).toBe('From the desk.');
  });

  it('is handed in with what stands in the form', async () => {
    for (const group of await page.locator('fieldset.peer-criterion').all())
      await group.getByRole('radio', { name: /^2 / }).check();
    await overall().fill('The last words.');
    await page.getByRole('button', { name: 'Hand in the review' }).click();
    await page.getByText('Your review is handed in. Thank you.').waitFor();
    expect((await stored()).review).toMatchObject({ overall: 'The last words.', levels: { outcome: 2 } });
  });
});
