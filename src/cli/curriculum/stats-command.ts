import { loadFiles, readCurriculum, statsOf, type CurriculumStats } from '../../curriculum/index.ts';
import { printJson, type CommandTools } from './tools.ts';

/** What the curriculum holds, counted. */
export async function statsCommand(tools: CommandTools): Promise<void> {
  const files = await loadFiles(tools.folder);
  const { curriculum } = readCurriculum(files);
  if (!curriculum) {
    tools.print(tools.t('cli-curriculum:stats.broken'));
    return tools.fail();
  }
  const stats = statsOf(curriculum, files);
  if (tools.json) printJson(tools, stats);
  else printStats(tools, stats);
}

function printStats({ t, print }: CommandTools, stats: CurriculumStats): void {
  for (const module of stats.modules) {
    const { number, id, hours, questions, withCase } = module;
    const words = module.lessons.reduce((sum, lesson) => sum + lesson.words, 0);
    const lessons = module.lessons.length;
    print(t('cli-curriculum:stats.module', { number, id, hours, lessons, words, questions, withCase }));
  }
  const types = Object.entries(stats.questionsByType).map(([type, count]) => `${type} ${count}`);
  print(t('cli-curriculum:stats.total', { ...stats, types: types.join(', ') }));
  print(t('cli-curriculum:stats.feedback', stats.choices));
  print(t('cli-curriculum:stats.rest', { ...stats }));
}
