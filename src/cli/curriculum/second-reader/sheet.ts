import type { Question } from '../../../curriculum/index.ts';
import { showQuestion, type ShownQuestion } from '../../../learning/index.ts';

/** Letters for what can be chosen, since ids may tell the answer; and numbers for what wants an answer each. */
export interface SheetQuestion {
  readonly type: Question['type'];
  readonly case?: string;
  readonly prompt: string;
  readonly choices?: Readonly<Record<string, string>>;
  readonly parts?: Readonly<Record<string, string>>;
  readonly menus?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly unit?: string;
  /** How to write the answer. */
  readonly how: string;
  readonly answer: null;
  readonly note: null;
}

/** Questions without anything that tells the answer, ready to be filled in. */
export function sheetOf(pool: readonly Question[]): Readonly<Record<string, SheetQuestion>> {
  return Object.fromEntries(pool.map((question) => [question.id, sheetQuestion(shownOf(question))]));
}

/** As the sheet shows it: always in the same order, which is not the author's. */
export function shownOf(question: Question): ShownQuestion {
  return showQuestion(question, 'second reader');
}

function sheetQuestion(shown: ShownQuestion): SheetQuestion {
  return {
    type: shown.type,
    ...(shown.caseHtml === null ? {} : { case: plain(shown.caseHtml) }),
    prompt: plain(shown.promptHtml),
    ...body(shown),
    ...{ answer: null, note: null },
  };
}

function body(shown: ShownQuestion): Omit<SheetQuestion, 'type' | 'case' | 'prompt' | 'answer' | 'note'> {
  switch (shown.type) {
    case 'single-choice':
      return { choices: lettered(shown.options), how: 'A' };
    case 'multiple-response':
      return { choices: lettered(shown.options), how: '[A, C]' };
    case 'true-false':
      return { how: 'true' };
    case 'matching':
      return { parts: numbered(shown.pairs), choices: lettered(shown.targets), how: '{ 1: B, 2: A }' };
    case 'ordering':
      return { choices: lettered(shown.items), how: '[C, A, B]' };
    case 'cloze': {
      const menus = shown.gaps.map((gap, index) => [String(index + 1), lettered(gap.options)] as const);
      const text = shown.parts.map((part) =>
        part.kind === 'text' ? plain(part.html) : gapMark(shown, part.gapId),
      );
      return {
        parts: { text: text.join(' ').replaceAll(/ (?=[.,;:])/g, '') },
        menus: Object.fromEntries(menus),
        how: '{ 1: B, 2: A }',
      };
    }
    case 'short-text':
      return { how: 'a word or two' };
    case 'numeric':
      return { ...(shown.unit === null ? {} : { unit: shown.unit }), how: '4.5' };
  }
}

function gapMark(shown: Extract<ShownQuestion, { type: 'cloze' }>, gapId: string): string {
  return `[${shown.gaps.findIndex(({ id }) => id === gapId) + 1}]`;
}

interface Choice {
  readonly id: string;
  readonly html: string;
}

function lettered(choices: readonly Choice[]): Record<string, string> {
  return Object.fromEntries(choices.map(({ html }, index) => [letterAt(index), plain(html)]));
}

function numbered(choices: readonly Choice[]): Record<string, string> {
  return Object.fromEntries(choices.map(({ html }, index) => [String(index + 1), plain(html)]));
}

export function letterAt(index: number): string {
  return String.fromCodePoint(65 + index);
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

function plain(html: string): string {
  return html
    .replaceAll('\n', ' ')
    .replace(/<\/(?:p|li)>\s*/g, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(amp|lt|gt|quot|#39);/g, (_all, name: string) => entities[name] ?? '')
    .trim();
}
