import { countWords } from './count-words.ts';

/** Keeps the words under each text, and those of the whole, as they are. */
export function countWhileWriting(form: HTMLFormElement): void {
  form.addEventListener('input', ({ target }) => {
    if (target instanceof HTMLTextAreaElement) show(form, target);
    showTotal(form);
  });
  const all = (): void => {
    for (const field of form.querySelectorAll<HTMLTextAreaElement>('[data-long-text]')) show(form, field);
    showTotal(form);
  };
  for (const name of ['partfilled', 'rowadded', 'change']) form.addEventListener(name, all);
  all();
}

function show(form: HTMLFormElement, field: HTMLTextAreaElement): void {
  const line = document.getElementById(`${field.id}.words`);
  if (!line) return;
  const count = countWords(field.value);
  const [lowest, highest] = [limit(line, 'lowest'), limit(line, 'highest')];
  line.textContent = [pick(form, count), distance(form, count, { lowest, highest })]
    .filter(Boolean)
    .join(' · ');
  line.classList.toggle('is-outside', highest !== null && count > highest);
}

interface Limits {
  readonly lowest: number | null;
  readonly highest: number | null;
}

function distance(form: HTMLFormElement, count: number, { lowest, highest }: Limits): string {
  if (highest !== null && count > highest) return fill(form, 'textOver', count - highest);
  if (lowest !== null && count < lowest) return fill(form, 'textUnder', lowest - count);
  return highest === null ? '' : fill(form, 'textLeft', highest - count);
}

function pick(form: HTMLFormElement, count: number): string {
  return fill(form, count === 1 ? 'textWord' : 'textWords', count);
}

function fill(form: HTMLFormElement, name: string, count: number): string {
  return (form.dataset[name] ?? '').replace('%n%', String(count));
}

function limit({ dataset }: HTMLElement, name: 'lowest' | 'highest'): number | null {
  return dataset[name] ? Number(dataset[name]) : null;
}

function showTotal(form: HTMLFormElement): void {
  const total = form.querySelector<HTMLElement>('[data-total]');
  if (!total) return;
  const texts = form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(
    'textarea[name^="f."], input[type="text"][name^="f."]:not([inputmode])',
  );
  const count = [...texts].reduce((sum, { value }) => sum + countWords(value), 0);
  total.textContent = (total.dataset['text'] ?? '').replace('%n%', String(count));
}
