/**
 * Where a person's name stands in a text: the whole of it in either order, or one of its parts with a capital letter, as
 * "rose" or "mark" alone is a word. Accents and case do not hide it. `anyCase` is for names of files.
 */
export function findName(text: string, name: string, { anyCase }: { readonly anyCase: boolean }): string[] {
  const parts = wordsIn(name).filter(({ folded }) => folded.length >= 3);
  if (parts.length === 0) return [];
  const known = new Set(parts.map(({ folded }) => folded));
  const words = wordsIn(text);
  return words.flatMap((word, index) => {
    if (!known.has(word.folded) || isContinuation(words, index, known)) return [];
    const run = runFrom(words, index, known);
    const last = run.at(-1) ?? word;
    const isWhole = run.length > 1;
    return isWhole || anyCase || /^\p{Lu}/u.test(word.text) ? [text.slice(word.start, last.end)] : [];
  });
}

interface Word {
  readonly text: string;
  readonly folded: string;
  readonly start: number;
  readonly end: number;
}

function wordsIn(text: string): Word[] {
  return Array.from(text.matchAll(/[\p{L}\p{M}]+/gu), (match) => ({
    text: match[0],
    folded: match[0].normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase(),
    ...{ start: match.index, end: match.index + match[0].length },
  }));
}

/** The words of the name that stand next to each other. */
function runFrom(words: readonly Word[], from: number, known: ReadonlySet<string>): Word[] {
  const run: Word[] = [];
  for (let index = from; known.has(words[index]?.folded ?? ''); index += 1) {
    const word = words[index];
    const before = run.at(-1);
    if (!word || (before && word.start - before.end > 2)) break;
    run.push(word);
  }
  return run;
}

function isContinuation(words: readonly Word[], index: number, known: ReadonlySet<string>): boolean {
  const [before, word] = [words[index - 1], words[index]];
  return (
    before !== undefined && word !== undefined && known.has(before.folded) && word.start - before.end <= 2
  );
}
