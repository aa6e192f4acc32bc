import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compareTranslation, loadFiles, readCurriculum, translatedFrom } from '../../curriculum/index.ts';
import { printJson, type CommandTools } from './tools.ts';

type Options = CommandTools & { readonly confirm?: string | true };

/**
 * Which pieces of a translation are missing or out of date. `--confirm modules/01` takes the pieces whose names begin so as
 * translated from the present source.
 */
export async function translationsCommand(options: Options, language: string): Promise<void> {
  const { folder, confirm } = options;
  if (confirm !== undefined) {
    const start = confirm === true ? '' : confirm;
    const content = (await compare(folder, language)).confirm((piece) => piece.startsWith(start));
    await mkdir(join(folder, language), { recursive: true });
    await writeFile(join(folder, language, translatedFrom), content);
  }
  const { pieces } = await compare(folder, language);
  const open = pieces.filter(({ state }) => state !== 'current');
  const summary = { pieces: pieces.length, current: pieces.length - open.length };
  if (options.json) return printJson(options, { ...summary, open });
  for (const { piece, state } of open) {
    options.print(`${options.t(`cli-curriculum:translations.state.${state}`).padEnd(14)} ${piece}`);
  }
  options.print(options.t('cli-curriculum:translations.summary', summary));
}

async function compare(folder: string, language: string): Promise<ReturnType<typeof compareTranslation>> {
  const files = await loadFiles(folder);
  return compareTranslation(files, readCurriculum(files).curriculum?.language ?? 'en', language);
}
