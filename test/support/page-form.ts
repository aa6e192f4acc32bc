/** A form on a page: where it goes and what it carries. */
export interface PageForm {
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** The first form of a page that goes somewhere by POST. */
export function readForm(html: string): PageForm {
  const [, attributes = '', inside = ''] = /<form\b([^>]*)>([\s\S]*?)<\/form>/i.exec(html) ?? [];
  const fields = [...inside.matchAll(/<input\b[^>]*>/gi)].map(
    ([input]) => [attribute(input, 'name'), attribute(input, 'value')] as const,
  );
  return { action: attribute(attributes, 'action'), fields: Object.fromEntries(fields) };
}

function attribute(tag: string, name: string): string {
  return unescape(new RegExp(`\\b${name}="([^"]*)"`, 'i').exec(tag)?.[1] ?? '');
}

function unescape(text: string): string {
  const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
  return text.replaceAll(
    /&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi,
    (whole, hex?: string, decimal?: string, word?: string) => {
      if (hex) return String.fromCodePoint(Number.parseInt(hex, 16));
      if (decimal) return String.fromCodePoint(Number(decimal));
      return named[word ?? ''] ?? whole;
    },
  );
}
