import { dateLanguage } from '../../../date-language.ts';
import { announce } from '../base/announce.ts';
import { describePart, fillPart, readPart } from './part.ts';
import type { PartState } from './part-state.ts';
import type { SavedPart } from './send-draft.ts';

interface Met extends SavedPart {
  /** The writer has chosen. */
  readonly settled: () => void;
}

/** Two texts for one part: both are shown, and the writer says which one stays. The other can be had back. */
export function showConflict(form: HTMLFormElement, state: PartState, met: Met): void {
  const { element } = state.part;
  element.querySelector('[data-conflict]')?.remove();
  const pattern = document.querySelector<HTMLTemplateElement>('[data-conflict-template]');
  const box = pattern?.content.firstElementChild?.cloneNode(true) as HTMLElement | undefined;
  if (!box) return;
  write(box, '[data-conflict-when]', whenOf(met));
  write(box, '[data-conflict-stored]', met.text || (box.dataset['textEmpty'] ?? ''));
  const press = (selector: string, act: () => void): void =>
    box.querySelector(selector)?.addEventListener('click', act);
  press('[data-keep-mine]', () => {
    state.take(met.entries ?? [], met.revision);
    box.remove();
    met.settled();
    focusOn(element);
  });
  press('[data-take-stored]', () => {
    const mine = { entries: readPart(state.part), words: describePart(state.part) };
    state.take(met.entries ?? [], met.revision);
    fillPart(state.part, met.entries ?? []);
    met.settled();
    offerMine(box, mine.words, () => fillPart(state.part, mine.entries));
  });
  element.querySelector('.write-title')?.after(box);
  announce(form.dataset['textConflict'] ?? '');
}

/** After the other text was taken, one's own stays in sight until it is put away. */
function offerMine(box: HTMLElement, words: string, putBack: () => void): void {
  for (const part of box.querySelectorAll<HTMLElement>('[data-before-choice]')) part.hidden = true;
  for (const part of box.querySelectorAll<HTMLElement>('[data-after-choice]')) part.hidden = false;
  write(box, '[data-conflict-stored]', words);
  box.querySelector('[data-put-back]')?.addEventListener('click', () => {
    box.remove();
    putBack();
  });
  box.querySelector('[data-close]')?.addEventListener('click', () => box.remove());
  box.focus();
}

function whenOf({ at, by }: Met): string {
  const language = dateLanguage(document.documentElement.lang);
  const time =
    at === null
      ? ''
      : new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(at);
  return [time, by].filter(Boolean).join(', ');
}

function write(box: HTMLElement, selector: string, text: string): void {
  const element = box.querySelector(selector);
  if (element) element.textContent = text;
}

function focusOn(element: HTMLElement): void {
  element.querySelector<HTMLElement>('textarea, input:not([type="hidden"])')?.focus();
}
