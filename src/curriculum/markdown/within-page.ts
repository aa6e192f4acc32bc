/**
 * HTML of a text that stands within a page, beside others under headings of the third level: its own headings come below
 * those, and its ids differ from the page's.
 */
export function withinPage(html: string, name: string): string {
  return html
    .replace(/<(\/?)h([23])\b/g, (_all, slash: string, level: string) => `<${slash}h${Number(level) + 2}`)
    .replace(/ (id="|aria-labelledby="|href="#)([^"]*)"/g, ` $1${name}-$2"`);
}
