/**
 * The address of the next page in a Link header (RFC 8288), resolved against the page that named it; null if there is
 * none. Read leniently, as Moodle writes curly quotes and `&amp;` there.
 */
export function nextPage(header: string | readonly string[] | undefined, page: string): string | null {
  const text = typeof header === 'string' ? header : (header ?? []).join(', ');
  for (const [, target = '', parameters = ''] of text.matchAll(/<([^>]*)>([^<]*)/g)) {
    const relations = /\brel\s*=[^a-z]*([a-z ]+)/i.exec(parameters)?.[1]?.toLowerCase().split(' ') ?? [];
    const address = target.trim().replaceAll('&amp;', '&');
    if (relations.includes('next') && URL.canParse(address, page)) return new URL(address, page).href;
  }
  return null;
}
