import { htmlPieces, type HtmlPiece } from './html-pieces.ts';
import type { Range } from './find-passage.ts';

/** A comment's passage in a text: its number on the page, and where it begins and ends. */
export interface MarkedPassage extends Range {
  readonly number: number;
  /** What a link from the passage to its comment is called. */
  readonly name: string;
}

/**
 * Puts marks around passages of sanitised HTML, with a link to the comment at each one's end. The characters that a
 * browser counts stay the same: the link's number is printed by the style sheet. Passages may overlap and may run over
 * several paragraphs.
 */
export function markPassages(html: string, passages: readonly MarkedPassage[]): string {
  if (passages.length === 0) return html;
  const cuts = passages.flatMap(({ start, end }) => [start, end]);
  let at = 0;
  const slices = htmlPieces(html).flatMap((piece) => {
    const from = at;
    at += piece.text.length;
    return slicesOf(piece, from, cuts);
  });
  const spans = passages.map((passage) => spanOf(passage, slices));
  let waiting = '';
  let inLink = false;
  return slices.reduce((written, slice, index) => {
    if (/^<a[\s>]/.test(slice.html)) inLink = true;
    if (slice.html === '</a>') inLink = false;
    waiting += spans.map(({ number, name, last }) => (last === index ? linkTo(number, name) : '')).join('');
    // A link cannot stand within a link.
    const links = inLink ? '' : waiting;
    if (!inLink) waiting = '';
    return written + marked(slice, index, spans) + links;
  }, '');
}

interface Slice extends HtmlPiece {
  readonly start: number;
}

/** Only runs of text are cut; a tag or a character reference stays whole. */
function slicesOf(piece: HtmlPiece, from: number, cuts: readonly number[]): Slice[] {
  if (piece.html !== piece.text) return [{ ...piece, start: from }];
  const inside = cuts.map((cut) => cut - from).filter((cut) => cut > 0 && cut < piece.text.length);
  const edges = [...new Set([0, ...inside, piece.text.length])].sort((a, b) => a - b);
  return edges.slice(0, -1).map((edge, index) => {
    const text = piece.text.slice(edge, edges[index + 1]);
    return { html: text, text, start: from + edge };
  });
}

interface Span extends MarkedPassage {
  /** Places of the first and last slice that show a part of the passage; −1: none does. */
  readonly first: number;
  readonly last: number;
}

function spanOf(passage: MarkedPassage, slices: readonly Slice[]): Span {
  const shows = (slice: Slice): boolean => isIn(passage, slice);
  return { ...passage, first: slices.findIndex(shows), last: slices.findLastIndex(shows) };
}

/** White space between paragraphs and cells takes no mark. */
function isIn({ start, end }: Range, { text, start: at }: Slice): boolean {
  return text.trim() !== '' && at < end && at + text.length > start;
}

function marked(slice: Slice, index: number, spans: readonly Span[]): string {
  if (!spans.some((span) => isIn(span, slice))) return slice.html;
  const begun = spans.filter(({ first }) => first === index);
  const anchors = begun.map(({ number }) => `<span id="passage-${number}"></span>`).join('');
  return `${anchors}<mark class="work-mark">${slice.html}</mark>`;
}

function linkTo(number: number, name: string): string {
  const label = name.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  return `<a class="work-ref" href="#comment-${number}" data-number="${number}" aria-label="${label}"></a>`;
}
