import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const cache = new Map<string, string>();

/** A Bootstrap icon as markup, to stand beside a word; on its own it says nothing to a screen reader. */
export function iconMarkup(name: string): string {
  const known = cache.get(name);
  if (known !== undefined) return known;
  const file = readFileSync(require.resolve(`bootstrap-icons/icons/${name}.svg`), 'utf8');
  const markup = file
    .replace(/<svg[^>]*>/, '<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">')
    .trim();
  cache.set(name, markup);
  return markup;
}
