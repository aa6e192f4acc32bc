import type { Frame } from 'playwright-core';
import type { Curriculum } from '../../src/curriculum/index.ts';
import { findQuestion, rightAnswer, wrongAnswer, type AnswerFields } from '../support/right-answers.ts';

/** What somebody answers to the question of that number. */
export type Knowledge = (number: number) => 'right' | 'wrong';

export const knowsAll: Knowledge = () => 'right';
export const knowsAllButTheFirst: Knowledge = (number) => (number === 1 ? 'wrong' : 'right');

/** Presses the start button of a quiz's page. */
export async function startQuiz(frame: Frame): Promise<void> {
  await press(frame, 'form[action$="/start"] button');
  await frame.locator('#answer-form').waitFor();
}

/** From the question shown to the page on which everything is handed in. */
export async function answerAll(frame: Frame, curriculum: Curriculum, knowledge: Knowledge): Promise<void> {
  for (let left = 20; left > 0 && /\/questions\/\d+$/.test(new URL(frame.url()).pathname); left -= 1) {
    await answerShown(frame, curriculum, knowledge);
    await goOn(frame);
  }
}

/** Gives the answer and waits until the page says that it is stored. */
export async function answerShown(frame: Frame, curriculum: Curriculum, knowledge: Knowledge): Promise<void> {
  const value = (name: string): Promise<string> =>
    frame.locator(`#answer-form input[name="${name}"]`).inputValue();
  const question = findQuestion(curriculum, await value('question'));
  const isRight = knowledge(Number(await value('number'))) === 'right';
  await fillIn(frame, isRight ? rightAnswer(question) : wrongAnswer(question));
  await frame.locator('[data-save-state]', { hasText: /Saved/ }).waitFor();
}

export function goOn(frame: Frame): Promise<void> {
  return press(frame, '#answer-form .actions .actions-end');
}

/** Hands in; the page that follows is the result. */
export async function handIn(frame: Frame): Promise<void> {
  await frame.locator('details.confirm > summary').click();
  await press(frame, 'details.confirm form button');
  await frame.locator('.result-points').waitFor();
}

/** Presses something and waits for the page to which it leads. */
export async function press(frame: Frame, selector: string): Promise<void> {
  const before = frame.url();
  await frame.locator(selector).first().click();
  await frame.waitForURL((url) => url.href !== before);
  await frame.waitForLoadState();
}

async function fillIn(frame: Frame, fields: AnswerFields): Promise<void> {
  if ((await frame.locator('[data-ordering].is-live').count()) > 0) {
    await putInOrder(frame, fields);
    return;
  }
  for (const [name, values] of Object.entries(fields)) {
    const field = frame.locator(`#answer-form [name="${name}"]`);
    const kind = await field
      .first()
      .evaluate((element: HTMLInputElement | HTMLSelectElement) => element.type);
    const all = [values].flat();
    if (kind === 'radio' || kind === 'checkbox') {
      for (const value of all) await frame.locator(`#answer-form [name="${name}"][value="${value}"]`).check();
    } else if (kind === 'select-one') await field.selectOption(all[0] ?? '');
    else await field.fill(all[0] ?? '');
  }
}

/** Moves the lines by their buttons, as a hand or a keyboard does. */
async function putInOrder(frame: Frame, fields: AnswerFields): Promise<void> {
  const wanted = Object.entries(fields)
    .sort(([, a], [, b]) => Number(a) - Number(b))
    .map(([name]) => name);
  const rows = frame.locator('.order-row');
  const names = (): Promise<string[]> =>
    rows.locator('select').evaluateAll((menus: HTMLSelectElement[]) => menus.map(({ name }) => name));
  for (const [place, name] of wanted.entries()) {
    for (let at = (await names()).indexOf(name); at > place; at -= 1) {
      await rows.nth(at).locator('[data-way="up"]').click();
    }
  }
  const keep = frame.locator('[data-ordering] > button.btn-link');
  if (await keep.isVisible()) await keep.click();
}
