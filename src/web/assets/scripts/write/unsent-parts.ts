import { inEachStorage } from '../base/browser-storage.ts';
import type { Entries } from './part.ts';

/** What the server has not confirmed yet, and what the page knew to be stored when it was typed. */
export interface UnsentPart {
  readonly entries: Entries;
  readonly revision: number;
}

const prefix = 'lcf.draft.';

/** Keeps unsent parts of a draft in whichever storage of the browser works. */
export const unsentParts = {
  keep(owner: string, id: string, part: UnsentPart): void {
    inEachStorage((storage) => {
      storage.setItem(`${prefix}${owner}.${id}`, JSON.stringify(part));
    });
  },

  forget(owner: string, id: string): void {
    inEachStorage((storage) => {
      storage.removeItem(`${prefix}${owner}.${id}`);
    });
  },

  find(owner: string, id: string): UnsentPart | null {
    let found: UnsentPart | null = null;
    inEachStorage((storage) => {
      const text = storage.getItem(`${prefix}${owner}.${id}`);
      if (text !== null) found ??= JSON.parse(text) as UnsentPart;
    });
    return found;
  },
};
