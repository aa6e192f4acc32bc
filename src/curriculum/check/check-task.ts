import type { Context } from '../compose/context.ts';
import type { ModuleFiles } from '../files/curriculum-files.ts';
import type { Findings } from '../files/issue.ts';
import type { Located } from '../files/located.ts';
import type { FieldEntry, ModuleFile, TaskFile } from '../schemas/structure.ts';

type Limit = number | string | undefined;

/** The rubric, the limits of the form and the samples of a task. */
export function checkTask({ module, task }: ModuleFiles, context: Context): void {
  if (!module || !task) return;
  checkRubric(task, context);
  checkOutcomes(task, module.value, context);
  checkRanges(task, context.findings);
  checkSamples(task, context);
}

function checkRubric(task: Located<TaskFile>, { findings, all }: Context): void {
  const { criteria, gradingMinutes, words } = task.value;
  const wanted = all.settings.criteria;
  if (criteria.length !== wanted)
    findings.error('criteria-count', task.at(['criteria']), { found: criteria.length, wanted });
  const most = all.settings.gradingMinutes;
  if (gradingMinutes > most)
    findings.error('grading-minutes', task.at(['gradingMinutes']), { found: gradingMinutes, most });
  if (words.min > words.max) findings.error('range-reversed', task.at(['words']), { id: 'words' });
}

function checkOutcomes(task: Located<TaskFile>, module: ModuleFile, { findings }: Context): void {
  const { criteria } = task.value;
  for (const { id, assessedBy } of module.outcomes) {
    const index = criteria.findIndex(({ outcome }) => outcome === id);
    if (assessedBy.includes('task') && index < 0)
      findings.error('outcome-not-in-criterion', task.at(['criteria']), { id });
    if (!assessedBy.includes('task') && index >= 0) {
      findings.error('outcome-not-for-task', task.at(['criteria', index, 'outcome']), { id });
    }
  }
}

function checkSamples(task: Located<TaskFile>, { findings, all }: Context): void {
  const { samples } = task.value;
  const least = all.settings.samples;
  if (samples.length < least)
    findings.error('samples-few', task.at(['samples']), { found: samples.length, least });
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
