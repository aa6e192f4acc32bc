import { checkBrief } from '../check/check-lesson.ts';
import { hashOf } from '../files/hash.ts';
import type { ModuleFiles } from '../files/curriculum-files.ts';
import { partOf, type Located, type LocatedText } from '../files/located.ts';
import type { Choice, Criterion, Task, TaskField } from '../model.ts';
import type { FieldEntry, SimpleFieldEntry, TaskFile } from '../schemas/structure.ts';
import type { FieldText, SimpleFieldText, TaskText } from '../schemas/texts.ts';
import { choicesOf } from './compose-choices.ts';
import { composeSamples } from './compose-samples.ts';
import { idsDiffer, markdownHtml, textsFit, type Context } from './context.ts';

/** The task of a module; null if a file is missing or the texts do not fit, which is reported. */
export function composeTask(files: ModuleFiles, moduleId: string, context: Context): Task | null {
  const { task, taskText, brief } = files;
  const briefHtml = brief && composeBrief(brief, files, context);
  if (!task || !taskText || briefHtml === null) return null;
  const fields = composeFields(task, taskText, context);
  const criteria = composeCriteria(task, taskText, context);
  const samples = composeSamples({ files, task, text: taskText }, context);
  if (!fields || !criteria || !samples) return null;
  const { id, points, hours, words, gradingMinutes, opensWith, markers, maxAuthors, peerReview } = task.value;
  return {
    ...{ id, moduleId, points, hours, words, gradingMinutes, markers, maxAuthors },
    ...{ fields, criteria, samples, briefHtml },
    version: hashOf([task.value, taskText.value, brief?.text]),
    title: taskText.value.title,
    opensWithModuleId: opensWith ?? null,
    peerReview: peerReview
      ? { reviews: peerReview.reviews, withinDays: peerReview.withinDays, sampleId: peerReview.sample }
      : null,
  };
}

function composeBrief(brief: LocatedText, files: ModuleFiles, context: Context): string {
  const rendered = markdownHtml(brief, files.texts, context);
  checkBrief(rendered, { file: brief.file, line: 1 }, context);
  return rendered.html;
}

function composeFields(
  task: Located<TaskFile>,
  text: Located<TaskText>,
  context: Context,
): TaskField[] | null {
  const entries = partOf(task, ['fields'], task.value.fields);
  return allFields(entries, partOf(text, ['fields'], text.value.fields), context, composeField);
}

type FieldMaker<Entry, Text> = (
  entry: Located<Entry>,
  text: Located<Text>,
  context: Context,
) => TaskField | null;

function allFields<Entry extends SimpleFieldEntry | FieldEntry, Text>(
  entries: Located<readonly Entry[]>,
  texts: Located<Readonly<Record<string, Text>>>,
  context: Context,
  make: FieldMaker<Entry, Text>,
): TaskField[] | null {
  const ids = entries.value.map(({ id }) => id);
  const differ = idsDiffer(ids, (index) => [index, 'id'], entries, context);
  if (!textsFit(ids, texts, context) || !differ) return null;
  const fields = entries.value.flatMap((entry, index) => {
    const text = texts.value[entry.id];
    const field = text && make(partOf(entries, [index], entry), partOf(texts, [entry.id], text), context);
    return field ? [field] : [];
  });
  return fields.length === ids.length ? fields : null;
}

function composeField(
  entry: Located<FieldEntry>,
  text: Located<FieldText>,
  context: Context,
): TaskField | null {
  const { value } = entry;
  switch (value.kind) {
    case 'table': {
      const columns = innerFields(partOf(entry, ['columns'], value.columns), text, 'columns', context);
      return columns && { ...fieldBase(value, text.value), ...value, columns };
    }
    case 'repeated-group':
    case 'dated-entries': {
      const fields = innerFields(partOf(entry, ['fields'], value.fields), text, 'fields', context);
      return fields && { ...fieldBase(value, text.value), ...value, fields };
    }
    case 'text':
    case 'long-text':
    case 'number':
    case 'date':
    case 'choice':
    case 'scale':
    case 'link':
    case 'file':
      return composeSimpleField(partOf(entry, [], value), text, context);
  }
}

function innerFields(
  entries: Located<readonly SimpleFieldEntry[]>,
  text: Located<FieldText>,
  key: 'columns' | 'fields',
  context: Context,
): TaskField[] | null {
  return allFields(entries, partOf(text, [key], text.value[key] ?? {}), context, composeSimpleField);
}

function composeSimpleField(
  entry: Located<SimpleFieldEntry>,
  text: Located<SimpleFieldText>,
  context: Context,
): TaskField | null {
  const { value } = entry;
  const base = fieldBase(value, text.value);
  switch (value.kind) {
    case 'long-text':
      return {
        ...base,
        kind: value.kind,
        minWords: value.minWords ?? null,
        maxWords: value.maxWords ?? null,
        fromLog: value.fromLog,
      };
    case 'number':
      return { ...base, kind: value.kind, min: value.min ?? null, max: value.max ?? null };
    case 'date':
      return { ...base, kind: value.kind, earliest: value.earliest ?? null, latest: value.latest ?? null };
    case 'choice': {
      const options = choices(value.options, partOf(text, ['options'], text.value.options ?? {}), context);
      return options && { ...base, kind: value.kind, multiple: value.multiple, options };
    }
    case 'scale': {
      const steps = choices(value.steps, partOf(text, ['steps'], text.value.steps ?? {}), context);
      return steps && { ...base, kind: value.kind, steps };
    }
    case 'text':
    case 'link':
    case 'file':
      return { ...base, ...value };
  }
}

function fieldBase(
  entry: { readonly id: string; readonly required: boolean },
  text: SimpleFieldText,
): Pick<TaskField, 'id' | 'label' | 'help' | 'required'> {
  return { id: entry.id, required: entry.required, label: text.label, help: text.help ?? null };
}

function choices(
  ids: readonly string[],
  texts: Located<Readonly<Record<string, string>>>,
  context: Context,
): readonly Choice[] | null {
  if (!textsFit(ids, texts, context)) return null;
  return choicesOf(ids, texts, context);
}

function composeCriteria(
  task: Located<TaskFile>,
  text: Located<TaskText>,
  context: Context,
): Criterion[] | null {
  const entries = task.value.criteria;
  const ids = entries.map(({ id }) => id);
  const differ = idsDiffer(ids, (index) => ['criteria', index, 'id'], task, context);
  if (!textsFit(ids, partOf(text, ['criteria'], text.value.criteria), context) || !differ) return null;
  const points = context.all.curriculum?.value.levelPoints ?? [0, 0, 0, 0];
  return entries.flatMap(({ id, outcome, competences }) => {
    const words = text.value.criteria[id];
    if (!words) return [];
    const levels = ([1, 2, 3, 4] as const).map((level) => ({
      ...{ level, points: points[level - 1] ?? 0, text: words.levels[level] },
    }));
    return [{ id, title: words.title, outcomeId: outcome, competences, levels }];
  });
}
