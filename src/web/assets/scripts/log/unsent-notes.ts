import { inEachStorage } from '../base/browser-storage.ts';

const prefix = 'lcf.note.';

/** Keeps notes that the server has not confirmed yet, in whichever storage of the browser works. */
export const unsentNotes = {
  keep(key: string, text: string): void {
    inEachStorage((storage) => {
      storage.setItem(`${prefix}${key}`, text);
    });
  },

  forget(key: string): void {
    inEachStorage((storage) => {
      storage.removeItem(`${prefix}${key}`);
    });
  },

  find(key: string): string | null {
    let found: string | null = null;
    inEachStorage((storage) => {
      found ??= storage.getItem(`${prefix}${key}`);
    });
    return found;
  },
};
