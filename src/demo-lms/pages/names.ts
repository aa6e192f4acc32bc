import type { DemoPerson } from '../demo.records.ts';

/** A person's name, or null for somebody who shows none. */
export function nameOf({ givenName, familyName }: DemoPerson): string | null {
  return givenName && familyName ? `${givenName} ${familyName}` : null;
}

/** The country of a person's locale, in the reader's language. */
export function countryOf({ locale }: DemoPerson, language: string): string {
  const { region } = new Intl.Locale(locale);
  return (region && new Intl.DisplayNames([language], { type: 'region' }).of(region)) ?? '';
}

/** Who one is, for the line above each page. */
export function whoModel(person: DemoPerson): object {
  return { name: nameOf(person), roleKey: `demo:role.${person.role}`, subject: person.subject };
}
