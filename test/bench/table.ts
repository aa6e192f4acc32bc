export type Row = readonly (string | number)[];

/** Columns of text; figures stand to the right. */
export function formatTable(title: string, head: readonly string[], rows: readonly Row[]): string {
  const cells = [head, ...rows].map((row) => row.map(String));
  const widths = head.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const lines = cells.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('   ')
      .trimEnd(),
  );
  const rule = '-'.repeat(widths.reduce((sum, width) => sum + width + 3, -3));
  return ['', title, rule, ...lines.slice(0, 1), rule, ...lines.slice(1), ''].join('\n');
}

export const ms = (value: number): string => value.toFixed(2);
export const times = (value: number): string => `${value.toFixed(1)}×`;
/** A figure beside what it should be. */
export const aim = (value: number, most: number): string =>
  value <= most ? `≤ ${most}` : `≤ ${most}, missed`;
