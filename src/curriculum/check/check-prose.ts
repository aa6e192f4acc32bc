import type { Context } from '../compose/context.ts';
import type { Place } from '../files/issue.ts';
import { passagesOf, readability, sentencesOf, wordsOf } from '../markdown/prose.ts';
import type { Rendered } from '../markdown/render.ts';

/** Mean length of sentences, overlong sentences, and for English the Flesch–Kincaid grade. */
export function checkProse(rendered: Rendered, place: Place, context: Context): void {
  const passages = passagesOf(rendered);
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
