import type { Context } from '../compose/context.ts';
import type { Place } from '../files/issue.ts';
import type { Choice, GradedChoice, NumericQuestion, Question, ShortTextQuestion } from '../model.ts';

/** Where a question's structure and its words stand. */
export interface QuestionPlaces {
  readonly structure: Place;
  readonly text: Place;
}

/** What makes a question bad although its parts fit together. */
export function checkQuestion(question: Question, places: QuestionPlaces, context: Context): void {
  switch (question.type) {
    case 'single-choice':
    case 'multiple-response':
      checkOptions(question, places, context);
      break;
    case 'cloze':
      for (const gap of question.gaps) checkDifferent(gap.options, places.text, context);
      break;
    case 'matching':
      checkDifferent(question.targets, places.text, context);
      checkDifferent(question.pairs, places.text, context);
      break;
    case 'ordering':
      checkDifferent(question.items, places.text, context);
      break;
    case 'short-text':
    case 'numeric':
      checkExpectedWrong(question, places, context);
      break;
    case 'true-false':
      break;
  }
}

type WithOptions = Extract<Question, { type: 'single-choice' | 'multiple-response' }>;

function checkOptions(question: WithOptions, { structure, text }: QuestionPlaces, context: Context): void {
  const { findings, all } = context;
  const { options } = question;
  if (options.length < all.settings.options) {
    findings.error('options-few', structure, { options: options.length, least: all.settings.options });
  }
  if (question.type === 'multiple-response' && options.every(({ correct }) => correct)) {
    findings.error('all-options-right', structure);
  }
  const catchAll = options.find(({ html }) => isCatchAll(html));
  if (catchAll) findings.error('catch-all', text, { text: plain(catchAll.html) });
  checkDifferent(options, text, context);
  if (question.type === 'single-choice') checkLength(options, text, context);
}

/** "All of the above" tests reading of the options, not knowledge. */
function isCatchAll(html: string): boolean {
  const text = plain(html);
  return (
    /\b(all|none|both|neither|any) of the above\b/i.test(text) ||
    /^(all|none|both|neither) of (these|them|those|the (others?|options|answers))\W*$/i.test(text)
  );
}

function checkLength(options: readonly GradedChoice[], place: Place, { findings, all }: Context): void {
  const right = options.find(({ correct }) => correct);
  const wrong = options.filter(({ correct }) => !correct).map(({ html }) => plain(html).length);
  const ratio = right ? plain(right.html).length / Math.max(1, ...wrong) : 0;
  if (ratio > all.settings.givenAwayByLength) {
    findings.warn('given-away-by-length', place, {
      ratio: ratio.toFixed(1),
      most: all.settings.givenAwayByLength,
    });
  }
}

function checkDifferent(choices: readonly Choice[], place: Place, { findings }: Context): void {
  const texts = choices.map(({ html }) => plain(html).toLowerCase());
  const twice = texts.find((text, index) => texts.indexOf(text) < index);
  if (twice !== undefined) findings.error('same-text', place, { text: twice });
}

function checkExpectedWrong(
  question: ShortTextQuestion | NumericQuestion,
  { structure, text }: QuestionPlaces,
  { findings, all }: Context,
): void {
  const least = all.settings.expectedWrongAnswers;
  const found = question.expectedWrong.length;
  if (found < least) findings.error('expected-wrong-few', structure, { found, least });
  for (const answer of wronglyWrong(question)) findings.error('expected-wrong-right', text, { answer });
}

/** Expected wrong answers that are right. */
function wronglyWrong(question: ShortTextQuestion | NumericQuestion): readonly (string | number)[] {
  if (question.type === 'numeric') {
    const { answer, tolerance, expectedWrong } = question;
    return expectedWrong
      .map((wrong) => wrong.answer)
      .filter((wrong) => Math.abs(wrong - answer) <= tolerance);
  }
  const accepted = question.accepted.map((text) => text.trim().toLowerCase());
  const wrong = question.expectedWrong.flatMap(({ answers }) => answers);
  return wrong.filter((text) => accepted.includes(text.trim().toLowerCase()));
}

function plain(html: string): string {
  return html.replace(/<[^>]*>/g, '').trim();
}
