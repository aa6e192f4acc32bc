import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import i18next, { type i18n, type TFunction } from 'i18next';

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
  const fixed = Object.fromEntries(languages.map((language) => [language, instance.getFixedT(language)]));
  return { inLanguage: (language) => fixed[language] as Translate };
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
