/** An answer as its form sends it: names and values of the fields that begin with `answer`. */
export type Entries = readonly (readonly [name: string, value: string])[];

/** What the server keeps of an answer; see the model of learning. */
export type StoredValue = string | readonly string[] | Readonly<Record<string, string>>;

export function readAnswer(form: HTMLFormElement): Entries {
  return [...new FormData(form)].flatMap(([name, value]) =>
    name.startsWith('answer') && typeof value === 'string' && value !== '' ? [[name, value] as const] : [],
  );
}

export function isSameAnswer(one: Entries, other: Entries): boolean {
  const text = (entries: Entries): string =>
    JSON.stringify([...entries].map(([name, value]) => `${name}=${value}`).sort());
  return text(one) === text(other);
}

export function entriesOf(value: StoredValue | null): Entries {
  if (value === null) return [];
  if (typeof value === 'string') return value === '' ? [] : [['answer', value]];
  if (Array.isArray(value)) return (value as readonly string[]).map((one) => ['answer', one] as const);
  return Object.entries(value).map(([id, one]) => [`answer.${id}`, one] as const);
}

/** Puts an answer back into its form. */
export function fillAnswer(form: HTMLFormElement, entries: Entries): void {
  for (const field of answerFields(form)) {
    const values = entries.filter(([name]) => name === field.name).map(([, value]) => value);
    if (field instanceof HTMLInputElement && (field.type === 'radio' || field.type === 'checkbox')) {
      field.checked = values.includes(field.value);
    } else {
      field.value = values[0] ?? '';
    }
  }
  form.dispatchEvent(new CustomEvent('answerfilled', { bubbles: true }));
}

/** An answer in the words of its page, to be read or copied. */
export function describeAnswer(form: HTMLFormElement, entries: Entries): string {
  const lines = entries.map(([name, value]) => describeEntry(form, name, value));
  return lines.join('\n');
}

function describeEntry(form: HTMLFormElement, name: string, value: string): string {
  const fields = answerFields(form).filter((field) => field.name === name);
  const [first] = fields;
  if (first instanceof HTMLSelectElement) {
    const chosen = [...first.options].find((option) => option.value === value)?.text ?? value;
    return `${labelOf(first)}: ${chosen}`;
  }
  if (first?.type === 'radio' || first?.type === 'checkbox') {
    const option = fields.find((field) => field.value === value);
    return option ? labelOf(option) : value;
  }
  return value;
}

type AnswerElement = HTMLInputElement | HTMLSelectElement;

function answerFields(form: HTMLFormElement): AnswerElement[] {
  return [...form.querySelectorAll<AnswerElement>('input[name^="answer"], select[name^="answer"]')];
}

function labelOf(field: AnswerElement): string {
  const words = field.labels?.[0]?.textContent ?? field.getAttribute('aria-label') ?? '';
  return words.trim().replaceAll(/\s+/g, ' ');
}
