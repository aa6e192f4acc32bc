import TurndownService from 'turndown';
import { tidyWordHtml } from './tidy-word-html.ts';

const service = new TurndownService({
  headingStyle: 'atx',
  bulletListMarker: '-',
  emDelimiter: '_',
  codeBlockStyle: 'fenced',
});
// Strokes that stand in a text are not doubled: whoever writes should not meet marks that they did not set.
service.escape = (text) => text;
service.remove(['style', 'script', 'title', 'noscript']);
service.addRule('no pictures', { filter: ['img', 'picture', 'video'], replacement: () => '' });
service.addRule('links', {
  filter: (node) => node.nodeName === 'A',
  replacement: (content, node) => {
    const href = node.getAttribute('href') ?? '';
    return /^(https?|mailto):/i.test(href) && content.trim() !== ''
      ? `[${content.trim()}](${href})`
      : content;
  },
});
service.addRule('list items without wide gaps', {
  filter: 'li',
  replacement: (content, node) => listItem(content, node),
});
service.addRule('cells', {
  filter: ['th', 'td'],
  replacement: (content) =>
    ` ${content
      .trim()
      .replaceAll(/\s*\n\s*/g, ' ')
      .replaceAll('|', '/')} |`,
});
service.addRule('rows', {
  filter: 'tr',
  replacement: (content, node) => {
    const row = node as HTMLTableRowElement;
    const isFirst = row.closest('table')?.querySelector('tr') === row;
    return `|${content.trimEnd()}\n${isFirst ? `|${' --- |'.repeat(row.cells.length)}\n` : ''}`;
  },
});
service.addRule('tables', {
  filter: ['table'],
  replacement: (content) => `\n\n${content.replaceAll(/\n{2,}/g, '\n').trim()}\n\n`,
});

/** Headings, lists, bold, italic, links and tables of a pasted text, in Markdown; all else becomes plain words. */
export function asMarkdown(html: string): string {
  return service
    .turndown(tidyWordHtml(html))
    .replaceAll('\u00a0', ' ')
    .replaceAll(/[ \t]+\n/g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

function listItem(content: string, item: Element): string {
  const list = item.parentElement;
  const number = list?.nodeName === 'OL' ? `${[...list.children].indexOf(item) + 1}. ` : '- ';
  const lines = content.trim().replaceAll('\n', `\n${' '.repeat(number.length)}`);
  return `${number}${lines}${item.nextElementSibling ? '\n' : ''}`;
}
