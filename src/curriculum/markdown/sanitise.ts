import sanitizeHtml from 'sanitize-html';
import { innerSchemes } from './links.ts';

const options: sanitizeHtml.IOptions = {
  allowedTags: [
    ...[
      'p',
      'h2',
      'h3',
      'h4',
      'ul',
      'ol',
      'li',
      'blockquote',
      'pre',
      'code',
      'em',
      'strong',
      's',
      'a',
      'br',
      'hr',
    ],
    ...[
      'table',
      'thead',
      'tbody',
      'tr',
      'th',
      'td',
      'div',
      'section',
      'details',
      'summary',
      'figure',
      'figcaption',
      'span',
    ],
  ],
  allowedAttributes: {
    a: ['href', 'rel', 'target'],
    ol: ['start'],
    div: ['tabindex'],
    th: ['scope'],
    section: ['aria-labelledby'],
    '*': ['id', 'class'],
  },
  allowedSchemes: ['https', 'http', 'mailto', ...innerSchemes],
  transformTags: {
    a: (tagName, attribs) => ({
      tagName,
      attribs: /^https?:/.test(attribs['href'] ?? '') ? outward(attribs) : attribs,
    }),
    th: (tagName, attribs) => ({ tagName, attribs: { ...attribs, scope: 'col' } }),
  },
};

/** A second fence: Markdown with raw HTML switched off writes nothing else, and if it ever did, it ends here. */
export function sanitised(html: string): string {
  return sanitizeHtml(html, options).trim();
}

/** Other sites open beside the LMS: many refuse to stand in its frame. */
function outward(attribs: sanitizeHtml.Attributes): sanitizeHtml.Attributes {
  return { ...attribs, target: '_blank', rel: 'noopener noreferrer' };
}
