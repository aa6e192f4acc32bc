import type { Token } from 'markdown-it';
import type { Findings, Place } from '../files/issue.ts';
import type { BlockLabels } from '../schemas/texts.ts';
import { escapeHtml } from './escape-html.ts';
import { cleanDrawing } from './figures.ts';
import { idOf } from './heading-id.ts';
import { plainText } from './plain-text.ts';
import { renderInline } from './parser.ts';

/** What the text may refer to, and where problems go. */
export interface MarkdownContext {
  readonly labels: BlockLabels;
  /** The file of `figures/x.svg` beside the text, or null. */
  readonly figure: (path: string) => { readonly file: string; readonly text: string } | null;
  readonly findings: Findings;
}

/** The parts of one page that plain Markdown does not know: ids of headings, blocks and drawings. */
export class PageParts {
  readonly headings: { readonly id: string; readonly text: string }[] = [];
  private readonly usedIds = new Set<string>();
  private readonly drawings: string[] = [];

  constructor(
    private readonly context: MarkdownContext,
    private readonly placeOf: (token: Token) => Place,
  ) {}

  /** Gives a token what its renderer prints. `next` holds the words of a heading. */
  prepare(token: Token, next: Token | undefined): void {
    if (token.type === 'heading_open') this.prepareHeading(token, plainText(next));
    if (token.type === 'block_open') token.meta = { html: this.blockOpening(token) };
    if (token.type === 'block_close')
      token.meta = { html: token.info === 'answer' ? '</details>\n' : '</section>\n' };
    if (token.type === 'figure') token.meta = { html: this.figure(token) };
  }

  /** Puts the drawings in; they are cleaned by rules of their own. */
  withDrawings(html: string): string {
    return html.replace(
      /<span class="drawing-(\d+)"><\/span>/g,
      (_all, n: string) => this.drawings[Number(n)] ?? '',
    );
  }

  private prepareHeading(token: Token, text: string): void {
    const id = idOf(text, this.usedIds);
    token.attrSet('id', id);
    if (token.tag === 'h2') this.headings.push({ id, text });
  }

  private blockOpening(token: Token): string {
    const { labels } = this.context;
    if (token.info === 'answer') {
      return `<details class="block-answer"><summary>${escapeHtml(labels.answer)}</summary>\n`;
    }
    const label = token.info in labels ? labels[token.info as keyof typeof labels] : token.info;
    const { title } = token.meta as { readonly title: string | null };
    const id = idOf(title ?? label, this.usedIds);
    this.headings.push({ id, text: title ? `${label}: ${title}` : label });
    const words = `<span class="block-label">${escapeHtml(label)}</span>${title ? ` ${renderInline(title)}` : ''}`;
    return `<section class="block block-${token.info}" aria-labelledby="${id}">\n<h2 id="${id}">${words}</h2>\n`;
  }

  private figure(token: Token): string {
    const image = token.children?.[0];
    const caption = String(image?.attrGet('title') ?? '');
    const svg = this.drawing(String(image?.attrGet('src') ?? ''), image?.content ?? '', this.placeOf(token));
    if (svg === null) return '';
    const number = this.drawings.push(svg) - 1;
    const words = caption ? `<figcaption>${renderInline(caption)}</figcaption>` : '';
    return `<figure class="figure"><span class="drawing-${number}"></span>${words}</figure>\n`;
  }

  private drawing(path: string, alt: string, place: Place): string | null {
    const { findings } = this.context;
    const found = this.context.figure(path);
    if (!found) {
      findings.error('figure-missing', place, { path });
      return null;
    }
    const made = cleanDrawing(found.text, alt, idOf(path.replace(/^figures\/|\.svg$/g, ''), this.usedIds));
    if (!made) {
      findings.error('figure-unreadable', { file: found.file, line: 1 });
      return null;
    }
    for (const what of made.forbidden) findings.error('figure-forbidden', placeIn(found, what), { what });
    return made.svg;
  }
}

function placeIn(found: { readonly file: string; readonly text: string }, what: string): Place {
  const offset = found.text.indexOf(what.replace(/>$/, ''));
  return { file: found.file, line: offset < 0 ? 1 : found.text.slice(0, offset).split('\n').length };
}
