import type { Anchor } from '../../../assessment/index.ts';

type Passage = Extract<Anchor, { kind: 'passage' }>;

export interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * Where the words stand to which a comment belongs: at the place that it names if they are still there, else where they
 * are found nearest to it; null where they are gone. White space of any kind and length counts as equal.
 */
export function findPassage(
  text: string,
  { start, end, quote }: Pick<Passage, 'start' | 'end' | 'quote'>,
): Range | null {
  const wanted = folded(quote).trim();
  if (wanted === '') return null;
  if (start >= 0 && end <= text.length && folded(text.slice(start, end)).trim() === wanted)
    return { start, end };
  const places = placesOf(text, wanted);
  const distance = (place: Range): number => Math.abs(place.start - start);
  return places.reduce<Range | null>(
    (best, place) => (best === null || distance(place) < distance(best) ? place : best),
    null,
  );
}

function folded(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}

function placesOf(text: string, wanted: string): Range[] {
  const pattern = wanted
    .split(' ')
    .map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('\\s+');
  return [...text.matchAll(new RegExp(pattern, 'g'))].map(({ index, 0: found }) => ({
    start: index,
    end: index + found.length,
  }));
}
