import type { SheetFault, SheetProblem } from '../../../assessment/index.ts';
import type { Task } from '../../../curriculum/index.ts';
import { assertNever } from '../../../shared/index.ts';
import type { Translate } from '../../texts.ts';
import { columnTitle } from './sheet-words.ts';

/** Why nothing of a file can be read, and what to do. */
export function faultText({ code, detail }: SheetFault, t: Translate): string {
  return t(`oversight:sheet.fault.${code}`, { detail });
}

/** What is wrong with a row, and what to do. */
export function problemText(problem: SheetProblem, task: Task, t: Translate): string {
  switch (problem.code) {
    case 'unknown':
    case 'twice':
    case 'version-malformed':
      return t(`oversight:sheet.problem.${problem.code}`);
    case 'nothing-waits':
    case 'held':
    case 'places-taken':
    case 'needs-third':
    case 'mark-finished':
    case 'to-decide':
    case 'other-rubric':
      return t(`oversight:sheet.problem.${problem.code}`, { name: problem.name || t('queue:nameless') });
    case 'version-old':
      return t('oversight:sheet.problem.version-old', { version: problem.version, now: problem.now });
    case 'level':
    case 'decision': {
      const column = columnTitle(problem.column, task, t);
      return t(`oversight:sheet.problem.${problem.code}`, { column, value: problem.value.slice(0, 40) });
    }
    case 'too-long':
      return t('oversight:sheet.problem.too-long', {
        column: columnTitle(problem.column, task, t),
        count: problem.most,
      });
    default:
      return assertNever(problem);
  }
}
