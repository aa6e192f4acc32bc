import { escapeHtml } from './escape-html.ts';

/** Links within the curriculum, as authors write them: `lesson:three-words`, `term:domain`; `log:` is the reader's own log. */
export const innerSchemes = ['lesson', 'quiz', 'task', 'module', 'term', 'document', 'log'] as const;

export interface InnerLink {
  readonly kind: (typeof innerSchemes)[number];
  /** Empty for the log, of which every reader has one. */
  readonly id: string;
}

const inner = /^(lesson|quiz|task|module|term|document|log):(.*)$/;

export function parseInnerLink(href: string): InnerLink | null {
  const [, kind, id = ''] = inner.exec(href) ?? [];
  return kind && (id === '') === (kind === 'log') ? { kind: kind as InnerLink['kind'], id } : null;
}

/**
 * Gives the links within the curriculum the addresses of the page's surroundings. Content HTML must pass through it before
 * it is printed where such links can occur; where `address` answers null, the words stay without a link.
 */
export function withLinks(html: string, address: (link: InnerLink) => string | null): string {
  return html.replace(
    / href="((?:lesson|quiz|task|module|term|document|log):[^"]*)"/g,
    (_all, href: string) => {
      const link = parseInnerLink(href);
      const found = link && address(link);
      return found ? ` href="${escapeHtml(found)}"` : '';
    },
  );
}
