import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { errorTable } from '../../src/web/errors/error-table.ts';
import { collectUsedKeys, filesBelow, keysOf } from '../support/text-keys.ts';

const folder = 'src/web/locales';
const languages = readdirSync(folder);

function keysIn(language: string): Set<string> {
  const files = readdirSync(join(folder, language));
  return new Set(
    files.flatMap((file) =>
      keysOf(JSON.parse(readFileSync(join(folder, language, file), 'utf8')), `${file.replace('.json', '')}:`),
    ),
  );
}

const english = keysIn('en');
const namespaces = new Set([...english].map((key) => key.slice(0, key.indexOf(':'))));
const used = collectUsedKeys(
  filesBelow('src', '.ts').filter((file) => !file.includes('/assets/scripts/')),
  filesBelow('views', '.hbs'),
);
const errorTexts = Object.entries(errorTable).flatMap(([code, { namespace }]) =>
  ['title', 'text', 'action'].map((part) => `${namespace}:${code}.${part}`),
);

describe('texts', () => {
  it.each(languages.filter((language) => language !== 'en'))(
    'say in %s all that they say in English, and no more',
    (language) => {
      const other = keysIn(language);
      expect([...english].filter((key) => !other.has(key))).toEqual([]);
      expect([...other].filter((key) => !english.has(key))).toEqual([]);
    },
  );

  it('exist for every key that code or a template names', () => {
    const named = [...used.literals.keys()].filter((key) => namespaces.has(key.slice(0, key.indexOf(':'))));
    expect([...named, ...errorTexts].filter((key) => !english.has(key) && !isGroup(key))).toEqual([]);
  });

  it('are all used somewhere', () => {
    const known = new Set([...used.literals.keys(), ...errorTexts]);
    const unused = [...english].filter(
      (key) => !known.has(key) && !used.patterns.some((pattern) => pattern.test(key)),
    );
    expect(unused).toEqual([]);
  });
});

/** Whether a name stands for several texts, of which code takes one at run time. */
function isGroup(key: string): boolean {
  return [...english].some((other) => other.startsWith(`${key}.`));
}
