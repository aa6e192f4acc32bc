import type { Context } from '../compose/context.ts';
import type { Place } from '../files/issue.ts';
import { passagesOf, readability, sentencesOf, wordsOf, type Passage } from '../markdown/prose.ts';
import type { Rendered } from '../markdown/render.ts';

export interface LessonText {
  readonly rendered: Rendered;
  readonly words: number;
  readonly place: Place;
}

/** Length, blocks and readability of one lesson. */
export function checkLesson(lesson: LessonText, context: Context): void {
  const { findings, all } = context;
  const { min, max } = all.settings.lessonWords;
  if (lesson.words < min || lesson.words > max) {
    findings.error('lesson-words', lesson.place, { words: lesson.words, min, max });
  }
  checkBlocks(lesson, context);
  checkReadability(passagesOf(lesson.rendered), lesson.place, context);
}

function checkBlocks({ rendered, place }: LessonText, { findings }: Context): void {
  const blocks = rendered.tokens.filter(({ type }) => type === 'block_open');
  const countOf = (name: string): number => blocks.filter(({ info }) => info === name).length;
  if (countOf('case') === 0) findings.error('block-missing', place, { name: 'case' });
  for (const name of ['activity', 'check']) {
    if (countOf(name) === 0) findings.error('block-missing', place, { name });
    if (countOf(name) > 1) findings.error('block-repeated', place, { name });
  }
  if (countOf('check') > 0 && countOf('answer') === 0) findings.error('check-without-answer', place);
}

/** Mean length of sentences, overlong sentences, and for English the Flesch–Kincaid grade. */
function checkReadability(passages: readonly Passage[], place: Place, context: Context): void {
  const { findings, all } = context;
  const { meanSentenceWords, fleschKincaid, longSentenceWords } = all.settings;
  const found = readability(passages, all.language);
  if (found.meanSentenceWords > meanSentenceWords) {
    findings.error('sentence-mean', place, {
      mean: found.meanSentenceWords.toFixed(1),
      most: meanSentenceWords,
    });
  }
  if (all.language === 'en' && found.grade > fleschKincaid) {
    findings.warn('reading-grade', place, { grade: found.grade.toFixed(1), most: fleschKincaid });
  }
  for (const passage of passages) {
    for (const sentence of sentencesOf(passage.text, all.language)) {
      const words = wordsOf(sentence).length;
      if (words <= longSentenceWords) continue;
      const start = `${wordsOf(sentence).slice(0, 6).join(' ')} …`;
      findings.warn('sentence-long', passage.place, { words, most: longSentenceWords, start });
    }
  }
}
