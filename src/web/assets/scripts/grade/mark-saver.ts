import { Conflicts } from './conflicts.ts';
import { isOfMark, readMark, writeField, type MarkFields } from './mark-fields.ts';
import type { CommentCards } from './comment-cards.ts';
import { SaveState } from './save-state.ts';
import { sendMark, type Answer, type Failure } from './send-mark.ts';
import { unsentMarks, type UnsentField } from './unsent-marks.ts';

const pauseMs = 700;
const firstRetryMs = 2_000;
const longestRetryMs = 30_000;

/** Stores what is entered as it is entered, field by field and one request at a time, until it is stored. */
export class MarkSaver {
  private stored: MarkFields;
  private readonly state: SaveState;
  private readonly conflicts: Conflicts;
  private running: Promise<void> | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private retryMs = firstRetryMs;
  private isRefused = false;

  constructor(
    private readonly form: HTMLFormElement,
    private readonly cards: CommentCards,
  ) {
    this.stored = readMark(form);
    this.state = new SaveState(form);
    this.conflicts = new Conflicts(form);
  }

  start(): void {
    this.bringBack();
    for (const name of ['input', 'change'])
      document.addEventListener(name, ({ target }) => {
        if (!isOfMark(target) || target.form !== this.form) return;
        this.changed(target.type === 'radio' || target instanceof HTMLSelectElement ? 0 : pauseMs);
      });
    window.addEventListener('online', () => void this.flush());
    document.addEventListener('visibilitychange', () => void this.flush());
    window.addEventListener('beforeunload', (event) => {
      if (this.isDirty) event.preventDefault();
    });
  }

  /** True when nothing is left to be stored. */
  async flush(): Promise<boolean> {
    clearTimeout(this.timer);
    if (!this.isRefused) {
      this.running ??= this.send().finally(() => (this.running = null));
      await this.running;
    }
    return !this.isDirty;
  }

  changed(wait = 0): void {
    this.isRefused = false;
    this.keepUnsent();
    if (this.changes.size === 0) return;
    this.state.unsaved();
    this.sendLater(wait);
  }

  /** Sends nothing but the wish to hold the work. */
  async renew(): Promise<void> {
    if (this.isRefused || this.running) return;
    const answer = await sendMark(this.form, new Map());
    if (answer === 'held') this.fail(answer);
  }

  private get isDirty(): boolean {
    return this.changes.size > 0 || this.conflicts.count > 0;
  }

  /** What differs from what is stored, without what the marker has to choose about first. */
  private get changes(): MarkFields {
    return new Map(
      [...readMark(this.form)].filter(
        ([name, value]) => value !== (this.stored.get(name) ?? '') && !this.conflicts.has(name),
      ),
    );
  }

  private async send(): Promise<void> {
    for (let sent = this.changes; sent.size > 0; sent = this.changes) {
      this.state.saving();
      const answer = await sendMark(this.form, sent);
      if (typeof answer === 'string') {
        this.fail(answer);
        return;
      }
      this.take(answer);
    }
  }

  private fail(failure: Failure): void {
    this.isRefused = failure !== 'failed';
    this.state.failed(failure);
    if (failure !== 'failed') return;
    this.sendLater(this.retryMs * (0.75 + Math.random() / 2));
    this.retryMs = Math.min(longestRetryMs, this.retryMs * 2);
  }

  private take(answer: Answer): void {
    this.retryMs = firstRetryMs;
    (this.form.elements.namedItem('revision') as HTMLInputElement).value = String(answer.revision);
    const now = new Map(Object.entries(answer.fields));
    if (answer.state === 'conflict') this.merge(now);
    this.stored = now;
    this.keepUnsent();
    if (this.conflicts.count > 0) this.state.unsaved();
    else this.state.saved(answer);
  }

  /** Takes over what was changed elsewhere; where the same was changed here too, the marker chooses. */
  private merge(now: MarkFields): void {
    this.cards.ensure(now);
    const mine = readMark(this.form);
    for (const name of new Set([...this.stored.keys(), ...mine.keys()])) {
      const [before = '', here = '', there = ''] = [this.stored.get(name), mine.get(name), now.get(name)];
      if (there === before || there === here) continue;
      if (here === before) writeField(this.form, name, there);
      else this.ask(name, there);
    }
  }

  private ask(name: string, theirs: string): void {
    this.conflicts.show({
      name,
      theirs,
      keepMine: () => this.changed(),
      takeTheirs: () => {
        writeField(this.form, name, theirs);
        this.keepUnsent();
      },
    });
  }

  /** What an earlier visit could not send, put back as of that visit. */
  private bringBack(): void {
    const unsent = Object.entries(unsentMarks.find(this.key));
    this.cards.ensure(new Map(unsent.flatMap(([name, field]) => placedFields(name, field))));
    let isRestored = false;
    for (const [name, { base, mine }] of unsent) {
      const there = this.stored.get(name) ?? '';
      if (mine === there || !writeField(this.form, name, mine)) continue;
      isRestored = true;
      if (there !== base) this.ask(name, there);
    }
    if (!isRestored) return;
    this.state.restored();
    this.changed();
  }

  private keepUnsent(): void {
    const mine = [...readMark(this.form)].filter(([name, value]) => value !== (this.stored.get(name) ?? ''));
    const fields = mine.map(([name, value]): [string, UnsentField] => {
      const at = (part: string): string => this.valueOf(name.replace(/\.text$/, `.${part}`));
      const place = name.startsWith('comment.')
        ? { criterion: at('criterion'), anchor: at('anchor') }
        : { criterion: '', anchor: '' };
      return [name, { base: this.stored.get(name) ?? '', mine: value, ...place }];
    });
    unsentMarks.keep(this.key, Object.fromEntries(fields));
  }

  private get key(): string {
    return this.form.dataset['key'] ?? '';
  }

  private valueOf(name: string): string {
    return (this.form.elements.namedItem(name) as HTMLInputElement | null)?.value ?? '';
  }

  private sendLater(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), ms);
  }
}

/** The fields of a comment with which its card is made anew. */
function placedFields(name: string, { mine, criterion, anchor }: UnsentField): [string, string][] {
  if (!name.startsWith('comment.')) return [];
  const comment = name.replace(/\.text$/, '');
  return [
    [name, mine],
    [`${comment}.criterion`, criterion],
    [`${comment}.anchor`, anchor],
  ];
}
