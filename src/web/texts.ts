import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import i18next, { type i18n, type TFunction } from 'i18next';
import { oneDecimalFormat } from './formats.ts';

export const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];
export type Translate = TFunction;

/** All text that a person reads, in every language of the interface. */
export interface Texts {
  /** The function that gives a language's texts: `t('learning:lesson.done', { count: 2 })`. */
  inLanguage(language: Language): Translate;
}

/** Reads every locale file at once: a text is missing at the start or never. */
export function loadTexts(folder: string): Texts {
  const instance: i18n = i18next.createInstance();
  const resources = Object.fromEntries(
    languages.map((language) => [language, readLanguage(folder, language)]),
  );
  void instance.init({
    resources,
    lng: 'en',
    fallbackLng: 'en',
    supportedLngs: [...languages],
    ns: Object.keys(resources['en'] ?? {}),
    defaultNS: 'common',
    initAsync: false,
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  const fixed = Object.fromEntries(
    languages.map((language) => [language, rememberPhrases(instance.getFixedT(language), language)]),
  );
  return { inLanguage: (language) => fixed[language] as Translate };
}

type Values = Readonly<Record<string, string | number | null | undefined>>;

/**
 * Asks i18next once for each text and each of its plural forms, and then only fills in values: a page prints a hundred
 * texts, and looking them up took longer than all of its templates. The texts use plurals and `{{value}}`, but none of
 * i18next's contexts, formats and nesting.
 */
function rememberPhrases(t: Translate, language: Language): Translate {
  const plurals = new Intl.PluralRules(language);
  const decimals = oneDecimalFormat(language);
  const phrases = new Map<string, readonly string[]>();
  const say = (key: string, values: Values = {}): string => {
    const { count } = values;
    const plural = typeof count === 'number' ? { count } : {};
    const form = typeof count === 'number' ? (count === 0 ? 'zero' : plurals.select(count)) : '';
    const name = `${key} ${form}`;
    const known = phrases.get(name);
    if (known) return fillIn(known, values, decimals);
    const text = t(key, { ...plural, skipInterpolation: true });
    const phrase = text.split(/\{\{-?\s*(.+?)\s*\}\}/);
    if (!key.endsWith(text)) phrases.set(name, phrase);
    return fillIn(phrase, values, decimals);
  };
  return say as Translate;
}

/** Every second part is the name of a value. Whole numbers stand as they are, others as the language writes them. */
function fillIn(phrase: readonly string[], values: Values, decimals: Intl.NumberFormat): string {
  let text = phrase[0] ?? '';
  for (let i = 1; i < phrase.length; i += 2) {
    const value = values[phrase[i] ?? ''] ?? '';
    const isDecimal = typeof value === 'number' && !Number.isInteger(value);
    text += (isDecimal ? decimals.format(value) : String(value)) + (phrase[i + 1] ?? '');
  }
  return text;
}

function readLanguage(folder: string, language: string): Record<string, object> {
  const files = readdirSync(join(folder, language)).filter((name) => name.endsWith('.json'));
  return Object.fromEntries(
    files.map((name) => [
      name.slice(0, -'.json'.length),
      JSON.parse(readFileSync(join(folder, language, name), 'utf8')) as object,
    ]),
  );
}

/** The language that a wish stands for (`de-AT` → `de`), or null where the interface has none. */
export function asLanguage(wish: string | null | undefined): Language | null {
  const primary = wish?.slice(0, 2).toLowerCase();
  return languages.find((language) => language === primary) ?? null;
}
