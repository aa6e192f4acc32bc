import { showConflict } from './conflict.ts';
import { fillPart, partsOf, readPart, type Entries } from './part.ts';
import { PartState } from './part-state.ts';
import { sendDraft, type Refusal, type Saved, type SavedPart } from './send-draft.ts';
import { TrainerOnly } from './trainer-only.ts';
import type { WriteView } from './write-view.ts';

const pauseMs = 1_000;
/** Who never pauses is stored all the same. */
const longestWaitMs = 4_000;
const firstRetryMs = 2_000;
const longestRetryMs = 30_000;

/** Stores a draft while it is written, one request at a time, until it is stored. */
export class DraftSaver {
  private readonly states: readonly PartState[];
  private readonly trainerOnly: TrainerOnly;
  private running: Promise<void> | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private waitingSince: number | null = null;
  private retryMs = firstRetryMs;
  private refusal: Exclude<Refusal, 'failed'> | null = null;

  constructor(
    private readonly form: HTMLFormElement,
    private readonly view: WriteView,
  ) {
    const owner = form.dataset['owner'] ?? '';
    this.states = partsOf(form).map((part) => new PartState(part, owner));
    this.trainerOnly = new TrainerOnly(form);
  }

  start(): void {
    this.form.addEventListener('input', () => this.changed());
    this.form.addEventListener('change', () => this.changed());
    this.form.addEventListener('partfilled', () => this.changed());
    window.addEventListener('online', () => void this.flush());
    document.addEventListener('visibilitychange', () => void this.flush());
    window.addEventListener('beforeunload', (event) => {
      if (this.isDirty) event.preventDefault();
    });
    this.bringBack();
  }

  get isDirty(): boolean {
    return this.trainerOnly.isDirty || this.states.some((state) => state.isDirty);
  }

  /** Sends what is not stored yet. Answers whether everything is stored now. */
  async flush(): Promise<boolean> {
    clearTimeout(this.timer);
    if (this.refusal === null || this.refusal === 'tooLong') {
      this.running ??= this.send().finally(() => (this.running = null));
      await this.running;
    }
    return !this.isDirty;
  }

  /** Parts that wait for their writer's choice, or that could not be sent: the first of them comes into sight. */
  showOpen(): void {
    const open = this.states.find(({ isInConflict }) => isInConflict)?.part.element;
    const box = open?.querySelector<HTMLElement>('[data-conflict]');
    box?.scrollIntoView({ block: 'center' });
    box?.focus({ preventScroll: true });
    if (!box) this.view.sayAgain();
  }

  /** The words of every part that is not stored. */
  get unsent(): readonly PartState[] {
    return this.states.filter(({ isDirty }) => isDirty);
  }

  private changed(): void {
    for (const state of this.states) state.keepUnsent();
    if (this.isDirty) this.view.unsaved(this.refusal);
    else this.view.unchanged();
    const now = performance.now();
    this.waitingSince ??= now;
    this.sendLater(Math.min(pauseMs, Math.max(0, this.waitingSince + longestWaitMs - now)));
  }

  /** What an earlier visit could not send, as of that visit: where something else was stored since, both are shown. */
  private bringBack(): void {
    const lost = this.states.flatMap((state) => {
      const unsent = state.findUnsent();
      return unsent ? [{ state, unsent }] : [];
    });
    for (const { state, unsent } of lost) {
      state.revision = unsent.revision;
      fillPart(state.part, unsent.entries);
    }
    if (lost.some(({ state }) => state.isDirty)) this.view.restored();
    if (lost.length > 0) this.sendLater(0);
  }

  private async send(): Promise<void> {
    this.waitingSince = null;
    for (;;) {
      const states = this.states.filter((state) => state.isDirty && !state.isInConflict);
      const boxes = this.trainerOnly.toSend();
      if (states.length === 0 && boxes.length === 0) return;
      this.view.saving();
      const sending = states.map((state) => ({ state, entries: readPart(state.part) }));
      const answer = await sendDraft(this.form, [...states.flatMap((state) => state.toSend()), ...boxes]);
      if (typeof answer === 'string') {
        this.giveUpForNow(answer);
        return;
      }
      this.take(answer, sending, boxes);
    }
  }

  private take(
    answer: Saved,
    sending: readonly { readonly state: PartState; readonly entries: Entries }[],
    boxes: Entries,
  ): void {
    this.retryMs = firstRetryMs;
    this.refusal = null;
    this.trainerOnly.take(boxes);
    for (const { state, entries } of sending) {
      const saved = answer.fields.find(({ fieldId }) => fieldId === state.part.id);
      if (saved?.state === 'conflict') this.meet(state, saved);
      // What the server leaves out is as it stands there: nothing in nothing.
      else state.take(entries, saved?.revision ?? state.revision);
    }
    if (this.states.some(({ isInConflict }) => isInConflict)) this.view.inConflict();
    else this.view.saved(answer.savedAt);
  }

  private meet(state: PartState, saved: SavedPart): void {
    const stored = saved.entries ?? [];
    if (state.wasSent(stored) || !state.isDirty) {
      state.take(stored, saved.revision);
      return;
    }
    state.isInConflict = true;
    showConflict(this.form, state, {
      ...saved,
      settled: () => {
        state.isInConflict = false;
        this.changed();
        void this.flush();
      },
    });
  }

  private giveUpForNow(answer: Refusal): void {
    if (answer !== 'failed') {
      this.refusal = answer;
      this.view.refused(answer);
      return;
    }
    this.view.failed();
    this.sendLater(this.retryMs * (0.75 + Math.random() / 2));
    this.retryMs = Math.min(longestRetryMs, this.retryMs * 2);
  }

  private sendLater(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), ms);
  }
}
