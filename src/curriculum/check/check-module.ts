import type { Context } from '../compose/context.ts';
import type { ModuleFiles } from '../files/curriculum-files.ts';
import type { Findings } from '../files/issue.ts';
import type { Located } from '../files/located.ts';
import type { FieldEntry, ModuleFile, TaskFile } from '../schemas/structure.ts';

type Limit = number | string | undefined;
type CompleteModule = Extract<ModuleFile, { state: 'complete' }>;

/** Hours, outcomes, lessons and task of one module. */
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
  checkTask(complete, files, context);
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

function checkTask(module: Located<CompleteModule>, { task }: ModuleFiles, { findings, all }: Context): void {
  if (!task) return;
  const { criteria, gradingMinutes, words } = task.value;
  const wanted = all.settings.criteria;
  if (criteria.length !== wanted)
    findings.error('criteria-count', task.at(['criteria']), { found: criteria.length, wanted });
  for (const { id, assessedBy } of module.value.outcomes) {
    const index = criteria.findIndex(({ outcome }) => outcome === id);
    if (assessedBy.includes('task') && index < 0)
      findings.error('outcome-not-in-criterion', task.at(['criteria']), { id });
    if (!assessedBy.includes('task') && index >= 0) {
      findings.error('outcome-not-for-task', task.at(['criteria', index, 'outcome']), { id });
    }
  }
  const most = all.settings.gradingMinutes;
  if (gradingMinutes > most)
    findings.error('grading-minutes', task.at(['gradingMinutes']), { found: gradingMinutes, most });
  if (words.min > words.max) findings.error('range-reversed', task.at(['words']), { id: 'words' });
  checkRanges(task, findings);
}

/** Limits of fields that no answer could keep. */
function checkRanges(task: Located<TaskFile>, findings: Findings): void {
  task.value.fields.forEach((field, index) => {
    const [low, high] = limitsOf(field);
    const place = task.at(['fields', index]);
    if (low !== undefined && high !== undefined && low > high)
      findings.error('range-reversed', place, { id: field.id });
  });
}

function limitsOf(field: FieldEntry): readonly [Limit, Limit] {
  switch (field.kind) {
    case 'long-text':
      return [field.minWords, field.maxWords];
    case 'number':
      return [field.min, field.max];
    case 'date':
      return [field.earliest, field.latest];
    case 'table':
      return [field.minRows, field.maxRows];
    case 'repeated-group':
    case 'dated-entries':
      return [field.minEntries, field.maxEntries];
    case 'text':
    case 'choice':
    case 'scale':
    case 'link':
    case 'file':
      return [undefined, undefined];
  }
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
