/** npm run admin -- …: what an administrator does on the command line, whether the tool runs or not. */
import { Command } from 'commander';
import { projectPaths, readConfig, terminalLanguage } from '../config/index.ts';
import { asLanguage, loadTexts } from '../web/index.ts';
import { withData, type AdminTools } from './admin/admin-tools.ts';
import { dataCommands } from './admin/data-commands.ts';
import { platformCommands } from './admin/platform-commands.ts';
import { explainFailure } from './explain-failure.ts';

const paths = projectPaths();
const language = asLanguage(terminalLanguage(process.env)) ?? 'en';
const t = loadTexts(paths.locales).inLanguage(language);
const tools: AdminTools = {
  t,
  language,
  print: (line) => void process.stdout.write(`${line}\n`),
  withData: (job) => withData(readConfig(process.env), paths, job),
};

const program = new Command('admin').description(t('cli-admin:about'));
platformCommands(program, tools);
dataCommands(program, tools);

try {
  await program.parseAsync();
} catch (error) {
  for (const line of explainFailure(error, t, language)) process.stderr.write(`${line}\n`);
  process.exitCode = 1;
}
