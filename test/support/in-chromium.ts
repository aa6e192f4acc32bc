import type { FrameLocator, Page } from 'playwright-core';
import { findQuestion, rightAnswer } from './right-answers.ts';
import type { School } from './school.ts';

/** A page of the tool, or the frame that shows it. */
export type Shown = Page | FrameLocator;

/** Opens a link of the demo LMS in its frame. */
export async function openFramed(
  page: Page,
  school: School,
  person: string,
  link: string,
): Promise<FrameLocator> {
  await page.goto(
    `${school.lms.url}/as/${person}/courses/spring/activities/${school.lms.placement('spring', link)}`,
  );
  return page.frameLocator('iframe');
}

/** Opens a link of the demo LMS in the whole window, and waits for the tool's page. */
export async function openWhole(page: Page, school: School, person: string, link: string): Promise<void> {
  const query = new URLSearchParams({ target: 'frame', placement: school.lms.placement('spring', link) });
  await page.goto(`${school.lms.url}/as/${person}/courses/spring/launch?${query.toString()}`);
  await page.waitForURL((url) => url.origin === school.tool.url && url.pathname.startsWith('/c/'));
}

/** Answers the question shown rightly, by its controls, and waits until it is stored. */
export async function answerShown(shown: Shown, school: School): Promise<void> {
  const id = await shown.locator('form#answer-form [name="question"]').inputValue();
  for (const [name, value] of Object.entries(rightAnswer(findQuestion(school.curriculum, id)))) {
    for (const one of [value].flat()) await fill(shown, name, one);
  }
  await shown
    .locator('[data-save-state]')
    .getByText(/^Saved/)
    .waitFor();
}

async function fill(shown: Shown, name: string, value: string): Promise<void> {
  const field = shown.locator(`#answer-form [name="${name}"]`);
  const kind = await field.first().evaluate((element) => (element as HTMLInputElement).type);
  if (kind === 'radio' || kind === 'checkbox') {
    await shown.locator(`#answer-form [name="${name}"][value="${value}"]`).check();
  } else if (kind === 'select-one') {
    await field.evaluate((element, chosen) => {
      (element as HTMLSelectElement).value = chosen;
      element.dispatchEvent(new Event('change', { bubbles: true }));
    }, value);
  } else {
    await field.fill(value);
  }
}

/** From the quiz's page to its result. */
export async function takeQuizShown(shown: Shown, school: School): Promise<void> {
  await shown.getByRole('button', { name: /Start attempt|Go on with attempt/ }).click();
  for (let number = 1; number <= 8; number += 1) {
    await shown.getByRole('heading', { level: 1, name: `Question ${number} of 8` }).waitFor();
    await answerShown(shown, school);
    await shown.locator('.question-actions .actions-end').click();
  }
  await shown.getByRole('heading', { level: 1, name: 'Before you hand in' }).waitFor();
  await shown.locator('details.confirm > summary').click();
  await shown.locator('details.confirm button[type="submit"]').click();
  await shown
    .locator('main')
    .getByText(/100\s?%/)
    .first()
    .waitFor();
}
