import { inEachStorage } from '../base/browser-storage.ts';
import type { Entries } from './form-answer.ts';

/** An answer that the server has not confirmed yet. */
export interface Unsent {
  readonly entries: Entries;
  /** What the page knew to be stored when this was given. */
  readonly seenAt: string;
}

const prefix = 'lcf.unsent.';

/** Keeps unsent answers in whichever storage of the browser works. */
export const unsentAnswers = {
  keep(attempt: string, number: string, unsent: Unsent): void {
    inEachStorage((storage) => {
      storage.setItem(`${prefix}${attempt}.${number}`, JSON.stringify(unsent));
    });
  },

  forget(attempt: string, number: string): void {
    inEachStorage((storage) => {
      storage.removeItem(`${prefix}${attempt}.${number}`);
    });
  },

  find(attempt: string, number: string): Unsent | null {
    let found: Unsent | null = null;
    inEachStorage((storage) => {
      const text = storage.getItem(`${prefix}${attempt}.${number}`);
      if (text !== null) found ??= JSON.parse(text) as Unsent;
    });
    return found;
  },

  /** Numbers of the questions of an attempt that have one. */
  list(attempt: string): number[] {
    const numbers = new Set<number>();
    inEachStorage((storage) => {
      for (let index = 0; index < storage.length; index += 1) {
        const [, number] = (storage.key(index) ?? '').split(`${prefix}${attempt}.`);
        if (number) numbers.add(Number(number));
      }
    });
    return [...numbers].sort((a, b) => a - b);
  },
};
