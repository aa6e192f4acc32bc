import { diffWordsWithSpace } from 'diff';

/** A stretch of text that both versions have, or only the later one (added), or only the earlier (removed). */
export interface DiffPart {
  readonly text: string;
  readonly isAdded: boolean;
  readonly isRemoved: boolean;
}

/** Changes after which two texts count as different ones: beyond it a comparison costs much and shows nothing. */
const mostChanges = 1_500;

/** Two texts compared word by word. */
export function diffTexts(before: string, after: string): DiffPart[] {
  const changes = diffWordsWithSpace(before, after, { maxEditLength: mostChanges });
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
