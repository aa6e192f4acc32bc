import { dateLanguage } from '../../../date-language.ts';
import { announce } from '../base/announce.ts';
import type { SaverView } from './answer-saver.ts';
import { describeAnswer, entriesOf, readAnswer } from './form-answer.ts';
import { markInMap } from './mark-in-map.ts';

/** Shows in words what happens to the answer, and offers to copy what is not stored. */
export class SaveView implements SaverView {
  private readonly state = find('[data-save-state]');
  private readonly stateMark = find('[data-save-mark]');
  private readonly stateText = find('[data-save-text]');
  private readonly trouble = find('[data-save-trouble]');
  private readonly troubleText = find('[data-trouble-text]');
  private readonly troubleAnswer = find('[data-trouble-answer]');
  private readonly putBack = find('[data-put-back]');
  private readonly dismiss = find('[data-dismiss]');
  private inTrouble = false;

  constructor(private readonly form: HTMLFormElement) {
    this.dismiss.addEventListener('click', () => this.hideTrouble());
    find('[data-copy]').addEventListener('click', () => void this.copy());
  }

  saving(): void {
    this.show(this.text('saving'), 'saving');
  }

  saved(at: number, { changedElsewhere, replaced, understood }: Parameters<SaverView['saved']>[1]): void {
    const language = dateLanguage(document.documentElement.lang);
    const time = new Intl.DateTimeFormat(language, { timeStyle: 'short' }).format(at);
    this.show(`${this.text('saved')} ${time}`, 'saved');
    markInMap(this.form);
    if (this.inTrouble) announce(this.text('recovered'));
    this.inTrouble = false;
    this.hideTrouble();
    if (changedElsewhere) {
      const words = describeAnswer(this.form, entriesOf(replaced)) || this.text('noAnswer');
      this.tell(this.text('elsewhere'), { answer: words, mayClose: true });
    } else if (!understood) {
      this.tell(this.text('unclear'), { mayClose: true });
    }
  }

  failed(): void {
    this.fail(navigator.onLine ? this.text('retrying') : this.text('offline'));
  }

  closed(): void {
    this.fail(this.text('closed'));
  }

  refused(): void {
    this.fail(this.text('refused'));
  }

  /** Something that the reader should know and may close. */
  tell(text: string, options: { answer?: string; mayClose?: boolean; putBack?: () => void } = {}): void {
    this.troubleText.textContent = text;
    this.troubleAnswer.textContent = options.answer ?? '';
    this.dismiss.hidden = !options.mayClose;
    this.putBack.hidden = !options.putBack;
    this.putBack.onclick = options.putBack ?? null;
    this.trouble.hidden = false;
    this.trouble.scrollIntoView({ block: 'nearest' });
    announce([text, options.answer].filter(Boolean).join(' '));
  }

  hideTrouble(): void {
    this.trouble.hidden = true;
    this.troubleAnswer.textContent = '';
  }

  text(name: string): string {
    return this.form.dataset[`text${name.charAt(0).toUpperCase()}${name.slice(1)}`] ?? '';
  }

  private fail(text: string): void {
    this.show(this.text('unsaved'), 'unsaved');
    if (!this.inTrouble || this.troubleText.textContent !== text) this.tell(text);
    this.inTrouble = true;
  }

  private show(text: string, kind: 'saving' | 'saved' | 'unsaved'): void {
    this.stateText.textContent = text;
    this.stateMark.hidden = kind !== 'saved';
    this.state.classList.toggle('is-unsaved', kind === 'unsaved');
  }

  /** The clipboard is closed to many frames; then the words are shown marked, ready for the keyboard. */
  private async copy(): Promise<void> {
    const words = this.troubleAnswer.textContent || describeAnswer(this.form, readAnswer(this.form));
    try {
      await navigator.clipboard.writeText(words);
      announce(this.text('copied'));
    } catch {
      this.troubleAnswer.textContent = words;
      getSelection()?.selectAllChildren(this.troubleAnswer);
    }
  }
}

function find(selector: string): HTMLElement {
  const element = document.querySelector<HTMLElement>(selector);
  if (!element) throw new Error(`The page has no ${selector}`);
  return element;
}
