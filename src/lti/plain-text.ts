/** Characters that a name never needs and that could disturb a page: control characters and text direction marks. */
const unwanted = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu;
/** Joiners that some scripts and emoji need stand among \p{Cf}. */
const joiners = /[\u200C\u200D]/;

/**
 * A name or title as a platform sent it, cleaned (NFC, no control or direction characters, single spaces) and cut to a
 * number of characters; null where nothing readable is left. Untrusted text all the same.
 */
export function toPlainText(value: unknown, maxLength: number): string | null {
  if (typeof value !== 'string') return null;
  const clean = value
    .slice(0, maxLength * 8)
    .normalize('NFC')
    .replaceAll(unwanted, (character) => (joiners.test(character) ? character : ' '))
    .replaceAll(/\s+/g, ' ')
    .trim();
  const cut = [...clean].slice(0, maxLength).join('').trim();
  return cut === '' ? null : cut;
}
