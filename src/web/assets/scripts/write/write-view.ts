import { dateLanguage } from '../../../date-language.ts';
import { announce } from '../base/announce.ts';
import type { Refusal } from './send-draft.ts';

type Lasting = Exclude<Refusal, 'failed'>;

/** The words that say what has become of what was written. */
export class WriteView {
  private readonly state = find('[data-save-state]');
  private readonly stateText = find('[data-save-text]');
  private readonly stateMark = find('[data-save-mark]');
  private readonly trouble = find('[data-save-trouble]');
  private readonly troubleText = find('[data-trouble-text]');
  private settled: string;
  private inTrouble = false;

  constructor(
    private readonly form: HTMLFormElement,
    private readonly wordsToCopy: () => string,
  ) {
    this.settled = this.stateText.textContent ?? '';
    find('[data-copy]').addEventListener('click', () => void this.copy());
  }

  saving(): void {
    this.show(this.text('saving'), 'saving');
  }

  saved(at: number): void {
    const language = dateLanguage(document.documentElement.lang);
    const time = new Intl.DateTimeFormat(language, { timeStyle: 'short' }).format(at);
    this.settled = `${this.text('saved')} ${time}`;
    this.unchanged();
  }

  /** All is as it is stored. */
  unchanged(): void {
    this.show(this.settled, 'saved');
    this.trouble.hidden = true;
    if (this.inTrouble) announce(this.settled);
    this.inTrouble = false;
  }

  unsaved(refusal: Lasting | null): void {
    if (refusal === null && !this.inTrouble) this.show(this.text('unsaved'), 'saving');
  }

  restored(): void {
    announce(this.text('restored'));
    this.show(this.text('restored'), 'saving');
  }

  inConflict(): void {
    this.show(this.text('conflict'), 'unsaved');
  }

  failed(): void {
    this.tell(this.text(navigator.onLine ? 'retrying' : 'offline'));
  }

  refused(refusal: Lasting): void {
    this.tell(this.text(refusal));
    this.trouble.scrollIntoView({ block: 'nearest' });
  }

  sayAgain(): void {
    announce(this.inTrouble ? (this.troubleText.textContent ?? '') : (this.stateText.textContent ?? ''));
    if (this.inTrouble) this.trouble.scrollIntoView({ block: 'center' });
  }

  text(name: string): string {
    return this.form.dataset[`text${name.charAt(0).toUpperCase()}${name.slice(1)}`] ?? '';
  }

  private tell(text: string): void {
    this.show(this.text('unsaved'), 'unsaved');
    if (!this.inTrouble || this.troubleText.textContent !== text) announce(text);
    this.inTrouble = true;
    this.troubleText.textContent = text;
    this.trouble.hidden = false;
  }

  private show(text: string, kind: 'saving' | 'saved' | 'unsaved'): void {
    this.stateText.textContent = text;
    this.stateMark.hidden = kind !== 'saved';
    this.state.classList.toggle('is-unsaved', kind === 'unsaved');
  }

  /** The clipboard is closed to many frames; then the words are shown marked, ready for the keyboard. */
  private async copy(): Promise<void> {
    const words = this.wordsToCopy();
    try {
      await navigator.clipboard.writeText(words);
      announce(this.text('copied'));
    } catch {
      const field = this.trouble.querySelector<HTMLTextAreaElement>('[data-trouble-words]');
      if (!field) return;
      field.hidden = false;
      field.value = words;
      field.select();
    }
  }
}

function find(selector: string): HTMLElement {
  const element = document.querySelector<HTMLElement>(selector);
  if (!element) throw new Error(`The page has no ${selector}`);
  return element;
}
