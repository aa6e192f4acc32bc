import { parse } from 'yaml';
import type { FileSet } from '../files/curriculum-files.ts';
import { hashOf } from '../files/hash.ts';

/**
 * The texts of one language, in pieces that are translated one by one: name → hash. A piece is a Markdown file, a drawing or
 * an entry of a YAML file (a title, a question, a term). The name has no language: `modules/01-…/quiz.yaml#questions.m1-a`.
 */
export function piecesOf(files: FileSet, language: string): ReadonlyMap<string, string> {
  return new Map(
    [...files].flatMap(([path, text]) => {
      const name = withoutLanguage(path, language);
      if (name === null || name === translatedFrom) return [];
      return path.endsWith('.yaml')
        ? entriesOf(name, parse(text) as unknown)
        : [[name, hashOf(text)] as const];
    }),
  );
}

/** Where a language keeps from which state of the source each of its pieces was translated. */
export const translatedFrom = 'translated-from.yaml';

function withoutLanguage(path: string, language: string): string | null {
  const parts = path.split('/');
  const at = parts[0] === 'modules' ? 2 : 0;
  return parts[at] === language ? parts.toSpliced(at, 1).join('/') : null;
}

function entriesOf(name: string, content: unknown): (readonly [string, string])[] {
  return Object.entries(asRecord(content)).flatMap(([key, value]) => {
    const inner = Object.entries(asRecord(value));
    if (inner.length === 0) return [[`${name}#${key}`, hashOf(value)] as const];
    return inner.map(([innerKey, innerValue]) => [`${name}#${key}.${innerKey}`, hashOf(innerValue)] as const);
  });
}

function asRecord(value: unknown): object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}
