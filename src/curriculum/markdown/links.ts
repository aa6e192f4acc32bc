import { escapeHtml } from './escape-html.ts';

/** Links within the curriculum, as authors write them: `lesson:three-words`, `term:domain`. */
export const innerSchemes = ['lesson', 'quiz', 'task', 'module', 'term'] as const;

export interface InnerLink {
  readonly kind: (typeof innerSchemes)[number];
  readonly id: string;
}

const inner = /^(lesson|quiz|task|module|term):(.*)$/;

export function parseInnerLink(href: string): InnerLink | null {
  const [, kind, id] = inner.exec(href) ?? [];
  return kind && id ? { kind: kind as InnerLink['kind'], id } : null;
}

/**
 * Gives the links within the curriculum the addresses of the page's surroundings. Content HTML must pass through it before
 * it is printed where such links can occur; where `address` answers null, the words stay without a link.
 */
export function withLinks(html: string, address: (link: InnerLink) => string | null): string {
  return html.replace(/ href="((?:lesson|quiz|task|module|term):[^"]*)"/g, (_all, href: string) => {
    const link = parseInnerLink(href);
    const found = link && address(link);
    return found ? ` href="${escapeHtml(found)}"` : '';
  });
}
