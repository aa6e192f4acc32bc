import { dateLanguage } from '../../../date-language.ts';
import { announce } from '../base/announce.ts';
import type { Answer, Failure } from './send-mark.ts';

type Trouble = Failure | 'offline';

/** The words that say what has become of what was entered. */
export class SaveState {
  private readonly places = [...document.querySelectorAll<HTMLElement>('[data-mark-state]')];
  private trouble: Trouble | null = null;

  constructor(private readonly form: HTMLFormElement) {}

  saving(): void {
    if (this.trouble === null) this.write(this.text('saving'));
  }

  unsaved(): void {
    if (this.trouble === null) this.write(this.text('unsaved'));
  }

  restored(): void {
    announce(this.text('restored'));
  }

  saved({ savedAt, proposal, problems }: Answer): void {
    const language = dateLanguage(document.documentElement.lang);
    const time = new Intl.DateTimeFormat(language, { timeStyle: 'short' }).format(savedAt);
    const text = `${this.text('saved')} ${time}`;
    this.write(text);
    if (this.trouble !== null) announce(text);
    this.trouble = null;
    this.showTrouble(null);
    fill('[data-proposal]', proposal);
    listProblems(problems);
  }

  failed(failure: Failure): void {
    const trouble = failure === 'failed' && !navigator.onLine ? 'offline' : failure;
    this.write(this.text('unsaved'), true);
    if (trouble === this.trouble) return;
    this.trouble = trouble;
    this.showTrouble(this.text(trouble));
    announce(this.text(trouble));
  }

  private showTrouble(text: string | null): void {
    const box = document.querySelector<HTMLElement>('[data-mark-trouble]');
    if (!box) return;
    box.hidden = text === null;
    fill('[data-mark-trouble-text]', text ?? '');
  }

  private write(text: string, isTrouble = false): void {
    for (const place of this.places) {
      place.textContent = text;
      place.classList.toggle('is-unsaved', isTrouble);
    }
  }

  private text(name: string): string {
    return this.form.dataset[`text${name.charAt(0).toUpperCase()}${name.slice(1)}`] ?? '';
  }
}

function fill(selector: string, text: string): void {
  for (const element of document.querySelectorAll(selector)) element.textContent = text;
}

function listProblems(problems: Answer['problems']): void {
  const list = document.querySelector<HTMLElement>('[data-problems]');
  if (!list) return;
  list.hidden = problems.length === 0;
  list.replaceChildren(
    ...problems.map(({ text, href }) => {
      const [item, link] = [document.createElement('li'), document.createElement('a')];
      link.href = href;
      link.textContent = text;
      item.append(link);
      return item;
    }),
  );
}
