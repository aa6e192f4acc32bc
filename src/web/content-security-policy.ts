/**
 * For the worker that reads PDF files: its decoders of pictures are WebAssembly from the tool itself. A worker has the
 * policy of its own script's answer.
 */
export const pdfWorkerPolicy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";

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
    "media-src 'self'",
    "worker-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    `form-action 'self'${formActions.map((origin) => ` ${origin}`).join('')}`,
    `frame-ancestors ${ancestors.join(' ')}`,
    "base-uri 'none'",
  ].join('; ');
}
