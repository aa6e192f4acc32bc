import createMarkdown from 'markdown-it';
import sanitizeHtml from 'sanitize-html';

/** Headings of a text stand below the label of its field, which is of the third level. */
const levelsDown = 3;

const parser = createMarkdown({ html: false, linkify: true, breaks: true, typographer: false });
parser.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
// A picture from elsewhere would tell its host who reads the text.
parser.disable(['image', 'lheading']);
parser.core.ruler.push('lower-headings', (state) => {
  for (const token of state.tokens) {
    const level = Number(/^h([1-6])$/.exec(token.tag)?.[1] ?? 0);
    if (level > 0) token.tag = `h${Math.min(6, level + levelsDown)}`;
  }
});
parser.renderer.rules['table_open'] = () => '<div class="work-scroll" tabindex="0"><table>\n';
parser.renderer.rules['table_close'] = () => '</table></div>\n';

const allowed: sanitizeHtml.IOptions = {
  allowedTags: [
    ...['p', 'h4', 'h5', 'h6', 'ul', 'ol', 'li', 'blockquote', 'pre', 'code', 'em', 'strong', 's', 'a'],
    ...['br', 'hr', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'div'],
  ],
  allowedAttributes: {
    a: ['href', 'rel', 'target'],
    ol: ['start'],
    div: ['class', 'tabindex'],
    th: ['scope'],
  },
  allowedClasses: { div: ['work-scroll'] },
  allowedSchemes: ['https', 'http', 'mailto'],
  allowProtocolRelative: false,
  transformTags: {
    a: (tagName, attribs) => ({
      tagName,
      attribs: { ...attribs, target: '_blank', rel: 'noopener noreferrer nofollow' },
    }),
    th: (tagName, attribs) => ({ tagName, attribs: { ...attribs, scope: 'col' } }),
  },
};

/** What an author wrote in a long text, as HTML that may be printed: no pictures, no HTML of their own, plain links. */
export function renderAuthorMarkdown(markdown: string): string {
  return sanitizeHtml(parser.render(tidied(markdown)), allowed).trim();
}

/** Text of one line or several without any marks, as HTML. */
export function renderPlain(text: string): string {
  return tidied(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Line ends of one kind, and no characters that browsers replace or that are not to be seen. */
function tidied(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replaceAll(/\r\n?/g, '\n').replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '');
}
