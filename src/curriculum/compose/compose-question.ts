import { hashOf } from '../files/hash.ts';
import { parseLocated, partOf, type Located } from '../files/located.ts';
import { renderInline } from '../markdown/parser.ts';
import type { Question } from '../model.ts';
import type { QuestionEntry } from '../schemas/structure.ts';
import { questionTexts } from '../schemas/texts.ts';
import { choicesOf, gradedChoices, isListed } from './compose-choices.ts';
import { feedbackHtml, idsDiffer, inlineHtml, markdownHtml, textsFit, type Context } from './context.ts';

type Entry<Type extends QuestionEntry['type']> = Located<Extract<QuestionEntry, { type: Type }>>;
type BaseKeys =
  'id' | 'version' | 'outcomeId' | 'difficulty' | 'lessonId' | 'caseHtml' | 'promptHtml' | 'explanationHtml';
type Base = Pick<Question, BaseKeys>;
/** What only this type of question has. */
type OwnParts<Type extends Question['type']> = Type extends unknown
  ? Omit<Extract<Question, { type: Type }>, BaseKeys>
  : never;
type Own<Type extends Question['type']> = OwnParts<Type> | null;

export interface QuestionParts {
  readonly entry: Located<QuestionEntry>;
  readonly text: Located<unknown>;
  /** Where `figures/` of the texts are. */
  readonly folder: string;
}

/** Structure and words of one question; null if they do not fit together, which is reported. */
export function composeQuestion(parts: QuestionParts, context: Context): Question | null {
  const own = composeOwn(parts.entry, parts.text, context);
  return own && { ...composeBase(parts, context), ...own };
}

function composeBase(parts: QuestionParts, context: Context): Base {
  const { id, outcome, difficulty, lesson } = parts.entry.value;
  const html = (key: string): string => markdownHtml(parts.text.textAt([key]), parts.folder, context).html;
  return {
    id,
    version: hashOf([parts.entry.value, parts.text.value]),
    outcomeId: outcome,
    difficulty,
    lessonId: lesson,
    caseHtml: html('case') || null,
    promptHtml: html('prompt'),
    explanationHtml: html('explanation'),
  };
}

function composeOwn(
  entry: Located<QuestionEntry>,
  text: Located<unknown>,
  context: Context,
): Own<Question['type']> {
  const { value } = entry;
  switch (value.type) {
    case 'single-choice':
    case 'multiple-response':
      return choiceQuestion({ ...entry, value }, text, context);
    case 'true-false':
      return trueFalse({ ...entry, value }, text, context);
    case 'matching':
      return matching({ ...entry, value }, text, context);
    case 'ordering':
      return ordering({ ...entry, value }, text, context);
    case 'cloze':
      return cloze({ ...entry, value }, text, context);
    case 'short-text':
      return shortText(text, context);
    case 'numeric':
      return numeric({ ...entry, value }, text, context);
  }
}

function choiceQuestion(
  entry: Entry<'single-choice' | 'multiple-response'>,
  text: Located<unknown>,
  context: Context,
): Own<'single-choice' | 'multiple-response'> {
  const words = parseLocated(text, questionTexts['single-choice'], context.findings);
  if (!words) return null;
  const options = gradedChoices(entry, partOf(words, ['options'], words.value.options), context);
  return options && { type: entry.value.type, options };
}

function trueFalse(entry: Entry<'true-false'>, text: Located<unknown>, context: Context): Own<'true-false'> {
  if (!parseLocated(text, questionTexts['true-false'], context.findings)) return null;
  return {
    type: 'true-false',
    answer: entry.value.answer,
    feedback: {
      trueHtml: feedbackHtml(text, ['feedback', 'true'], context),
      falseHtml: feedbackHtml(text, ['feedback', 'false'], context),
    },
  };
}

function matching(entry: Entry<'matching'>, text: Located<unknown>, context: Context): Own<'matching'> {
  const words = parseLocated(text, questionTexts.matching, context.findings);
  if (!words) return null;
  const { pairs, targets } = entry.value;
  const fits = [
    idsDiffer(targets, (index) => ['targets', index], entry, context),
    textsFit(Object.keys(pairs), partOf(words, ['pairs'], words.value.pairs), context),
    textsFit(targets, partOf(words, ['targets'], words.value.targets), context),
    ...Object.entries(pairs).map(([left, right]) =>
      isListed({ id: right, list: targets, source: entry, path: ['pairs', left] }, context),
    ),
  ];
  if (fits.includes(false)) return null;
  return {
    type: 'matching',
    pairs: Object.entries(pairs).map(([id, targetId]) => ({
      ...{ id, targetId, html: inlineHtml(words.textAt(['pairs', id, 'text']), context) },
      feedbackHtml: feedbackHtml(words, ['pairs', id, 'feedback'], context),
    })),
    targets: choicesOf(targets, partOf(words, ['targets'], words.value.targets), context),
  };
}

function ordering(entry: Entry<'ordering'>, text: Located<unknown>, context: Context): Own<'ordering'> {
  const words = parseLocated(text, questionTexts.ordering, context.findings);
  if (!words) return null;
  const { items, commonWrongOrder: order } = entry.value;
  const differ = idsDiffer(items, (index) => ['items', index], entry, context);
  if (!textsFit(items, partOf(words, ['items'], words.value.items), context) || !differ) return null;
  const hasWords = words.value.commonWrongOrder !== undefined;
  if (!order || !hasWords) context.findings.error('wrong-order-missing', (order ? words : entry).at([]));
  else if ([...order].sort().join() !== [...items].sort().join() || order.join() === items.join()) {
    context.findings.error('wrong-order-invalid', entry.at(['commonWrongOrder']));
  }
  return {
    type: 'ordering',
    items: choicesOf(items, partOf(words, ['items'], words.value.items), context),
    commonWrongOrder:
      order && hasWords ? { order, feedbackHtml: feedbackHtml(words, ['commonWrongOrder'], context) } : null,
  };
}

function cloze(entry: Entry<'cloze'>, text: Located<unknown>, context: Context): Own<'cloze'> {
  const words = parseLocated(text, questionTexts.cloze, context.findings);
  if (!words) return null;
  const ids = Object.keys(entry.value.gaps);
  const parts = clozeParts(words.value.text);
  const named = parts.flatMap((part) => (part.kind === 'gap' ? [part.gapId] : []));
  if ([...named].sort().join() !== [...ids].sort().join()) {
    context.findings.error('cloze-gaps', words.at(['text']), {
      found: named.join(', ') || '–',
      wanted: ids.join(', '),
    });
    return null;
  }
  if (!textsFit(ids, partOf(words, ['gaps'], words.value.gaps), context)) return null;
  const gaps = Object.entries(entry.value.gaps).map(([id, gap]) => ({
    id,
    options: gradedChoices(
      partOf(entry, ['gaps', id], gap),
      partOf(words, ['gaps', id], words.value.gaps[id] ?? {}),
      context,
    ),
  }));
  const whole = gaps.flatMap(({ id, options }) => (options ? [{ id, options }] : []));
  return whole.length === gaps.length ? { type: 'cloze', parts, gaps: whole } : null;
}

type ClozePart = Extract<Question, { type: 'cloze' }>['parts'][number];

function clozeParts(text: string): ClozePart[] {
  return text.split(/\{\{\s*([a-z0-9-]+)\s*\}\}/).flatMap((piece, index): ClozePart[] => {
    if (index % 2 === 1) return [{ kind: 'gap', gapId: piece }];
    return piece ? [{ kind: 'text', html: spaced(piece) }] : [];
  });
}

/** Inline Markdown loses the spaces at its ends, which the gaps need. */
function spaced(piece: string): string {
  return `${/^\s/.test(piece) ? ' ' : ''}${renderInline(piece)}${/\s$/.test(piece) ? ' ' : ''}`;
}

function shortText(text: Located<unknown>, context: Context): Own<'short-text'> {
  const words = parseLocated(text, questionTexts['short-text'], context.findings);
  if (!words) return null;
  return {
    type: 'short-text',
    accepted: words.value.accepted,
    expectedWrong: words.value.expectedWrong.map(({ answers }, index) => ({
      answers,
      feedbackHtml: feedbackHtml(words, ['expectedWrong', index, 'feedback'], context),
    })),
    otherFeedbackHtml: feedbackHtml(words, ['other'], context),
  };
}

function numeric(entry: Entry<'numeric'>, text: Located<unknown>, context: Context): Own<'numeric'> {
  const words = parseLocated(text, questionTexts.numeric, context.findings);
  if (!words) return null;
  const { answer, tolerance, expectedWrong } = entry.value;
  const ids = expectedWrong.map(({ id }) => id);
  const differ = idsDiffer(ids, (index) => ['expectedWrong', index], entry, context);
  if (!textsFit(ids, partOf(words, ['expectedWrong'], words.value.expectedWrong), context) || !differ)
    return null;
  return {
    ...{ type: 'numeric', answer, tolerance, unit: words.value.unit ?? null },
    expectedWrong: expectedWrong.map((wrong) => ({
      ...{ answer: wrong.answer, tolerance: wrong.tolerance },
      feedbackHtml: feedbackHtml(words, ['expectedWrong', wrong.id], context),
    })),
    otherFeedbackHtml: feedbackHtml(words, ['other'], context),
  };
}
