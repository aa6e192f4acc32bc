/**
 * Two short texts are the same answer when this makes them equal: no accents, small letters, one kind of apostrophe and
 * hyphen, single spaces, no punctuation at the ends.
 */
export function normaliseText(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[‘’ʼ`´]/g, "'")
    .replaceAll(/[‐‑‒–—]/g, '-')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/^[\p{P}\p{S}\s]+|[\p{P}\p{S}\s]+$/gu, '');
}
