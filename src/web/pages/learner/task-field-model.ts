import type { TaskField } from '../../../curriculum/index.ts';
import { assertNever } from '../../../shared/index.ts';
import type { Translate } from '../../texts.ts';
import { plainText } from './plain-text.ts';

/** One thing that a task asks for, described before it can be filled in. */
export interface TaskFieldModel {
  readonly label: string;
  readonly help: string | null;
  readonly isOptional: boolean;
  /** What kind of answer and within which limits, in words. */
  readonly kindText: string;
  readonly choices: readonly string[];
  readonly fields: readonly TaskFieldModel[];
}

export function taskFieldModel(field: TaskField, t: Translate): TaskFieldModel {
  return {
    label: field.label,
    help: field.help,
    isOptional: !field.required,
    kindText: kindText(field, t),
    choices: choicesOf(field),
    fields: innerFieldsOf(field).map((inner) => taskFieldModel(inner, t)),
  };
}

function kindText(field: TaskField, t: Translate): string {
  switch (field.kind) {
    case 'text':
      return t('learning:task.field.text', { count: field.maxLength });
    case 'long-text':
      return rangeText({ name: 'longText', lowest: field.minWords, highest: field.maxWords }, t);
    case 'number':
      return rangeText({ name: 'number', lowest: field.min, highest: field.max }, t);
    case 'date':
      return rangeText({ name: 'date', lowest: field.earliest, highest: field.latest }, t);
    case 'choice':
      return field.multiple ? t('learning:task.field.chooseSeveral') : t('learning:task.field.chooseOne');
    case 'scale':
      return t('learning:task.field.scale');
    case 'table':
      return t('learning:task.field.table', { lowest: field.minRows, highest: field.maxRows });
    case 'repeated-group':
      return t('learning:task.field.group', { lowest: field.minEntries, highest: field.maxEntries });
    case 'dated-entries':
      return t('learning:task.field.entries', {
        lowest: field.minEntries,
        highest: field.maxEntries,
        count: field.daysApart,
      });
    case 'link':
      return t('learning:task.field.link');
    case 'file':
      return t('learning:task.field.file', {
        count: field.maxFiles,
        megabytes: field.maxMegabytes,
        types: field.accept.map(shortType).join(', '),
      });
    default:
      return assertNever(field);
  }
}

interface Range {
  readonly name: 'longText' | 'number' | 'date';
  readonly lowest: number | string | null;
  readonly highest: number | string | null;
}

function rangeText({ name, lowest, highest }: Range, t: Translate): string {
  const base = t(`learning:task.field.${name}`);
  if (lowest === null && highest === null) return base;
  const unit = name === 'longText' ? 'words' : 'value';
  if (lowest === null) return `${base}, ${t(`learning:task.field.${unit}UpTo`, { highest })}`;
  if (highest === null) return `${base}, ${t(`learning:task.field.${unit}From`, { lowest })}`;
  return `${base}, ${t(`learning:task.field.${unit}Between`, { lowest, highest })}`;
}

function choicesOf(field: TaskField): string[] {
  if (field.kind === 'choice') return field.options.map(({ html }) => plainText(html));
  if (field.kind === 'scale') return field.steps.map(({ html }) => plainText(html));
  return [];
}

/** The fields of a table, a repeated group or dated entries. */
export function innerFieldsOf(field: TaskField): readonly TaskField[] {
  if (field.kind === 'table') return field.columns;
  if (field.kind === 'repeated-group' || field.kind === 'dated-entries') return field.fields;
  return [];
}

/** `application/pdf` → PDF. */
function shortType(mime: string): string {
  return (mime.split('/').at(-1) ?? mime).toUpperCase();
}
