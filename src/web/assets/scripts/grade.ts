import { Bank } from './grade/bank.ts';
import { CommentCards } from './grade/comment-cards.ts';
import { Criteria } from './grade/criteria.ts';
import { offerFullscreen } from './grade/fullscreen.ts';
import { openDialogs } from './grade/help.ts';
import { keepHold } from './grade/hold.ts';
import { keepInBank } from './grade/keep-in-bank.ts';
import { Keys, type KeyAction } from './grade/keys.ts';
import { storeBeforeLeaving } from './grade/leave.ts';
import { MarkSaver } from './grade/mark-saver.ts';
import { commentOnPages } from './grade/page-comments.ts';
import { SelectComment } from './grade/select-comment.ts';

const page = document.querySelector<HTMLElement>('[data-grading]');
if (page) {
  page.classList.add('is-live');
  openDialogs();
  offerFullscreen();
  const form = document.querySelector<HTMLFormElement>('form[data-mark-form]');
  new Keys({ ...(form ? startMarking(form) : {}), Escape: leaveField }).start();
}

/** What a marker may enter; the answer is what keys do to it. */
function startMarking(form: HTMLFormElement): Record<string, KeyAction> {
  const cards = new CommentCards(form);
  const saver = new MarkSaver(form, cards);
  const criteria = new Criteria();
  const selection = new SelectComment(cards);
  saver.start();
  criteria.start();
  selection.start();
  commentOnPages(cards);
  new Bank().start();
  keepInBank();
  storeBeforeLeaving(saver);
  keepHold(saver);
  const comment = (): void => {
    if (!selection.comment()) cards.add({ criterion: criteria.currentId, anchor: null });
  };
  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLElement>('[data-add-comment]') : null;
    if (button) cards.add({ criterion: button.dataset['addComment'] ?? '', anchor: null });
    if (target instanceof Element && target.closest('[data-go-finish]')) openFinish();
  });
  const levels = ['0', '1', '2', '3', '4'].map((level): [string, KeyAction] => [
    level,
    () => criteria.give(level),
  ]);
  return {
    ...Object.fromEntries(levels),
    c: comment,
    j: () => criteria.move(1),
    k: () => criteria.move(-1),
    g: () => criteria.focus(),
    r: openFinish,
  };
}

/** The way out of every text field; from there the single keys work. */
function leaveField(): boolean {
  const field = document.activeElement;
  if (!(field instanceof HTMLElement) || !field.matches('textarea, input, select')) return false;
  field.blur();
  return true;
}

function openFinish(): boolean {
  const finish = document.querySelector<HTMLDetailsElement>('details[data-finish]');
  if (!finish) return false;
  finish.open = true;
  finish.querySelector<HTMLElement>('input:checked, input, button')?.focus();
  finish.scrollIntoView({ block: 'nearest' });
  return true;
}
