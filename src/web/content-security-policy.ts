interface Policy {
  readonly nonce: string;
  readonly frameAncestors: 'anyone' | readonly string[];
  readonly formActions?: readonly string[];
}

/** For answers that are not pages. */
export const closedPolicy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/**
 * The Content-Security-Policy of one page: scripts by nonce, everything else from the tool itself, nothing inline.
 * Level 3, https://www.w3.org/TR/CSP3/.
 */
export function contentSecurityPolicy({ nonce, frameAncestors, formActions = [] }: Policy): string {
  const ancestors = frameAncestors === 'anyone' ? ['*'] : frameAncestors;
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    `form-action 'self'${formActions.map((origin) => ` ${origin}`).join('')}`,
    `frame-ancestors ${ancestors.join(' ')}`,
    "base-uri 'none'",
  ].join('; ');
}
