import type { Token } from 'markdown-it';

/** The words of an inline token, without marks and images. */
export function plainText(token: Token | undefined): string {
  return (token?.children ?? []).map(textOf).join('');
}

function textOf(token: Token): string {
  if (token.type === 'softbreak' || token.type === 'hardbreak') return ' ';
  return token.type === 'text' || token.type === 'code_inline' ? token.content : '';
}
