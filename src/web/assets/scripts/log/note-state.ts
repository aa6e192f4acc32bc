import { dateLanguage } from '../../../date-language.ts';
import { announce } from '../base/announce.ts';

/** Each has its words in the form's data-text-… */
type Name =
  'unsaved' | 'saving' | 'saved' | 'emptied' | 'restored' | 'apart' | 'offline' | 'retrying' | 'refused';

/** These are said aloud when they begin; the others only stand there, since they come with every pause of the writer. */
const troubles: readonly Name[] = ['offline', 'retrying', 'refused'];
const news: readonly Name[] = ['restored', 'apart'];

/** The words beside a note that say what has become of it. */
export class NoteState {
  private readonly element: HTMLElement | null;
  /** What it says while nothing is open. */
  private settled: string;
  private trouble: Name | null = null;

  constructor(private readonly form: HTMLFormElement) {
    this.element = form.querySelector('[data-log-state]');
    this.settled = this.words;
  }

  show(name: Name, at?: number): void {
    const text = this.textOf(name, at);
    this.write(text, troubles.includes(name));
    const isNewTrouble = troubles.includes(name) && name !== this.trouble;
    if (isNewTrouble || news.includes(name)) announce(text);
    if (troubles.includes(name)) this.trouble = name;
  }

  /** The note is stored. */
  settle(name: 'saved' | 'apart', at: number | null): void {
    this.settled = this.textOf('saved', at ?? undefined);
    if (name === 'saved') {
      this.unchanged();
      return;
    }
    this.trouble = null;
    this.show('apart');
  }

  /** The note is again as it is stored. */
  unchanged(): void {
    this.write(this.settled, false);
    if (this.trouble !== null) announce(this.settled);
    this.trouble = null;
  }

  /** For those who asked. */
  sayAgain(): void {
    announce(this.words);
  }

  private get words(): string {
    return this.element?.textContent ?? '';
  }

  private write(text: string, isTrouble: boolean): void {
    if (!this.element) return;
    this.element.textContent = text;
    this.element.classList.toggle('is-unsaved', isTrouble);
  }

  private textOf(name: Name, at?: number): string {
    const text = this.form.dataset[`text${name.charAt(0).toUpperCase()}${name.slice(1)}`] ?? '';
    if (at === undefined) return text;
    const language = dateLanguage(document.documentElement.lang);
    return `${text} ${new Intl.DateTimeFormat(language, { timeStyle: 'short' }).format(at)}`;
  }
}
