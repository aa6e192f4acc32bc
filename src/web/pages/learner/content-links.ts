import { withLinks, type InnerLink } from '../../../curriculum/index.ts';
import { paths, type Where } from '../../paths.ts';

/**
 * Gives the curriculum's links to its own parts (`lesson:three-words`) the addresses that they have here. A term leads
 * to its definition on the same page, where the page has it; else to the glossary.
 */
export function linkContent(html: string, where: Where, termIds: readonly string[] = []): string {
  return withLinks(html, (link) => addressOf(link, where, termIds));
}

function addressOf({ kind, id }: InnerLink, where: Where, termIds: readonly string[]): string {
  switch (kind) {
    case 'lesson':
      return paths.lesson.to({ ...where, lesson: id });
    case 'quiz':
      return paths.quiz.to({ ...where, quiz: id });
    case 'task':
      return paths.task.to({ ...where, task: id });
    case 'module':
      return paths.module.to({ ...where, module: id });
    case 'term':
      return `${termIds.includes(id) ? '' : paths.glossary.to(where)}#term-${id}`;
    case 'document':
      return paths.document.to({ ...where, document: id });
    case 'log':
      return paths.log.to(where);
  }
}
