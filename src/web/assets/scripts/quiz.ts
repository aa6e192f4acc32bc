import { openQuestionPage } from './quiz/question-page.ts';
import { makeMovable } from './quiz/ordering.ts';
import { showTimeLeft } from './quiz/time-left.ts';
import { listUnsent } from './quiz/unsent-list.ts';

const form = document.querySelector<HTMLFormElement>('form[data-quiz-form]');
for (const field of document.querySelectorAll<HTMLElement>('[data-ordering]')) makeMovable(field);
const saver = form && openQuestionPage(form);

const timeLeft = document.querySelector<HTMLElement>('[data-time-left]');
if (timeLeft) showTimeLeft(timeLeft, async () => saver?.flush());

const unsentList = document.querySelector<HTMLElement>('[data-unsent-list]');
if (unsentList) listUnsent(unsentList);

// A page out of the browser's memory shows what was; the attempt may have gone on elsewhere.
window.addEventListener('pageshow', (event) => {
  if (event.persisted && !saver?.isDirty) location.reload();
});
