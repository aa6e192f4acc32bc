import type { Context } from '../compose/context.ts';
import type { ModuleFiles } from '../files/curriculum-files.ts';
import type { Located } from '../files/located.ts';
import type { ModuleFile } from '../schemas/structure.ts';

type CompleteModule = Extract<ModuleFile, { state: 'complete' }>;

/** Hours, outcomes and lessons of one module. */
export function checkModule(files: ModuleFiles, place: number, context: Context): void {
  const { module } = files;
  if (!module) return;
  const number = Number(/modules\/(\d\d)-/.exec(files.folder)?.[1]);
  if (number !== place)
    context.findings.error('module-number', { file: files.folder, line: null }, { number, place });
  checkOutcomeCount(module, context);
  if (module.value.state !== 'complete') return;
  const complete = { ...module, value: module.value };
  checkHours(complete, files, context);
  checkLessons(complete, context);
}

function checkOutcomeCount(module: Located<ModuleFile>, { findings, all }: Context): void {
  const { min, max } = all.settings.outcomes;
  const found = module.value.outcomes.length;
  if (found < min || found > max)
    findings.error('outcome-count', module.at(['outcomes']), { found, min, max });
}

function checkHours(
  module: Located<CompleteModule>,
  { quiz, task }: ModuleFiles,
  { findings, all }: Context,
): void {
  const { lessons, exchange, revisionHours, hours } = module.value;
  const { min, max } = all.settings.exchangeMinutes;
  if (exchange.minutes < min || exchange.minutes > max) {
    findings.error('exchange-minutes', module.at(['exchange', 'minutes']), {
      found: exchange.minutes,
      min,
      max,
    });
  }
  if (!quiz || !task) return;
  const minutes = lessons.reduce((sum, { minutes: m }) => sum + m.reading + m.practice + m.community, 0);
  const parts = {
    lessons: minutes / 60,
    exchange: exchange.minutes / 60,
    quiz: quiz.value.minutes / 60,
    task: task.value.hours,
    revision: revisionHours,
  };
  const counted = Object.values(parts).reduce((sum, part) => sum + part, 0);
  if (Math.abs(counted - hours) < 0.005) return;
  const sum = Object.entries(parts).map(([name, part]) => `${name} ${rounded(part)}`);
  findings.error('hours-module', module.at(['hours']), {
    hours,
    counted: rounded(counted),
    sum: sum.join(' + '),
  });
}

function checkLessons(module: Located<CompleteModule>, { findings, all }: Context): void {
  const { lessons, outcomes } = module.value;
  const { min, max } = all.settings.lessons;
  if (lessons.length < min || lessons.length > max) {
    findings.warn('lesson-count', module.at(['lessons']), { found: lessons.length, min, max });
  }
  outcomes.forEach(({ id }, index) => {
    const isTaught = lessons.some((lesson) => lesson.outcomes.includes(id));
    if (!isTaught) findings.error('outcome-not-taught', module.at(['outcomes', index]), { id });
  });
}

/** The hours of all modules, also of outlines. */
export function checkTotalHours({ all, findings }: Context): void {
  const { curriculum, modules } = all;
  if (!curriculum || modules.some(({ module }) => !module)) return;
  const counted = modules.reduce((sum, { module }) => sum + (module?.value.hours ?? 0), 0);
  const { hours } = curriculum.value;
  if (Math.abs(counted - hours) >= 0.005) {
    findings.error('hours-total', curriculum.at(['hours']), { hours, counted: rounded(counted) });
  }
}

function rounded(hours: number): string {
  return String(Math.round(hours * 100) / 100);
}
