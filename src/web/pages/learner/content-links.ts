import { paths, type Where } from '../../paths.ts';

const targets = {
  lesson: (where: Where, id: string) => paths.lesson.to({ ...where, lesson: id }),
  quiz: (where: Where, id: string) => paths.quiz.to({ ...where, quiz: id }),
  task: (where: Where, id: string) => paths.task.to({ ...where, task: id }),
  module: (where: Where, id: string) => paths.module.to({ ...where, module: id }),
} as const;

type Target = keyof typeof targets;

/**
 * Gives the curriculum's links to its own parts (`lesson:three-words`) the addresses that they have here. A term leads
 * to its definition on the same page, where the page has it; elsewhere it stays a word.
 */
export function linkContent(html: string, where: Where, termIds: readonly string[] = []): string {
  return html.replaceAll(
    / href="(lesson|quiz|task|module|term):([^"]*)"/g,
    (_match, kind: Target | 'term', id: string) => {
      if (kind !== 'term') return ` href="${targets[kind](where, id)}"`;
      return termIds.includes(id) ? ` href="#term-${id}" class="term"` : '';
    },
  );
}
