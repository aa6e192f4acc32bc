/** Sanitised HTML in pieces, each with the characters that it adds to what is read. */
export interface HtmlPiece {
  readonly html: string;
  /** '' for a tag. */
  readonly text: string;
}

const names: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
};

/** Splits HTML as the sanitiser writes it into tags, character references and runs of text. */
export function htmlPieces(html: string): HtmlPiece[] {
  return (html.match(/<[^>]*>|&(?:#?\w+);|[^<&]+|[<&]/g) ?? []).map((piece) => ({
    html: piece,
    text: piece.startsWith('<') && piece.length > 1 ? '' : decoded(piece),
  }));
}

/** The characters that a browser shows for sanitised HTML, as its `textContent` has them. */
export function textContentOf(html: string): string {
  return htmlPieces(html)
    .map(({ text }) => text)
    .join('');
}

function decoded(piece: string): string {
  const [, name] = /^&(#?\w+);$/.exec(piece) ?? [];
  if (name === undefined) return piece;
  if (!name.startsWith('#')) return names[name] ?? piece;
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return String.fromCodePoint(code);
}
