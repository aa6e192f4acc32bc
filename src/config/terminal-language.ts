/** The language of command output: the first two letters of LC_ALL, LC_MESSAGES or LANG, as gettext does. */
export function terminalLanguage(env: NodeJS.ProcessEnv): string {
  const locale = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || 'en';
  return locale.slice(0, 2).toLowerCase();
}
