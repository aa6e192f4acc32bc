import { diffSentences, diffWordsWithSpace } from 'diff';

/** A stretch of text that both versions have, or only the later one (added), or only the earlier (removed). */
export interface DiffPart {
  readonly text: string;
  readonly isAdded: boolean;
  readonly isRemoved: boolean;
}

/** Beyond so many changes a comparison costs much, with their square, and shows nothing. */
const most = { maxEditLength: 600 };

/** Two texts compared word by word; where too much is different, sentence by sentence; else as a whole. */
export function diffTexts(before: string, after: string): DiffPart[] {
  const changes = diffWordsWithSpace(before, after, most) ?? diffSentences(before, after, most);
  if (!changes) return [removed(before), added(after)].filter(({ text }) => text !== '');
  return changes.map(({ value, added: isAdded, removed: isRemoved }) => ({
    text: value,
    isAdded,
    isRemoved,
  }));
}

function removed(text: string): DiffPart {
  return { text, isAdded: false, isRemoved: true };
}

function added(text: string): DiffPart {
  return { text, isAdded: true, isRemoved: false };
}
