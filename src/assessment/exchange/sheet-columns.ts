/** Columns that every sheet has; those of a task's criteria stand between. Names in brackets are how they are found again. */
export type SheetColumn =
  | 'id'
  | 'stand'
  | 'name'
  | 'version'
  | `level.${string}`
  | `comment.${string}`
  | 'overall'
  | 'todo'
  | 'decision'
  | 'reason';

/** In the order of the sheet. */
export function sheetColumns(criterionIds: readonly string[]): SheetColumn[] {
  return [
    ...(['name', 'version'] as const),
    ...criterionIds.flatMap((id) => [`level.${id}`, `comment.${id}`] as const),
    ...(['overall', 'todo', 'decision', 'reason', 'id', 'stand'] as const),
  ];
}

/** Without these nothing can be told from a sheet. */
export const neededColumns: readonly SheetColumn[] = ['id', 'version', 'stand'];

/** `Chain from activity to effect [level.chain]`. */
export function headingOf(title: string, column: SheetColumn): string {
  return `${title} [${column}]`;
}

/** What stands in the last brackets of a heading; null where there are none. */
export function columnOf(heading: string): string | null {
  return /\[([a-z][a-z0-9.-]*)\]\s*$/i.exec(heading)?.[1]?.toLowerCase() ?? null;
}
