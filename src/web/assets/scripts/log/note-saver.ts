import { dateLanguage } from '../../../date-language.ts';
import { unsentNotes } from './unsent-notes.ts';

/** What the server says to a stored note. */
interface Saved {
  readonly name: string | null;
  readonly revision: number;
  readonly savedAt: number | null;
  readonly keptApart: boolean;
}

const pauseMs = 1_000;
const firstRetryMs = 2_000;
const longestRetryMs = 30_000;
const timeoutMs = 15_000;

/** Stores a note while it is written, one request at a time, until it is stored. */
export class NoteSaver {
  private readonly field: HTMLTextAreaElement;
  private readonly state: HTMLElement | null;
  /** Under which name the browser keeps what is not stored yet; the note's own may change. */
  private readonly key: string;
  private stored: string;
  private running: Promise<void> | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private retryMs = firstRetryMs;
  private isRefused = false;

  constructor(private readonly form: HTMLFormElement) {
    this.field = form.querySelector('textarea') as HTMLTextAreaElement;
    this.state = form.querySelector('[data-log-state]');
    this.stored = this.field.value;
    this.key = this.input('lesson').value || (this.revision > 0 ? this.input('note').value : 'new');
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

  private get isDirty(): boolean {
    return this.field.value.trim() !== this.stored.trim() && this.field.value.trim() !== '';
  }

  private get revision(): number {
    return Number(this.input('revision').value);
  }

  /** Words that an earlier visit could not send. */
  private bringBack(): void {
    const text = unsentNotes.find(this.key);
    if (text === null || text.trim() === this.stored.trim()) return;
    this.field.value = text;
    this.show('restored');
    this.sendLater(0);
  }

  private changed(): void {
    this.isRefused = false;
    if (this.isDirty) unsentNotes.keep(this.key, this.field.value);
    this.sendLater(pauseMs);
  }

  private async submit(): Promise<void> {
    await this.flush();
    const { then } = this.form.dataset;
    if (!this.isDirty && then && this.stored.trim() !== '') location.assign(then);
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
      this.show('saving');
      const answer = await this.post(text);
      if (answer === 'failed') {
        this.show(navigator.onLine ? 'retrying' : 'offline');
        this.sendLater(this.retryMs * (0.75 + Math.random() / 2));
        this.retryMs = Math.min(longestRetryMs, this.retryMs * 2);
        return;
      }
      if (answer === 'refused') {
        this.isRefused = true;
        this.show('refused');
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
    if (!this.isDirty) unsentNotes.forget(this.key);
    if (keptApart) this.show('apart');
    else this.show('saved', savedAt ?? undefined);
  }

  private async post(text: string): Promise<Saved | 'failed' | 'refused'> {
    const body = new URLSearchParams();
    for (const name of ['token', 'note', 'lesson', 'revision', 'cohort', 'placement'])
      body.set(name, this.input(name).value);
    body.set('text', text);
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), timeoutMs);
    try {
      const response = await fetch(this.form.action, {
        method: 'POST',
        body,
        headers: { Accept: 'application/json' },
        // A request that has begun survives leaving the page, if it is not too large for that.
        keepalive: text.length < 15_000,
        signal: abort.signal,
      });
      if (response.ok) return (await response.json()) as Saved;
      const mayPass = response.status >= 500 || response.status === 408 || response.status === 429;
      return mayPass ? 'failed' : 'refused';
    } catch {
      return 'failed';
    } finally {
      clearTimeout(timer);
    }
  }

  private show(name: string, at?: number): void {
    if (!this.state) return;
    const text = this.form.dataset[`text${name.charAt(0).toUpperCase()}${name.slice(1)}`] ?? '';
    const language = dateLanguage(document.documentElement.lang);
    const time =
      at === undefined ? '' : ` ${new Intl.DateTimeFormat(language, { timeStyle: 'short' }).format(at)}`;
    this.state.textContent = text + time;
    this.state.classList.toggle('is-unsaved', ['retrying', 'offline', 'refused'].includes(name));
  }

  private sendLater(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), ms);
  }

  private input(name: string): HTMLInputElement {
    return this.form.elements.namedItem(name) as HTMLInputElement;
  }
}
