import type { OverviewRow } from '../../../learning/index.ts';

const order = { 'not-started': 0, 'in-progress': 1, done: 2 } as const;

/** Who may need help comes first. */
export function stateOrder(state: OverviewRow['state']): number {
  return order[state];
}
