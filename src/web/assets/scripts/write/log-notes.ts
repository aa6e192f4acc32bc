import { insertText } from './paste.ts';

/** Under each text that may be written out of the private log: its notes, each to be put in by one press. */
export function offerLogNotes(form: HTMLFormElement): void {
  const notes = [...document.querySelectorAll<HTMLElement>('[data-log-note]')];
  form.addEventListener('click', (event) => {
    const link =
      event.target instanceof Element ? event.target.closest<HTMLElement>('[data-insert-note]') : null;
    if (!link) return;
    event.preventDefault();
    const place = link.closest('.write-foot');
    const open = place?.nextElementSibling;
    const isOpen = open?.matches('[data-note-list]') === true;
    if (isOpen) open.remove();
    else place?.after(listOf(form, notes, link.dataset['insertNote'] ?? ''));
    link.setAttribute('aria-expanded', String(!isOpen));
  });
  for (const link of form.querySelectorAll('[data-insert-note]')) {
    link.setAttribute('role', 'button');
    link.setAttribute('aria-expanded', 'false');
  }
}

function listOf(form: HTMLFormElement, notes: readonly HTMLElement[], fieldId: string): HTMLElement {
  const list = document.createElement('ol');
  list.className = 'log-entries write-notes';
  list.dataset['noteList'] = '';
  list.append(...notes.map((note) => entryOf(form, note, fieldId)));
  if (notes.length === 0) list.append(asItem(form.dataset['textNoNotes'] ?? ''));
  return list;
}

function entryOf(form: HTMLFormElement, note: HTMLElement, fieldId: string): HTMLElement {
  const entry = note.cloneNode(true) as HTMLElement;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'btn btn-outline-primary';
  button.textContent = form.dataset['textPutIn'] ?? '';
  button.addEventListener('click', () => {
    const field = document.getElementById(fieldId);
    if (!(field instanceof HTMLTextAreaElement)) return;
    const text = note.querySelector('[data-log-text]')?.textContent ?? '';
    field.hidden = false;
    field.setSelectionRange(field.value.length, field.value.length);
    insertText(field, `${field.value.trim() === '' ? '' : '\n\n'}${text}`);
  });
  entry.append(button);
  return entry;
}

function asItem(text: string): HTMLElement {
  const item = document.createElement('li');
  item.textContent = text;
  return item;
}
