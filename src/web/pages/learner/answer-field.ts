import type { Choice } from '../../../curriculum/index.ts';
import type { Answer, ShownQuestion } from '../../../learning/index.ts';
import { assertNever } from '../../../shared/index.ts';
import type { Translate } from '../../texts.ts';
import { plainText } from './plain-text.ts';

/** The part of a question's page in which the answer is given; `partial` names the template that prints it. */
export type AnswerField = ChoicesField | MatchingField | OrderingField | ClozeField | TextField;

interface FieldBase {
  readonly partial: string;
  /** How to answer, in words. */
  readonly hint: string;
}

export interface ChoicesField extends FieldBase {
  readonly inputType: 'radio' | 'checkbox';
  readonly options: readonly OptionModel[];
  /** A radio button cannot be taken back without help. */
  readonly mayClear: boolean;
  readonly isAnswered: boolean;
}

interface OptionModel {
  readonly inputId: string;
  readonly value: string;
  readonly html: string;
  readonly checked: boolean;
}

interface MenuModel {
  readonly inputId: string;
  readonly name: string;
  readonly entries: readonly { readonly value: string; readonly text: string; readonly selected: boolean }[];
}

export interface MatchingField extends FieldBase {
  readonly rows: readonly (MenuModel & { readonly html: string })[];
}

export interface OrderingField extends FieldBase {
  readonly rows: readonly (MenuModel & { readonly html: string; readonly text: string })[];
}

export interface ClozeField extends FieldBase {
  readonly parts: readonly {
    readonly html: string | null;
    readonly menu: (MenuModel & { readonly label: string }) | null;
  }[];
}

export interface TextField extends FieldBase {
  readonly inputMode: 'text' | 'decimal';
  readonly value: string;
  readonly unit: string | null;
  readonly label: string;
}

export function answerField(question: ShownQuestion, answer: Answer | null, t: Translate): AnswerField {
  switch (question.type) {
    case 'single-choice':
      return choicesField(question.options, {
        answer,
        inputType: 'radio',
        hint: t('learning:answer.chooseOne'),
      });
    case 'multiple-response':
      return choicesField(question.options, {
        ...{ answer, inputType: 'checkbox' },
        hint: t('learning:answer.chooseSeveral'),
      });
    case 'true-false':
      return choicesField(truthOptions(t), {
        answer,
        inputType: 'radio',
        hint: t('learning:answer.trueFalse'),
      });
    case 'matching':
      return matchingField(question, answer, t);
    case 'ordering':
      return orderingField(question, answer, t);
    case 'cloze':
      return clozeField(question, answer, t);
    case 'short-text':
      return textField({ answer, unit: null, inputMode: 'text' }, t);
    case 'numeric':
      return textField({ answer, unit: question.unit, inputMode: 'decimal' }, t);
    default:
      return assertNever(question);
  }
}

type Of<Type extends ShownQuestion['type']> = Extract<ShownQuestion, { readonly type: Type }>;

function truthOptions(t: Translate): Choice[] {
  return [
    { id: 'true', html: t('learning:answer.true') },
    { id: 'false', html: t('learning:answer.false') },
  ];
}

function choicesField(
  options: readonly Choice[],
  { answer, inputType, hint }: Pick<ChoicesField, 'inputType' | 'hint'> & { readonly answer: Answer | null },
): ChoicesField {
  const value = answer?.value ?? '';
  const chosen = new Set<unknown>(Array.isArray(value) ? value : [value]);
  return {
    partial: 'learner/answer-choices',
    hint,
    inputType,
    options: options.map(({ id, html }, index) => ({
      ...{ inputId: `option-${index + 1}`, value: id, html },
      checked: chosen.has(id),
    })),
    mayClear: inputType === 'radio',
    isAnswered: options.some(({ id }) => chosen.has(id)),
  };
}

function matchingField(
  { pairs, targets }: Of<'matching'>,
  answer: Answer | null,
  t: Translate,
): MatchingField {
  return {
    partial: 'learner/answer-matching',
    hint: t('learning:answer.match'),
    rows: pairs.map(({ id, html }, index) => ({
      ...menu({ id, index, choices: targets }, answer, t),
      html,
    })),
  };
}

function orderingField({ items }: Of<'ordering'>, answer: Answer | null, t: Translate): OrderingField {
  const places = items.map((_item, index) => ({ id: String(index + 1), html: String(index + 1) }));
  const rows = items.map(({ id, html }, index) => ({
    ...menu({ id, index, choices: places }, answer, t),
    html,
    text: plainText(html),
  }));
  const placeOf = (name: string): number => Number(partOf(answer, name.slice('answer.'.length)) || Infinity);
  return {
    partial: 'learner/answer-ordering',
    hint: t('learning:answer.order'),
    rows: [...rows].sort((a, b) => compare(placeOf(a.name), placeOf(b.name))),
  };
}

/** Items without a place keep their order, after those with one. */
function compare(a: number, b: number): number {
  return a === b ? 0 : a - b;
}

function clozeField({ parts, gaps }: Of<'cloze'>, answer: Answer | null, t: Translate): ClozeField {
  return {
    partial: 'learner/answer-cloze',
    hint: t('learning:answer.cloze'),
    parts: parts.map((part) => {
      if (part.kind === 'text') return { html: part.html, menu: null };
      const index = gaps.findIndex(({ id }) => id === part.gapId);
      const choices = gaps[index]?.options ?? [];
      const label = t('learning:answer.gap', { number: index + 1, all: gaps.length });
      return { html: null, menu: { ...menu({ id: part.gapId, index, choices }, answer, t), label } };
    }),
  };
}

interface MenuSource {
  readonly id: string;
  readonly index: number;
  readonly choices: readonly Choice[];
}

function menu({ id, index, choices }: MenuSource, answer: Answer | null, t: Translate): MenuModel {
  const given = partOf(answer, id);
  return {
    inputId: `part-${index + 1}`,
    name: `answer.${id}`,
    entries: [
      { value: '', text: t('learning:answer.choose'), selected: given === '' },
      ...choices.map((choice) => ({
        ...{ value: choice.id, text: plainText(choice.html) },
        selected: given === choice.id,
      })),
    ],
  };
}

function partOf(answer: Answer | null, id: string): string {
  const value = answer?.value;
  if (typeof value !== 'object' || Array.isArray(value)) return '';
  return (value as Readonly<Record<string, string>>)[id] ?? '';
}

function textField(
  { answer, unit, inputMode }: Pick<TextField, 'unit' | 'inputMode'> & { readonly answer: Answer | null },
  t: Translate,
): TextField {
  return {
    partial: 'learner/answer-text',
    hint: inputMode === 'decimal' ? t('learning:answer.number') : t('learning:answer.text'),
    inputMode,
    unit,
    value: typeof answer?.value === 'string' ? answer.value : '',
    label: t('learning:answer.yours'),
  };
}
