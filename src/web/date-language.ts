/** Whose conventions dates follow: English pages write 22 Nov 2026, 14:05, as their readers in Europe do. */
export function dateLanguage(language: string): string {
  return language === 'en' ? 'en-GB' : language;
}
