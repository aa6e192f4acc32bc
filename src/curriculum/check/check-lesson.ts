import type { Context } from '../compose/context.ts';
import type { Findings, Place } from '../files/issue.ts';
import type { Rendered } from '../markdown/render.ts';
import { checkProse } from './check-prose.ts';

export interface LessonText {
  readonly rendered: Rendered;
  readonly words: number;
  readonly place: Place;
}

/** Length, blocks and language of one lesson. */
export function checkLesson(lesson: LessonText, context: Context): void {
  const { findings, all } = context;
  const { min, max } = all.settings.lessonWords;
  if (lesson.words < min || lesson.words > max) {
    findings.error('lesson-words', lesson.place, { words: lesson.words, min, max });
  }
  checkBlocks(lesson, context);
  checkProse(lesson.rendered, lesson.place, context);
}

function checkBlocks({ rendered, place }: LessonText, { findings }: Context): void {
  if (blocksOf(rendered, 'case') === 0) findings.error('block-missing', place, { name: 'case' });
  checkOneOfEach(rendered, ['activity', 'check'], place, findings);
  if (blocksOf(rendered, 'check') > 0 && blocksOf(rendered, 'answer') === 0)
    findings.error('check-without-answer', place);
}

/** The brief of a task: an example, a variant for people without a class, how to write about people. */
export function checkBrief(rendered: Rendered, place: Place, context: Context): void {
  checkOneOfEach(rendered, ['example', 'variant', 'people'], place, context.findings);
  checkProse(rendered, place, context);
}

function checkOneOfEach(
  rendered: Rendered,
  names: readonly string[],
  place: Place,
  findings: Findings,
): void {
  for (const name of names) {
    const count = blocksOf(rendered, name);
    if (count === 0) findings.error('block-missing', place, { name });
    if (count > 1) findings.error('block-repeated', place, { name });
  }
}

function blocksOf(rendered: Rendered, name: string): number {
  return rendered.tokens.filter(({ type, info }) => type === 'block_open' && info === name).length;
}
