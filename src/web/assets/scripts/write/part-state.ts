import { isSame, readPart, type Entries, type Part } from './part.ts';
import { unsentParts } from './unsent-parts.ts';

/** What a page knows of one part: what is stored, what was sent, and whether two texts have met. */
export class PartState {
  stored: Entries;
  revision: number;
  isInConflict = false;
  /** An answer may get lost on the way: what is stored then is this page's own. */
  private readonly sent: Entries[] = [];

  constructor(
    readonly part: Part,
    private readonly owner: string,
  ) {
    this.stored = readPart(part);
    this.revision = Number(part.element.querySelector<HTMLInputElement>('[name^="r."]')?.value);
  }

  get isDirty(): boolean {
    return !isSame(this.stored, readPart(this.part));
  }

  /** Keeps it in the browser while it is not stored. */
  keepUnsent(): void {
    const { id } = this.part;
    const { revision } = this;
    if (this.isDirty) unsentParts.keep(this.owner, id, { entries: readPart(this.part), revision });
    else unsentParts.forget(this.owner, id);
  }

  findUnsent(): ReturnType<typeof unsentParts.find> {
    return unsentParts.find(this.owner, this.part.id);
  }

  /** What goes to the server. */
  toSend(): Entries {
    const entries = readPart(this.part);
    this.sent.push(entries);
    return [[`r.${this.part.id}`, String(this.revision)], ...entries];
  }

  wasSent(entries: Entries): boolean {
    return this.sent.some((one) => isSame(one, entries));
  }

  take(entries: Entries, revision: number): void {
    this.stored = entries;
    this.revision = revision;
    const input = this.part.element.querySelector<HTMLInputElement>('[name^="r."]');
    if (input) input.value = String(revision);
    this.sent.length = 0;
    this.keepUnsent();
  }
}
