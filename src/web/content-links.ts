import { withLinks, type InnerLink } from '../curriculum/index.ts';
import { paths, type Where } from './paths.ts';

/** What stands on the page itself. */
export interface OnPage {
  /** Terms that the page defines; others are looked up in the glossary. */
  readonly termIds?: readonly string[];
  /** Where the reader's log is; without one the word stays a word. */
  readonly log?: string | null;
}

/** Gives the curriculum's links to its own parts (`lesson:three-words`) the addresses that they have here. */
export function linkContent(html: string, where: Where, onPage: OnPage = {}): string {
  return withLinks(html, (link) => addressOf(link, where, onPage));
}

function addressOf(
  { kind, id }: InnerLink,
  where: Where,
  { termIds = [], log = null }: OnPage,
): string | null {
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
      return log;
  }
}
