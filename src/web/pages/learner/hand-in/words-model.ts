import { countWords } from '../../../../assessment/index.ts';
import type { Translate } from '../../../texts.ts';

/** How long a text is against how long it should be. */
export interface WordsModel {
  readonly lowest: number | null;
  readonly highest: number | null;
  /** As it stands now; a script keeps it true while somebody writes. */
  readonly text: string;
  /** Too long; who is still short of words may just be writing. */
  readonly isOutside: boolean;
}

interface Range {
  readonly minWords: number | null;
  readonly maxWords: number | null;
}

export function wordsModel(text: string, range: Range, t: Translate): WordsModel {
  return countModel(countWords(text), range, t);
}

export function countModel(count: number, { minWords, maxWords }: Range, t: Translate): WordsModel {
  return {
    lowest: minWords,
    highest: maxWords,
    text: [t('hand-in:words.count', { count }), distance(count, { minWords, maxWords }, t)]
      .filter(Boolean)
      .join(' · '),
    isOutside: maxWords !== null && count > maxWords,
  };
}

function distance(count: number, { minWords, maxWords }: Range, t: Translate): string | null {
  if (maxWords !== null && count > maxWords) return t('hand-in:words.over', { words: count - maxWords });
  if (minWords !== null && count < minWords) return t('hand-in:words.under', { words: minWords - count });
  return maxWords === null ? null : t('hand-in:words.left', { words: maxWords - count });
}
