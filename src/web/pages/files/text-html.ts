import Handlebars from 'handlebars';

/** A plain text as it stands, its line breaks kept. */
export function textHtml(content: Buffer): string {
  const text = content.toString('utf8').replace(/^\uFEFF/, '');
  return `<pre>${Handlebars.escapeExpression(text)}</pre>`;
}
