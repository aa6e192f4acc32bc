import type { Place } from '../drafts/check-field.ts';
import type { PlacedText } from '../drafts/field-texts.ts';
import { findContacts, withoutEmails } from './find-contacts.ts';
import { findName } from './find-name.ts';

/** What the tool knows of the author. */
export interface KnownDetails {
  readonly name: string | null;
  readonly email: string | null;
  /** The school or course, as far as the LMS names it. */
  readonly school: string | null;
}

export interface PrivateDetail {
  /** own-…: of the author; email and telephone: anybody's. */
  readonly kind: 'own-name' | 'own-email' | 'own-school' | 'email' | 'telephone';
  /** Where it stands; null: in the name of a file. */
  readonly place: Place | null;
  readonly fileName: string | null;
  /** As it stands there. */
  readonly quote: string;
}

/**
 * Finds what tells who somebody is: the author's own name, e-mail and school, and anybody's e-mail addresses and telephone
 * numbers, in texts and names of files. It warns and misses things: names of other people it does not know.
 */
export function findPrivateDetails(
  known: KnownDetails,
  { texts, fileNames }: { readonly texts: readonly PlacedText[]; readonly fileNames: readonly string[] },
): PrivateDetail[] {
  const inTexts = texts.flatMap(({ text, fieldId, rowId, innerId }) =>
    findIn(text, known).map((found) => ({ ...found, place: { fieldId, rowId, innerId }, fileName: null })),
  );
  const inNames = fileNames.flatMap((fileName) =>
    findIn(spaced(fileName), known, true).map((found) => ({ ...found, place: null, fileName })),
  );
  return [...inTexts, ...inNames];
}

type Found = Pick<PrivateDetail, 'kind' | 'quote'>;

function findIn(text: string, { name, email, school }: KnownDetails, isFileName = false): Found[] {
  const contacts = findContacts(text).map(({ kind, quote }) => ({
    kind: kind === 'email' && quote.toLowerCase() === email?.toLowerCase() ? ('own-email' as const) : kind,
    quote,
  }));
  const names = name === null ? [] : findName(withoutEmails(text), name, { anyCase: isFileName });
  const schools = school === null || school.trim().length < 4 ? [] : findPhrase(text, school.trim());
  return distinct([
    ...names.map((quote) => ({ kind: 'own-name' as const, quote })),
    ...contacts,
    ...schools.map((quote) => ({ kind: 'own-school' as const, quote })),
  ]);
}

/** `ana_novak-report.pdf` has words too. */
function spaced(fileName: string): string {
  return fileName.replace(/\.[A-Za-z0-9]{1,5}$/, '').replaceAll(/[_-]+/g, ' ');
}

function findPhrase(text: string, phrase: string): string[] {
  const words = phrase.split(/\s+/).map((word) => word.replaceAll(/[$()*+./?[\\\]^{|}]/g, '\\$&'));
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])${words.join('\\s+')}(?![\\p{L}\\p{N}])`, 'giu');
  return Array.from(text.matchAll(pattern), ([quote]) => quote);
}

function distinct(found: readonly Found[]): Found[] {
  return [...new Map(found.map((one) => [`${one.kind} ${one.quote}`, one])).values()];
}
