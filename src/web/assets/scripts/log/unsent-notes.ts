import { inEachStorage } from '../base/browser-storage.ts';

/** Words that the server has not confirmed yet, and what the page knew of their note when they were typed. */
export interface UnsentNote {
  readonly name: string;
  readonly revision: string;
  readonly text: string;
}

const prefix = 'lcf.note.';

/** Keeps unsent notes in whichever storage of the browser works. */
export const unsentNotes = {
  keep(key: string, note: UnsentNote): void {
    inEachStorage((storage) => {
      storage.setItem(`${prefix}${key}`, JSON.stringify(note));
    });
  },

  forget(key: string): void {
    inEachStorage((storage) => {
      storage.removeItem(`${prefix}${key}`);
    });
  },

  find(key: string): UnsentNote | null {
    let found: UnsentNote | null = null;
    inEachStorage((storage) => {
      const note = storage.getItem(`${prefix}${key}`);
      if (note !== null) found ??= JSON.parse(note) as UnsentNote;
    });
    return found;
  },
};
