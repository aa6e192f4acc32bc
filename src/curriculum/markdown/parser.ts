import createMarkdown from 'markdown-it';
import { blocks } from './blocks.ts';
import { sanitised } from './sanitise.ts';

/** Reads Markdown, with the blocks of lessons. What it prints for blocks and figures is put into their `meta` first. */
export const parser = createMarkdown({ html: false, linkify: false, typographer: false }).use(blocks);

parser.disable('lheading');
for (const name of ['figure', 'block_open', 'block_close']) {
  parser.renderer.rules[name] = (tokens, index) => (tokens[index]?.meta as { readonly html: string }).html;
}
for (const name of ['image', 'block_stray', 'block_unclosed']) parser.renderer.rules[name] = () => '';
parser.renderer.rules['table_open'] = () =>
  '<div class="table-responsive" tabindex="0"><table class="table">\n';
parser.renderer.rules['table_close'] = () => '</table></div>\n';

/** Markdown within one paragraph: emphasis, code and links. */
export function renderInline(text: string): string {
  return sanitised(parser.renderInline(text, {}));
}
