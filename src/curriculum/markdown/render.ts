import type { Token } from 'markdown-it';
import type { Place } from '../files/issue.ts';
import type { LocatedText } from '../files/located.ts';
import { checkMarkdown } from './check-markdown.ts';
import { PageParts, type MarkdownContext } from './page-parts.ts';
import { parser } from './parser.ts';
import { sanitised } from './sanitise.ts';

export interface Rendered {
  readonly html: string;
  readonly headings: readonly { readonly id: string; readonly text: string }[];
  readonly tokens: readonly Token[];
  /** The place of a token of these. */
  readonly placeOf: (token: Token) => Place;
}

/** Markdown with headings, blocks, figures and tables. Problems in it are reported with their lines. */
export function renderMarkdown(source: LocatedText, context: MarkdownContext): Rendered {
  const tokens = parser.parse(source.text, {});
  markFigures(tokens);
  const placeOf = (token: Token): Place => ({
    file: source.file,
    line: token.map && source.line !== null ? source.line + token.map[0] : source.line,
  });
  checkMarkdown(tokens, placeOf, context.findings);
  const parts = new PageParts(context, placeOf);
  tokens.forEach((token, index) => parts.prepare(token, tokens[index + 1]));
  const html = parts.withDrawings(sanitised(parser.renderer.render(tokens, parser.options, {})));
  return { html, headings: parts.headings, tokens, placeOf };
}

/** A paragraph that holds only an image becomes a figure. */
function markFigures(tokens: Token[]): void {
  tokens.forEach((token, index) => {
    const before = tokens[index - 1];
    const after = tokens[index + 1];
    if (token.type !== 'inline' || before?.type !== 'paragraph_open' || !after) return;
    if (token.children?.length !== 1 || token.children[0]?.type !== 'image') return;
    token.type = 'figure';
    before.hidden = true;
    after.hidden = true;
  });
}
