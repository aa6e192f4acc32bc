import { isSameAnswer, readAnswer, type Entries } from './form-answer.ts';
import { sendAnswer, type Saved, type Sending } from './send-answer.ts';
import { unsentAnswers } from './unsent-answers.ts';

/** What the page shows of the saving. */
export interface SaverView {
  saving(): void;
  saved(at: number, saved: Saved): void;
  failed(): void;
  closed(): void;
  refused(): void;
}

const firstRetryMs = 2_000;
const longestRetryMs = 30_000;

/** Stores the answer of one question's page whenever it changes, one request at a time, until it is stored. */
export class AnswerSaver {
  private readonly page = randomName();
  private sequence = 0;
  private stored: Entries;
  private seenAt: string;
  private running: Promise<void> | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private retryMs = firstRetryMs;
  private isOver = false;

  constructor(
    private readonly form: HTMLFormElement,
    private readonly view: SaverView,
  ) {
    this.stored = readAnswer(form);
    this.seenAt = this.field('seenAt').value;
    window.addEventListener('online', () => void this.flush());
    document.addEventListener('visibilitychange', () => void this.flush());
  }

  get isDirty(): boolean {
    return !isSameAnswer(this.stored, readAnswer(this.form));
  }

  get knownAt(): string {
    return this.seenAt;
  }

  /** The answer changed; it is sent after a pause, which typing extends. */
  changed(pauseMs: number): void {
    const { attempt, number } = this.key;
    const entries = readAnswer(this.form);
    if (this.isDirty) unsentAnswers.keep(attempt, number, { entries, seenAt: this.seenAt });
    this.sendLater(pauseMs);
  }

  /** Sends what is not stored yet. Answers whether everything is stored now. */
  async flush(): Promise<boolean> {
    clearTimeout(this.timer);
    if (this.isOver) return !this.isDirty;
    this.running ??= this.send().finally(() => (this.running = null));
    await this.running;
    return !this.isDirty;
  }

  private async send(): Promise<void> {
    while (this.isDirty) {
      const entries = readAnswer(this.form);
      this.view.saving();
      this.sequence += 1;
      const { page, sequence, seenAt } = this;
      const sending = await sendAnswer(this.form, { entries, page, sequence, seenAt });
      if (sending.kind !== 'saved') {
        this.giveUpForNow(sending);
        return;
      }
      this.take(entries, sending.saved);
    }
  }

  private take(entries: Entries, saved: Saved): void {
    this.stored = entries;
    this.seenAt = String(saved.savedAt);
    this.field('seenAt').value = this.seenAt;
    this.retryMs = firstRetryMs;
    if (!this.isDirty) unsentAnswers.forget(this.key.attempt, this.key.number);
    this.view.saved(saved.savedAt, saved);
  }

  private giveUpForNow(sending: Exclude<Sending, { readonly kind: 'saved' }>): void {
    if (sending.kind === 'failed') {
      this.view.failed();
      this.sendLater(this.retryMs * (0.75 + Math.random() / 2));
      this.retryMs = Math.min(longestRetryMs, this.retryMs * 2);
      return;
    }
    this.isOver = true;
    if (sending.kind === 'closed') this.view.closed();
    else this.view.refused();
  }

  private sendLater(pauseMs: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), pauseMs);
  }

  private get key(): { readonly attempt: string; readonly number: string } {
    return { attempt: this.form.dataset['attempt'] ?? '', number: this.field('number').value };
  }

  private field(name: string): HTMLInputElement {
    return this.form.elements.namedItem(name) as HTMLInputElement;
  }
}

function randomName(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
