import { NoteState } from './note-state.ts';
import { sendNote, type Saved } from './send-note.ts';
import { unsentNotes } from './unsent-notes.ts';

const pauseMs = 1_000;
const firstRetryMs = 2_000;
const longestRetryMs = 30_000;

/** Stores a note while it is written, one request at a time, until it is stored. */
export class NoteSaver {
  private readonly field: HTMLTextAreaElement;
  private readonly state: NoteState;
  /** Under which name the browser keeps what is not stored yet: this log's, since others may use the same browser. */
  private readonly key: string;
  private stored: string;
  private running: Promise<void> | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private retryMs = firstRetryMs;
  private isRefused = false;

  constructor(private readonly form: HTMLFormElement) {
    this.field = form.querySelector('textarea') as HTMLTextAreaElement;
    this.state = new NoteState(form);
    this.stored = this.field.value;
    const own = this.input('revision').value === '0' ? 'new' : this.input('note').value;
    this.key = `${form.dataset['owner'] ?? ''}.${this.input('lesson').value || own}`;
  }

  start(): void {
    this.bringBack();
    this.field.addEventListener('input', () => this.changed());
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.submit();
    });
    window.addEventListener('online', () => void this.flush());
    document.addEventListener('visibilitychange', () => void this.flush());
    window.addEventListener('beforeunload', (event) => {
      if (this.isDirty) event.preventDefault();
    });
  }

  private get isEmptied(): boolean {
    return this.field.value.trim() === '' && this.stored.trim() !== '';
  }

  private get isDirty(): boolean {
    return this.field.value.trim() !== this.stored.trim() && this.field.value.trim() !== '';
  }

  /** Words that an earlier visit could not send; sent as of that visit, so that they replace nothing newer. */
  private bringBack(): void {
    const unsent = unsentNotes.find(this.key);
    if (unsent === null || unsent.text.trim() === this.stored.trim()) return;
    this.field.value = unsent.text;
    this.input('note').value = unsent.name;
    this.input('revision').value = unsent.revision;
    this.state.show('restored');
    this.sendLater(0);
  }

  private changed(): void {
    this.isRefused = false;
    this.keepUnsent();
    this.showChange();
    this.sendLater(pauseMs);
  }

  private showChange(): void {
    if (this.isEmptied) this.state.show('emptied');
    else if (this.isDirty) this.state.show('unsaved');
    else this.state.unchanged();
  }

  private keepUnsent(): void {
    const [name, revision] = [this.input('note').value, this.input('revision').value];
    if (this.isDirty) unsentNotes.keep(this.key, { name, revision, text: this.field.value });
    else unsentNotes.forget(this.key);
  }

  private async submit(): Promise<void> {
    this.isRefused = false;
    await this.flush();
    const { then } = this.form.dataset;
    const isStored = !this.isDirty && !this.isEmptied && this.stored.trim() !== '';
    if (isStored && then) location.assign(then);
    else this.state.sayAgain();
  }

  private async flush(): Promise<void> {
    clearTimeout(this.timer);
    if (this.isRefused) return;
    this.running ??= this.send().finally(() => (this.running = null));
    await this.running;
  }

  private async send(): Promise<void> {
    while (this.isDirty) {
      const text = this.field.value;
      this.state.show('saving');
      const answer = await sendNote(this.form, text);
      if (typeof answer === 'string') {
        this.giveUpForNow(answer);
        return;
      }
      this.take(text, answer);
    }
  }

  private take(text: string, { name, revision, savedAt, keptApart }: Saved): void {
    this.stored = text;
    this.retryMs = firstRetryMs;
    if (name !== null) this.input('note').value = name;
    this.input('revision').value = String(revision);
    this.keepUnsent();
    this.state.settle(keptApart ? 'apart' : 'saved', savedAt);
    if (this.isEmptied) this.state.show('emptied');
  }

  private giveUpForNow(answer: 'failed' | 'refused'): void {
    if (answer === 'refused') {
      this.isRefused = true;
      this.state.show('refused');
      return;
    }
    if (this.isDirty) this.state.show(navigator.onLine ? 'retrying' : 'offline');
    else this.showChange();
    this.sendLater(this.retryMs * (0.75 + Math.random() / 2));
    this.retryMs = Math.min(longestRetryMs, this.retryMs * 2);
  }

  private sendLater(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), ms);
  }

  private input(name: string): HTMLInputElement {
    return this.form.elements.namedItem(name) as HTMLInputElement;
  }
}
