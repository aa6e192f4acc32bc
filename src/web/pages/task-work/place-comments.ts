import type { Comment } from '../../../assessment/index.ts';
import type { Translate } from '../../texts.ts';
import { findPassage } from './find-passage.ts';
import { textContentOf } from './html-pieces.ts';
import { markPassages } from './mark-passages.ts';

/** Which text of a work: a field, or a field within a row of one. */
export interface TextPlace {
  readonly fieldId: string;
  readonly rowId: string | null;
  readonly innerId: string | null;
}

/** A comment whose passage does not stand in the field any more. */
export interface LostComment {
  readonly number: number;
  readonly quote: string;
}

export interface CommentPlacer {
  /** The HTML of a text with its comments' passages marked. */
  mark(html: string, place: TextPlace): string;
  /** Of this field, after all of its texts were marked. */
  lostOf(fieldId: string): LostComment[];
}

/** Puts comments where they belong; their number is their place in the list, from 1. */
export function commentPlacer(comments: readonly Comment[], t: Translate): CommentPlacer {
  const passages = comments.flatMap(({ anchor }, index) =>
    anchor?.kind === 'passage' ? [{ ...anchor, number: index + 1 }] : [],
  );
  const placed = new Set<number>();
  return {
    mark(html, place) {
      const own = passages.filter((one) => isAt(one, place));
      if (own.length === 0) return html;
      const text = textContentOf(html);
      const found = own.flatMap((one) => {
        const range = findPassage(text, one);
        return range
          ? [{ ...range, number: one.number, name: t('work:comment', { number: one.number }) }]
          : [];
      });
      for (const { number } of found) placed.add(number);
      return markPassages(html, found);
    },
    lostOf: (fieldId) =>
      passages
        .filter((one) => one.fieldId === fieldId && !placed.has(one.number))
        .map(({ number, quote }) => ({ number, quote })),
  };
}

function isAt(one: TextPlace, { fieldId, rowId, innerId }: TextPlace): boolean {
  return one.fieldId === fieldId && one.rowId === rowId && one.innerId === innerId;
}
