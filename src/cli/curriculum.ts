/** npm run curriculum -- check | stats | competences | sheet | record | schemas | translations: what authors need, without a server or a database. */
import { Command } from 'commander';
import { projectPaths, terminalLanguage } from '../config/index.ts';
import { asLanguage, loadTexts } from '../web/index.ts';
import { checkCommand } from './curriculum/check-command.ts';
import { competencesCommand } from './curriculum/competences-command.ts';
import { schemasCommand } from './curriculum/schemas-command.ts';
import { recordCommand, sheetCommand } from './curriculum/second-reader-commands.ts';
import { statsCommand } from './curriculum/stats-command.ts';
import type { CommandTools } from './curriculum/tools.ts';
import { translationsCommand } from './curriculum/translations-command.ts';

const paths = projectPaths();
const language = asLanguage(terminalLanguage(process.env)) ?? 'en';
const tools: CommandTools = {
  t: loadTexts(paths.locales).inLanguage(language),
  language,
  folder: paths.curriculum,
  print: (line) => void process.stdout.write(`${line}\n`),
  fail: () => void (process.exitCode = 1),
};
const { t } = tools;
const program = new Command('curriculum').description(t('cli-curriculum:about'));
const folderOption = ['--folder <path>', t('cli-curriculum:folderOption'), paths.curriculum] as const;
const jsonOption = ['--json', t('cli-curriculum:jsonOption')] as const;

program
  .command('check')
  .description(t('cli-curriculum:check.about'))
  .option(...folderOption)
  .option(...jsonOption)
  .action((options: { folder: string; json?: true }) => checkCommand({ ...tools, ...options }));

program
  .command('stats')
  .description(t('cli-curriculum:stats.about'))
  .option(...folderOption)
  .option(...jsonOption)
  .action((options: { folder: string; json?: true }) => statsCommand({ ...tools, ...options }));

program
  .command('competences')
  .description(t('cli-curriculum:competences.about'))
  .option(...folderOption)
  .option(...jsonOption)
  .action((options: { folder: string; json?: true }) => competencesCommand({ ...tools, ...options }));

program
  .command('sheet <module>')
  .description(t('cli-curriculum:sheet.about'))
  .option(...folderOption)
  .option('--open', t('cli-curriculum:sheet.openOption'))
  .action((module: string, options: { folder: string; open?: true }) =>
    sheetCommand({ ...tools, ...options }, module),
  );

program
  .command('record <module> <sheet>')
  .description(t('cli-curriculum:record.about'))
  .option(...folderOption)
  .requiredOption('--reader <who>', t('cli-curriculum:record.readerOption'))
  .action((module: string, sheet: string, options: { folder: string; reader: string }) =>
    recordCommand({ ...tools, ...options }, module, sheet),
  );

program
  .command('schemas')
  .description(t('cli-curriculum:schemas.about'))
  .option(...folderOption)
  .action((options: { folder: string }) => schemasCommand({ ...tools, ...options }));

program
  .command('translations <language>')
  .description(t('cli-curriculum:translations.about'))
  .option(...folderOption)
  .option(...jsonOption)
  .option('--confirm [start]', t('cli-curriculum:translations.confirmOption'))
  .action((translation: string, options: { folder: string; json?: true; confirm?: string | true }) =>
    translationsCommand({ ...tools, ...options }, translation),
  );

await program.parseAsync();
