export interface Contact {
  readonly kind: 'email' | 'telephone';
  readonly quote: string;
}

const emails = /[\p{L}\p{N}._%+-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24}/gu;
const links = /\bhttps?:\/\/[^\s)>]+/g;
/** Digits in groups, with what people put between them; not in the middle of a word or a longer number. */
const numbers = /(?<![\p{L}\p{N}.,/-])(?:\+|\()?\d(?:[ ./()\u00A0-]{0,3}\d){6,16}(?![\p{L}\p{N}])/gu;
const dates =
  /(?<!\d)(?:\d{4}[-./ ]\d{1,2}[-./ ]\d{1,2}|\d{1,2}[-./]\s?\d{1,2}[-./]\s?\d{2,4}|(?:19|20)\d\d\s?[-/]\s?(?:19|20)\d\d)(?!\d)/g;

/** E-mail addresses and telephone numbers in a text. */
export function findContacts(text: string): Contact[] {
  const withoutLinks = text.replaceAll(links, ' ');
  const addresses = Array.from(withoutLinks.matchAll(emails), ([quote]) => quote);
  const rest = withoutLinks.replaceAll(emails, ' ').replaceAll(dates, ' | ');
  const telephones = Array.from(rest.matchAll(numbers), ([quote]) => quote.trim()).filter(isTelephone);
  return [
    ...addresses.map((quote) => ({ kind: 'email' as const, quote })),
    ...telephones.map((quote) => ({ kind: 'telephone' as const, quote })),
  ];
}

/** The text with blanks for its e-mail addresses, so that no name is found within one. */
export function withoutEmails(text: string): string {
  return text.replaceAll(emails, (address) => ' '.repeat(address.length));
}

/**
 * International numbers begin with + or 00, those of most countries with 0. Where they do not (Spain, Poland, Denmark …)
 * they are written in groups: 612 345 678, 20 12 34 56. Amounts, years and numbers of books are none.
 */
function isTelephone(quote: string): boolean {
  const digits = quote.replaceAll(/\D/g, '');
  if (digits.length > 15) return false;
  if (/^(?:\+|\(?0)/.test(quote)) return digits.length >= 7 && /[1-9]/.test(digits);
  return (
    /^\(?\d{2,3}\)?(?:[ -]\d{2,3}){2,4}$/.test(quote) &&
    !/^\d{1,3}(?: \d00| 000)+$/.test(quote) &&
    digits.length >= 8
  );
}
