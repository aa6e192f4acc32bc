import { stringify } from 'csv-stringify/sync';
import { competenceRows, loadCurriculum } from '../../curriculum/index.ts';
import { printJson, type CommandTools } from './tools.ts';

/** The competence map as data: one row for each outcome, question and criterion of each competence. */
export async function competencesCommand(tools: CommandTools): Promise<void> {
  const { curriculum } = await loadCurriculum(tools.folder);
  if (!curriculum) {
    tools.print(tools.t('cli-curriculum:stats.broken'));
    return tools.fail();
  }
  const rows = competenceRows(curriculum);
  if (tools.json) printJson(tools, rows);
  else tools.print(stringify([...rows], { header: true, escape_formulas: true }).trimEnd());
}
