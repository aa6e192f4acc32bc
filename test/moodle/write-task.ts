import type { Frame } from 'playwright-core';
import type { Task } from '../../src/curriculum/index.ts';
import type { Level } from '../../src/assessment/index.ts';
import { taskAnswers } from '../support/task-answers.ts';
import { press } from './take-quiz.ts';

/** From the task's page to its form, every field filled in as people do, and stored. */
export async function writeTask(frame: Frame, task: Task): Promise<void> {
  await press(frame, 'a[href$="/write"]');
  const answers = taskAnswers(task, 'garden');
  await frame.evaluate(fillForm, JSON.stringify(answers));
  await frame
    .locator('[data-save-state]')
    .getByText(/^(Saved|Stored) /)
    .waitFor();
}

/** From the form over the check to the receipt. */
export async function handInTask(frame: Frame): Promise<void> {
  await press(frame, '[data-check-button]');
  await frame.locator('form[action$="/hand-in"] .btn-primary').click();
  await frame.locator('.hand-in-receipt').waitFor();
}

export interface Grade {
  readonly level: Level;
  readonly overall: string;
}

/** On the grading screen: the same level for every criterion, words, and the release at once. */
export async function gradeShown(frame: Frame, { level, overall }: Grade): Promise<void> {
  await frame.locator('.grading.is-live').waitFor();
  const choices = frame.locator(`.level:has(input[name^="level."][value="${level}"])`);
  for (const choice of await choices.all()) await choice.locator('.level-number').click();
  expect(await choices.locator('input:checked').count()).toBe(await choices.count());
  await frame.locator('#overall').fill(overall);
  await frame
    .locator('.grading-state')
    .getByText(/^Saved \d/)
    .waitFor({ state: 'attached' });
  await frame.locator('[data-finish-summary]').click();
  await frame.locator('button[name="then"][value="stay"]').click();
  await frame.getByText('The grade is released.').waitFor();
}

/** Runs in the page: puts the answers into the controls, as typing and choosing do. */
function fillForm(json: string): void {
  type Value = string | string[] | { values: Record<string, string | string[]>; date?: string }[];
  const answers = JSON.parse(json) as Record<string, Value>;
  /** Rows have ids of the page's own; the answers of a field belong to them in their order. */
  const rowNumber = (field: string, row: string): number => {
    const rows = [...document.querySelectorAll<HTMLInputElement>(`[name="f.${field}.rows"]`)];
    return rows[0]?.value.split(',').indexOf(row) ?? -1;
  };
  const answerOf = (name: string): string | string[] | undefined => {
    const [, field = '', row, inner] = name.split('.');
    const answer = answers[field];
    if (row === undefined) return answer as string | string[] | undefined;
    const found = (answer as { values: Record<string, string | string[]>; date?: string }[] | undefined)?.[
      rowNumber(field, row)
    ];
    return inner === 'date' ? found?.date : found?.values[inner ?? ''];
  };
  const controls = document.querySelectorAll<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>(
    '[data-write-form] [name^="f."]:not([name$=".rows"])',
  );
  for (const control of controls) {
    const answer = answerOf(control.name);
    if (answer === undefined || control.closest('template')) continue;
    if (control instanceof HTMLInputElement && (control.type === 'radio' || control.type === 'checkbox')) {
      const isWanted = [answer].flat().includes(control.value);
      if (isWanted !== control.checked) control.click();
      continue;
    }
    control.value = String([answer].flat()[0] ?? '');
    control.dispatchEvent(new Event('input', { bubbles: true }));
    control.dispatchEvent(new Event('change', { bubbles: true }));
  }
}
