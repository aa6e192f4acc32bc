/** Addresses of links and signs at the beginning of a line; the same as in the room assessment, which has the last word. */
const noWords = /\]\([^)\s]*(?:\s+"[^"]*")?\)|<https?:[^>\s]*>|^\s*(?:```|~~~).*$/gm;

/** Words as the check before the hand-in counts them. */
export function countWords(markdown: string): number {
  return markdown
    .replaceAll(noWords, '] ')
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}
