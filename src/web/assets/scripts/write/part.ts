import { setRows } from './rows.ts';

/** What stands in one part of the form, as it is sent: names and values; what is empty is left out. */
export type Entries = readonly (readonly [name: string, value: string])[];

export type Control = HTMLInputElement | HTMLTextAreaElement;

/** One part of the form: a field of the task with all its controls. */
export interface Part {
  readonly id: string;
  readonly element: HTMLElement;
}

export function partsOf(form: HTMLFormElement): Part[] {
  return [...form.querySelectorAll<HTMLElement>('[data-field]')]
    .filter((element) => element.querySelector('[name^="r."]'))
    .map((element) => ({ id: element.dataset['field'] ?? '', element }));
}

export function controlsOf({ element }: Part): Control[] {
  return [...element.querySelectorAll<Control>('input[name^="f."], textarea[name^="f."]')];
}

export function readPart(part: Part): Entries {
  return controlsOf(part).flatMap((control) => {
    const isOff = isBox(control) && !control.checked;
    return isOff || control.value === '' ? [] : [[control.name, control.value] as const];
  });
}

/** Puts something else into a part; rows that it has and the page has not are added, others taken out. */
export function fillPart(part: Part, entries: Entries): void {
  const list = part.element.querySelector<HTMLElement>('[data-rows]');
  if (list) setRows(list, rowIdsIn(part, entries));
  for (const control of controlsOf(part)) {
    const values = entries.filter(([name]) => name === control.name).map(([, value]) => value);
    if (isBox(control)) control.checked = values.includes(control.value);
    else if (!control.matches('[data-row-ids]')) control.value = values[0] ?? '';
  }
  part.element.dispatchEvent(new CustomEvent('partfilled', { bubbles: true }));
}

/** Rows in which nothing stands and their order aside, whether two pages say the same. */
export function isSame(one: Entries, other: Entries): boolean {
  return asText(one) === asText(other);
}

function asText(entries: Entries): string {
  const lists = entries
    .filter(([name]) => name.endsWith('.rows'))
    .map(([name, value]) => filledRows(entries, name, value));
  const rest = entries
    .filter(([name]) => !name.endsWith('.rows'))
    .map(([name, value]) => `${name}=${lines(value)}`);
  return JSON.stringify([lists, rest.sort()]);
}

/** Forms send line ends in two characters; pages hold them in one. */
function lines(text: string): string {
  return text.replaceAll('\r\n', '\n');
}

function filledRows(entries: Entries, listName: string, ids: string): string {
  const start = listName.slice(0, -'rows'.length);
  const isFilled = (id: string): boolean => entries.some(([name]) => name.startsWith(`${start}${id}.`));
  return ids.split(',').filter(isFilled).join(',');
}

function rowIdsIn({ id }: Part, entries: Entries): string[] {
  const [, ids = ''] = entries.find(([name]) => name === `f.${id}.rows`) ?? [];
  return ids.split(',').filter((one) => one !== '');
}

/** In words, to be read or copied. */
export function describePart(part: Part): string {
  const heading = part.element.querySelector('.write-title > :first-child')?.textContent?.trim() ?? '';
  const said = controlsOf(part).flatMap((control) => {
    if (control.matches('[data-row-ids]') || control.value === '') return [];
    if (isBox(control)) return control.checked ? [labelOf(control)] : [];
    const label = control.closest('[data-row]') ? `${labelOf(control)}: ` : '';
    return [`${label}${control.value}`];
  });
  return [heading, ...said].filter(Boolean).join('\n');
}

function isBox(control: Control): control is HTMLInputElement {
  return control instanceof HTMLInputElement && (control.type === 'radio' || control.type === 'checkbox');
}

function labelOf(control: Control): string {
  return (control.labels?.[0]?.textContent ?? '').trim().replaceAll(/\s+/g, ' ');
}
