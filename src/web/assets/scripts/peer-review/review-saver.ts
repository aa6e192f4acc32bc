import { dateLanguage } from '../../../date-language.ts';
import { announce } from '../base/announce.ts';
import { ReviewFields } from './review-fields.ts';
import { sendReview, type SavedField, type SavedReview } from './send-review.ts';
import { showConflict } from './show-conflict.ts';
import { unsentReview } from './unsent-review.ts';

const pauseMs = 1_000;
const firstRetryMs = 2_000;
const longestRetryMs = 30_000;

/** Stores a review while it is written, one request at a time, until all of it is stored. */
export class ReviewSaver {
  private readonly fields: ReviewFields;
  private readonly state: HTMLElement | null;
  private readonly key: string;
  /** Fields that wait for their writer's choice between two texts. */
  private readonly undecided = new Set<string>();
  private running: Promise<void> | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private retryMs = firstRetryMs;
  private isRefused = false;
  private isLeaving = false;

  constructor(private readonly form: HTMLFormElement) {
    this.fields = new ReviewFields(form);
    this.state = form.querySelector('[data-review-state]');
    const review = form.elements.namedItem('review') as HTMLInputElement;
    this.key = `${form.dataset['owner'] ?? ''}.${review.value}`;
  }

  start(): void {
    this.bringBack();
    this.form.querySelector('[data-save-button]')?.remove();
    this.form.addEventListener('input', () => this.changed());
    this.form.addEventListener('submit', () => {
      this.isLeaving = true;
      clearTimeout(this.timer);
    });
    window.addEventListener('online', () => void this.flush());
    document.addEventListener('visibilitychange', () => void this.flush());
    window.addEventListener('beforeunload', (event) => {
      if (!this.isLeaving && this.fields.changes().length > 0) event.preventDefault();
    });
  }

  /** Words that an earlier visit could not send; sent as of that visit, so that they replace nothing newer. */
  private bringBack(): void {
    const stored = new Set(this.fields.changes().map(({ field }) => field));
    const unsent = unsentReview.find(this.key).filter(({ field }) => !stored.has(field));
    if (unsent.length === 0) return;
    for (const { field, before, value } of unsent) {
      this.fields.fill(field, value);
      this.fields.noteStored(field, before);
    }
    this.say('restored', true);
    this.sendLater(0);
  }

  private changed(): void {
    this.isRefused = false;
    unsentReview.keep(this.key, this.fields.changes());
    if (this.fields.changes().length > 0) this.say('unsaved');
    this.sendLater(pauseMs);
  }

  private async flush(): Promise<void> {
    clearTimeout(this.timer);
    if (this.isRefused || this.isLeaving) return;
    this.running ??= this.send().finally(() => (this.running = null));
    await this.running;
  }

  private async send(): Promise<void> {
    for (;;) {
      const changes = this.fields.changes().filter(({ field }) => !this.undecided.has(field));
      if (changes.length === 0) return;
      this.say('saving');
      const answer = await sendReview(this.form, changes);
      if (typeof answer === 'string') {
        this.giveUpForNow(answer);
        return;
      }
      this.take(answer);
    }
  }

  private take({ savedAt, fields }: SavedReview): void {
    this.retryMs = firstRetryMs;
    for (const field of fields) {
      if (field.state === 'saved') this.fields.noteStored(field.field, field.stored);
      else this.askWhich(field);
    }
    unsentReview.keep(this.key, this.fields.changes());
    if (this.undecided.size > 0) this.say('conflict', true);
    else this.say('saved', false, savedAt);
  }

  private askWhich(conflict: SavedField): void {
    const { field, stored } = conflict;
    this.undecided.add(field);
    const decide = (value: string | null) => (): void => {
      this.undecided.delete(field);
      this.fields.noteStored(field, stored);
      if (value !== null) this.fields.fill(field, value);
      this.changed();
      this.sendLater(0);
    };
    showConflict(this.form, this.fields.placeOf(field), conflict, {
      keep: decide(null),
      take: decide(stored),
    });
  }

  private giveUpForNow(answer: 'failed' | 'refused'): void {
    this.isRefused = answer === 'refused';
    if (this.isRefused) {
      this.say('refused', true);
      return;
    }
    this.say(navigator.onLine ? 'retrying' : 'offline', this.retryMs === firstRetryMs);
    this.sendLater(this.retryMs * (0.75 + Math.random() / 2));
    this.retryMs = Math.min(longestRetryMs, this.retryMs * 2);
  }

  private sendLater(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), ms);
  }

  /** Troubles and news are said aloud; the rest only stands there, since it comes with every pause of the writer. */
  private say(name: string, isAloud = false, at?: number): void {
    const words = this.form.dataset[`text${name.charAt(0).toUpperCase()}${name.slice(1)}`] ?? '';
    const language = dateLanguage(document.documentElement.lang);
    const time =
      at === undefined ? '' : ` ${new Intl.DateTimeFormat(language, { timeStyle: 'short' }).format(at)}`;
    if (this.state) {
      this.state.textContent = `${words}${time}`;
      this.state.classList.toggle('is-unsaved', isAloud && name !== 'restored');
    }
    if (isAloud) announce(words);
  }
}
