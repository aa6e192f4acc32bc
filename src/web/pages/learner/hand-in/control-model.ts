import { longestText } from '../../../../assessment/index.ts';
import type { Choice, TaskField } from '../../../../curriculum/index.ts';
import type { Translate } from '../../../texts.ts';
import { wordsModel, type WordsModel } from './words-model.ts';

/** What stands in one control: a text, or the options that are chosen. */
export type ControlValue = string | readonly string[];

/** A field of the form that is one control or one set of boxes; `partial` names the template that prints it. */
export interface ControlModel {
  readonly partial: string;
  /** The name in the form; also its id. */
  readonly name: string;
  readonly label: string;
  readonly help: string | null;
  readonly isOptional: boolean;
  /** Which answers are possible, in words; null where the control itself says it. */
  readonly limit: string | null;
  readonly describedBy: string;
  readonly value: string;
  readonly maxLength: number | null;
  readonly lowest: number | string | null;
  readonly highest: number | string | null;
  /** So long that it is better read on several lines. */
  readonly isWide: boolean;
  readonly inputType: 'radio' | 'checkbox';
  readonly options: readonly OptionModel[];
  readonly words: WordsModel | null;
  /** Notes of the private log may be put in. */
  readonly takesNotes: boolean;
  /** Boxes belong together under one legend. */
  readonly isBoxes: boolean;
}

interface OptionModel {
  readonly id: string;
  readonly value: string;
  readonly html: string;
  readonly checked: boolean;
}

/** The kinds that are one control; rows are made of them. */
export type SimpleField = Exclude<
  TaskField,
  { readonly kind: 'table' | 'repeated-group' | 'dated-entries' | 'file' }
>;

/** Above this many characters a text needs more than one line to be read. */
const oneLine = 100;

export interface ControlPlace {
  readonly name: string;
  readonly value: ControlValue;
  readonly t: Translate;
}

export function controlModel(field: SimpleField, { name, value, t }: ControlPlace): ControlModel {
  const text = typeof value === 'string' ? value : '';
  const base: Omit<ControlModel, 'describedBy' | 'partial'> = {
    ...{ name, label: field.label, help: field.help, isOptional: !field.required, value: text },
    ...{ maxLength: null, lowest: null, highest: null, isWide: false, options: [], words: null },
    ...{ inputType: 'radio', takesNotes: false, isBoxes: false, limit: limitOf(field, t) },
  };
  return withDescription({ ...base, ...ofKind(field, { name, value, t }) });
}

type OfKind = Pick<ControlModel, 'partial'> & Partial<ControlModel>;

function ofKind(field: SimpleField, { name, value, t }: ControlPlace): OfKind {
  switch (field.kind) {
    case 'text':
      return {
        partial: 'learner/write/text',
        maxLength: field.maxLength,
        isWide: field.maxLength > oneLine,
      };
    case 'long-text':
      return {
        partial: 'learner/write/long-text',
        maxLength: longestText,
        words: wordsModel(typeof value === 'string' ? value : '', field, t),
        takesNotes: field.fromLog,
      };
    case 'number':
      return { partial: 'learner/write/number', lowest: field.min, highest: field.max };
    case 'date':
      return { partial: 'learner/write/date', lowest: field.earliest, highest: field.latest };
    case 'link':
      return { partial: 'learner/write/link', maxLength: 2_000 };
    case 'choice':
      return choices(field.options, { name, value, isMultiple: field.multiple });
    case 'scale':
      return choices(field.steps, { name, value, isMultiple: false });
  }
}

function choices(
  options: readonly Choice[],
  { name, value, isMultiple }: Pick<ControlPlace, 'name' | 'value'> & { readonly isMultiple: boolean },
): OfKind {
  const chosen = typeof value === 'string' ? [value] : value;
  return {
    partial: 'learner/write/choices',
    isBoxes: true,
    inputType: isMultiple ? 'checkbox' : 'radio',
    options: options.map(({ id, html }) => ({
      ...{ id: `${name}.${id}`, value: id, html },
      checked: chosen.includes(id),
    })),
  };
}

function limitOf(field: SimpleField, t: Translate): string | null {
  switch (field.kind) {
    case 'number':
      return rangeText(field.min, field.max, t);
    case 'choice':
      return field.multiple ? t('hand-in:limit.several') : null;
    case 'link':
      return t('hand-in:limit.link');
    case 'text':
    case 'long-text':
    case 'date':
    case 'scale':
      return null;
  }
}

function rangeText(lowest: number | null, highest: number | null, t: Translate): string {
  if (lowest !== null && highest !== null) return t('hand-in:limit.between', { lowest, highest });
  if (lowest !== null) return t('hand-in:limit.from', { lowest });
  return highest === null ? t('hand-in:limit.number') : t('hand-in:limit.upTo', { highest });
}

function withDescription(control: Omit<ControlModel, 'describedBy'>): ControlModel {
  const { name, help, limit, words } = control;
  const parts = [help && `${name}.help`, limit && `${name}.limit`, words && `${name}.words`];
  return { ...control, describedBy: parts.filter(Boolean).join(' ') };
}
