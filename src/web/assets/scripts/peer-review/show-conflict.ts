import type { SavedField } from './send-review.ts';

/** What a conflict offers: to keep what stands on the page, or to take what is stored. */
export interface Choices {
  readonly keep: () => void;
  readonly take: () => void;
}

/** Shows, beside a field, what another page has stored in it, and lets its writer choose. */
export function showConflict(
  form: HTMLFormElement,
  place: Element | null,
  { field, stored }: SavedField,
  choices: Choices,
): void {
  form.querySelector(`[data-conflict="${CSS.escape(field)}"]`)?.remove();
  const box = document.createElement('div');
  box.className = 'callout is-attention';
  box.dataset['conflict'] = field;
  box.setAttribute('role', 'group');
  const words = paragraph(form.dataset['textStored'] ?? '');
  const text = paragraph(stored === '' ? '–' : stored);
  text.className = 'log-text';
  const close = (act: () => void) => (): void => {
    box.remove();
    act();
  };
  const keep = button(form.dataset['textKeep'] ?? '', close(choices.keep));
  const take = button(form.dataset['textTake'] ?? '', close(choices.take));
  box.append(words, text, keep, ' ', take);
  box.setAttribute('aria-label', words.textContent);
  place?.after(box);
}

function paragraph(words: string): HTMLParagraphElement {
  const element = document.createElement('p');
  element.textContent = words;
  return element;
}

function button(words: string, act: () => void): HTMLButtonElement {
  const element = document.createElement('button');
  element.type = 'button';
  element.className = 'btn btn-outline-primary';
  element.textContent = words;
  element.addEventListener('click', act);
  return element;
}
