import { applyCorrection } from './correct-question.ts';
import type { LearningDeps } from './deps.ts';
import { spreadGrant } from './grant-attempts.ts';

/**
 * Finishes grants and corrections whose effects were cut short, of those made before a moment; without one, of all. Safe
 * to repeat, also by several processes. Two store operations where nothing is left.
 */
export async function finishChanges(deps: LearningDeps, before?: Date): Promise<void> {
  const isDue = ({ at }: { readonly at: Date }): boolean => before === undefined || at <= before;
  const grants = await deps.records.grants.listUnspread();
  for (const grant of grants.filter(isDue)) await spreadGrant(deps, grant);
  const corrections = await deps.records.corrections.listUnapplied();
  for (const correction of corrections.filter(isDue)) await applyCorrection(deps, correction);
}
