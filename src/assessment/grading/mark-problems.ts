import type { Mark } from '../model.ts';
import type { MarkProblem, ProposedGrade } from './grading-model.ts';
import { proposeFor } from './propose.ts';
import type { Rubric } from './change-graded.ts';

/**
 * What is missing before a mark can be finished: a level for every criterion, a reason where it is decided otherwise than
 * the rule proposes, and for a revision what to do next.
 */
export function problemsOf(
  mark: Mark,
  authorIds: readonly string[],
  { task: { criteria }, levelPoints }: Pick<Rubric, 'task' | 'levelPoints'>,
): MarkProblem[] {
  const missing = missingLevels(mark, criteria);
  if (missing.length > 0) return [{ code: 'levels-missing', criteria: missing }];
  const proposed = proposeFor(authorIds, mark, { criteria, levelPoints });
  const decision = mark.decision ?? proposed.decision;
  return [
    ...(decision !== proposed.decision && mark.reason.trim() === '' ? [problem('reason-missing')] : []),
    ...(decision === 'revise' && mark.todo.trim() === '' ? [problem('todo-missing')] : []),
  ];
}

/** What the rule makes of a mark as it stands; null while a level is missing. */
export function proposedOf(
  mark: Mark,
  authorIds: readonly string[],
  { task: { criteria }, levelPoints }: Pick<Rubric, 'task' | 'levelPoints'>,
): ProposedGrade | null {
  if (missingLevels(mark, criteria).length > 0) return null;
  const { share, decision } = proposeFor(authorIds, mark, { criteria, levelPoints });
  return { share, decision };
}

function missingLevels({ levels }: Mark, criteria: Rubric['task']['criteria']): string[] {
  return criteria.filter(({ id }) => levels[id] === undefined).map(({ id }) => id);
}

function problem(code: MarkProblem['code']): MarkProblem {
  return { code, criteria: [] };
}
