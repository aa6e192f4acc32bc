import mammoth from 'mammoth';
import sanitizeHtml from 'sanitize-html';
import type { Log } from '../../../shared/index.ts';

/** Bytes of HTML that a page still carries well; a longer document is downloaded. */
const longestHtml = 8 * 1024 * 1024;

/**
 * The words, headings, lists, tables and pictures of a DOCX as HTML in which nothing can run and nothing is fetched from
 * elsewhere. Null where it cannot be made out. The tool repacked the file when it came, so what it unpacks to is bounded.
 */
export async function documentHtml(content: Buffer, log: Log): Promise<string | null> {
  try {
    const { value } = await mammoth.convertToHtml({ buffer: content }, { externalFileAccess: false });
    return value.length > longestHtml ? null : sanitise(value);
  } catch (error) {
    log.info({ err: error }, 'a document could not be shown');
    return null;
  }
}

const pictures = /^data:image\/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=]+$/;

function sanitise(html: string): string {
  return sanitizeHtml(html, {
    allowedTags: [
      ...['p', 'br', 'strong', 'em', 'u', 's', 'sup', 'sub', 'ul', 'ol', 'li', 'blockquote', 'pre'],
      ...['table', 'thead', 'tbody', 'tr', 'th', 'td', 'a', 'img', 'h2', 'h3', 'h4', 'h5', 'h6'],
    ],
    allowedAttributes: {
      a: ['href', 'rel', 'target'],
      img: ['src', 'alt'],
      td: ['colspan', 'rowspan'],
      th: ['colspan', 'rowspan'],
    },
    allowedSchemes: ['http', 'https', 'mailto'],
    allowedSchemesByTag: { img: ['data'] },
    // The page has its own first heading: every level goes one down.
    transformTags: {
      ...{ h1: 'h2', h2: 'h3', h3: 'h4', h4: 'h5', h5: 'h6' },
      a: (_tag, { href = '' }) => linkOf(href),
      img: (_tag, { src = '', alt = '' }) => ({ tagName: 'img', attribs: { src, alt } }),
    },
    exclusiveFilter: ({ tag, attribs }) => tag === 'img' && !pictures.test(attribs['src'] ?? ''),
  });
}

/** Links within the document would lead nowhere. */
function linkOf(href: string): sanitizeHtml.Tag {
  const attribs: sanitizeHtml.Attributes = /^(?:https?|mailto):/i.test(href)
    ? { href, rel: 'noopener noreferrer', target: '_blank' }
    : {};
  return { tagName: 'a', attribs };
}
