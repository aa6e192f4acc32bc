import type { Entries } from './part.ts';

/** The boxes that keep parts for trainers; they are stored together. */
export class TrainerOnly {
  private stored: string;

  constructor(private readonly form: HTMLFormElement) {
    this.stored = this.ticked.join(',');
  }

  get isDirty(): boolean {
    return this.ticked.join(',') !== this.stored;
  }

  toSend(): Entries {
    if (!this.isDirty) return [];
    return [['trainerOnly', ''], ...this.ticked.map((id) => ['trainerOnly', id] as const)];
  }

  take(sent: Entries): void {
    if (sent.length > 0)
      this.stored = sent
        .map(([, id]) => id)
        .filter((id) => id !== '')
        .join(',');
  }

  private get ticked(): string[] {
    const boxes = this.form.querySelectorAll<HTMLInputElement>('input[type="checkbox"][name="trainerOnly"]');
    return [...boxes].filter(({ checked }) => checked).map(({ value }) => value);
  }
}
