/** A comment that was kept to be used again. */
interface BankEntry {
  readonly id: string;
  readonly text: string;
  /** Null: for any criterion. */
  readonly criterionId: string | null;
  /** `own` or of the cohort, in the page's words. */
  readonly scope: string;
}

const mostShown = 6;
const fewestLetters = 2;

/**
 * Offers comments from the bank while a comment is typed: arrows choose, Enter or Tab inserts, Escape closes (the
 * combobox pattern of WAI-ARIA with a text field of several lines).
 */
export class Bank {
  private readonly list = document.querySelector<HTMLElement>('[data-bank-list]');
  private entries: Promise<readonly BankEntry[]> | null = null;
  private field: HTMLTextAreaElement | null = null;
  private active = -1;

  start(): void {
    if (!this.list) return;
    document.addEventListener('focusin', ({ target }) => {
      if (isComment(target)) void this.load();
      else this.close();
    });
    document.addEventListener('input', ({ target }) => {
      if (isComment(target) && target === document.activeElement) void this.offer(target);
    });
    document.addEventListener('keydown', (event) => this.pressed(event), { capture: true });
    this.list.addEventListener('pointerdown', (event) => {
      event.preventDefault();
      const { target } = event;
      const option = target instanceof Element ? target.closest<HTMLElement>('[role="option"]') : null;
      if (option) this.insert(option);
    });
  }

  private load(): Promise<readonly BankEntry[]> {
    this.entries ??= this.read().catch(() => {
      this.entries = null;
      return [];
    });
    return this.entries;
  }

  private async read(): Promise<readonly BankEntry[]> {
    const response = await fetch(this.list?.dataset['href'] ?? '', {
      headers: { Accept: 'application/json' },
    });
    if (!response.ok) throw new Error(`The bank answered ${response.status}`);
    return ((await response.json()) as { entries: BankEntry[] }).entries;
  }

  private async offer(field: HTMLTextAreaElement): Promise<void> {
    const words = wordsOf(field);
    const found = words.join('').length < fewestLetters ? [] : await this.find(field, words);
    if (field !== document.activeElement || wordsOf(field).join(' ') !== words.join(' ')) return;
    if (found.length === 0) this.close();
    else this.show(field, found);
  }

  private async find(field: HTMLTextAreaElement, words: readonly string[]): Promise<BankEntry[]> {
    const criterion = criterionOf(field);
    const fits = (entry: BankEntry): boolean =>
      entry.text !== field.value && words.every((word) => entry.text.toLowerCase().includes(word));
    const found = (await this.load()).filter(fits);
    const rank = (entry: BankEntry): number => (entry.criterionId === criterion ? 0 : 1);
    return found.sort((a, b) => rank(a) - rank(b)).slice(0, mostShown);
  }

  private show(field: HTMLTextAreaElement, entries: readonly BankEntry[]): void {
    const { list } = this;
    if (!list) return;
    this.field = field;
    this.active = -1;
    list.replaceChildren(...entries.map(optionFor));
    field.after(list);
    list.hidden = false;
    field.setAttribute('aria-controls', list.id);
    field.setAttribute('aria-expanded', 'true');
    field.setAttribute('role', 'combobox');
    field.setAttribute('aria-autocomplete', 'list');
  }

  private close(): void {
    if (!this.field || !this.list) return;
    this.list.hidden = true;
    this.field.setAttribute('aria-expanded', 'false');
    this.field.removeAttribute('aria-activedescendant');
    this.field = null;
  }

  private pressed(event: KeyboardEvent): void {
    if (!this.field || event.target !== this.field || event.isComposing) return;
    const options = [...(this.list?.querySelectorAll<HTMLElement>('[role="option"]') ?? [])];
    const chosen = options[this.active];
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      this.choose(options, event.key === 'ArrowDown' ? 1 : -1);
    } else if ((event.key === 'Enter' || event.key === 'Tab') && chosen) {
      this.insert(chosen);
    } else if (event.key === 'Escape') {
      this.close();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  private choose(options: readonly HTMLElement[], step: number): void {
    this.active =
      (this.active + step + options.length + (this.active < 0 && step < 0 ? 1 : 0)) % options.length;
    options.forEach((option, index) => {
      option.setAttribute('aria-selected', String(index === this.active));
      if (index !== this.active) return;
      this.field?.setAttribute('aria-activedescendant', option.id);
      option.scrollIntoView({ block: 'nearest' });
    });
  }

  private insert(option: HTMLElement): void {
    const { field } = this;
    if (!field) return;
    this.close();
    field.value = option.dataset['text'] ?? '';
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.setSelectionRange(field.value.length, field.value.length);
    this.close();
    noteUse(option.dataset['id'] ?? '');
  }
}

/** What is used often is offered first; should it not arrive, nothing is lost. */
function noteUse(id: string): void {
  const form = document.querySelector<HTMLFormElement>('form[data-bank-form]');
  if (!form) return;
  const body = new URLSearchParams([...new FormData(form)] as [string, string][]);
  body.set('what', 'use');
  body.set('id', id);
  fetch(form.action, { method: 'POST', body, headers: { Accept: 'application/json' } }).catch(
    () => undefined,
  );
}

function optionFor({ id, text, scope }: BankEntry): HTMLElement {
  const [option, from] = [document.createElement('li'), document.createElement('span')];
  option.id = `bank-${id}`;
  option.setAttribute('role', 'option');
  option.setAttribute('aria-selected', 'false');
  option.dataset['text'] = text;
  option.dataset['id'] = id;
  from.className = 'bank-scope';
  from.textContent = scope;
  option.append(text, ' ', from);
  return option;
}

function isComment(target: EventTarget | null): target is HTMLTextAreaElement {
  return target instanceof HTMLTextAreaElement && target.matches('[data-bank]');
}

function wordsOf(field: HTMLTextAreaElement): string[] {
  return field.value.toLowerCase().split(/\s+/).filter(Boolean);
}

function criterionOf(field: HTMLTextAreaElement): string {
  const part = field.closest('[data-comment]')?.querySelector<HTMLInputElement>('[data-part="criterion"]');
  return part?.value ?? '';
}
