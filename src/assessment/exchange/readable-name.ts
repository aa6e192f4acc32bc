/**
 * A name of a file or folder in an archive that every system can unpack: no separators, control characters or names
 * that Windows keeps for itself, no dots or spaces at the ends, at most `most` characters with the ending kept.
 */
export function readableName(name: string, most = 80): string {
  const clean = name
    .normalize('NFC')
    .replaceAll(forbidden, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/^[. ]+|[. ]+$/g, '');
  const short = shorten(clean, most);
  return short === '' || reserved.test(short) ? `_${short}` : short;
}

/** The name, with a number before its ending where the folder already holds one that differs at most in case. */
export function uniqueName(name: string, taken: Set<string>): string {
  const [, stem = name, ending = ''] = /^(.+?)(\.[^.]{1,10})?$/s.exec(name) ?? [];
  let unique = name;
  for (let number = 2; taken.has(unique.toLowerCase()); number += 1) unique = `${stem} (${number})${ending}`;
  taken.add(unique.toLowerCase());
  return unique;
}

/** Separators, what Windows forbids, control characters, and marks that turn the direction of what follows. */
const forbidden = /[\p{Cc}<>:"/\\|?*\u200b-\u200f\u202a-\u202e\u2066-\u2069]/gu;
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

function shorten(name: string, most: number): string {
  const letters = [...name];
  if (letters.length <= most) return name;
  const ending = /\.[^.\s]{1,10}$/.exec(name)?.[0] ?? '';
  return `${letters
    .slice(0, most - ending.length)
    .join('')
    .trimEnd()}${ending}`;
}
