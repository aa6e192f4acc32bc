import { announce } from '../base/announce.ts';
import { asMarkdown } from './as-markdown.ts';

type Field = HTMLInputElement | HTMLTextAreaElement;

/** Characters of marked-up text beyond which only the plain words are taken. */
const longestHtml = 3_000_000;

/**
 * What comes from a word processor keeps headings, lists, bold and links. What does not fit is not put in at all, rather
 * than cut off without a word: it is still on the clipboard.
 */
export function takePastes(form: HTMLFormElement): void {
  form.addEventListener('paste', (event) => {
    const field = event.target;
    const { clipboardData } = event;
    if (!clipboardData || !isField(field)) return;
    const html = field.matches('[data-long-text]') ? clipboardData.getData('text/html') : '';
    const plain = clipboardData.getData('text/plain');
    const text = html !== '' && html.length <= longestHtml ? asMarkdown(html) : plain;
    if (!fits(field, text)) {
      event.preventDefault();
      say(form, field, text.length);
    } else if (html !== '' && text !== '') {
      event.preventDefault();
      insertText(field, text);
    }
  });
  form.addEventListener('input', ({ target }) => {
    if (isField(target)) noteOf(target)?.remove();
  });
}

/** At the writer's place, so that it can be undone. */
export function insertText(field: Field, text: string): void {
  field.focus();
  // Nothing else keeps the browser's own undo.
  if (document.execCommand('insertText', false, text)) return;
  field.setRangeText(text, field.selectionStart ?? 0, field.selectionEnd ?? 0, 'end');
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

function isField(target: EventTarget | null): target is Field {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}

function fits(field: Field, text: string): boolean {
  const { maxLength, value } = field;
  const replaced = (field.selectionEnd ?? 0) - (field.selectionStart ?? 0);
  return maxLength < 0 || value.length - replaced + text.length <= maxLength;
}

function say(form: HTMLFormElement, field: Field, length: number): void {
  const numbers = new Intl.NumberFormat(document.documentElement.lang);
  const text = (form.dataset['textPasteTooLong'] ?? '')
    .replace('%n%', numbers.format(length))
    .replace('%m%', numbers.format(field.maxLength));
  const note = noteOf(field) ?? document.createElement('p');
  note.className = 'write-too-long';
  note.dataset['tooLong'] = field.id;
  note.textContent = text;
  field.after(note);
  announce(text);
}

function noteOf({ id }: Field): HTMLElement | null {
  return document.querySelector(`[data-too-long="${CSS.escape(id)}"]`);
}
