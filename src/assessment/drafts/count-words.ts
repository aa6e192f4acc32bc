/** What stands between the words of Markdown without being one: addresses of links, signs at the beginning of a line. */
const noWords = /\]\([^)\s]*(?:\s+"[^"]*")?\)|<https?:[^>\s]*>|^\s*(?:```|~~~).*$/gm;

/** Words as people count them: what stands between spaces and has a letter or a digit; addresses of links do not count. */
export function countWords(markdown: string): number {
  return markdown
    .replaceAll(noWords, '] ')
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}
