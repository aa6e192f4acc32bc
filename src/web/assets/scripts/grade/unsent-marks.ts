import { inEachStorage } from '../base/browser-storage.ts';

/** A field that the server has not confirmed yet. */
export interface UnsentField {
  /** What was stored when this was entered. */
  readonly base: string;
  readonly mine: string;
  /** Of a comment: what it belongs to. */
  readonly criterion: string;
  readonly anchor: string;
}

export type UnsentFields = Readonly<Record<string, UnsentField>>;

const prefix = 'lcf.mark.';

/** Keeps what is not stored yet in whichever storage of the browser works; `key` names the mark and who marks. */
export const unsentMarks = {
  keep(key: string, fields: UnsentFields): void {
    inEachStorage((storage) => {
      if (Object.keys(fields).length === 0) storage.removeItem(prefix + key);
      else storage.setItem(prefix + key, JSON.stringify(fields));
    });
  },

  find(key: string): UnsentFields {
    let found: UnsentFields | null = null;
    inEachStorage((storage) => {
      const text = storage.getItem(prefix + key);
      if (text !== null) found ??= JSON.parse(text) as UnsentFields;
    });
    return found ?? {};
  },
};
