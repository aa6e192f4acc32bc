import { inEachStorage } from '../base/browser-storage.ts';
import type { Change } from './send-review.ts';

const prefix = 'lcf.review.';

/** Keeps what the server has not confirmed in whichever storage of the browser works. */
export const unsentReview = {
  keep(key: string, changes: readonly Change[]): void {
    inEachStorage((storage) => {
      if (changes.length > 0) storage.setItem(`${prefix}${key}`, JSON.stringify(changes));
      else storage.removeItem(`${prefix}${key}`);
    });
  },

  find(key: string): Change[] {
    let found: Change[] | null = null;
    inEachStorage((storage) => {
      const text = storage.getItem(`${prefix}${key}`);
      if (text !== null) found ??= JSON.parse(text) as Change[];
    });
    return found ?? [];
  },
};
