import type { Decision } from '../model.ts';
import type { SheetWork } from './compare-sheet.ts';
import { cellsOfMark, standOf } from './mark-cells.ts';
import { headingOf, sheetColumns, type SheetColumn } from './sheet-columns.ts';

/** What stands in a sheet in the reader's language. */
export interface SheetTexts {
  titleOf(column: SheetColumn): string;
  nameOf(work: SheetWork): string;
  decisionWord(decision: Decision): string;
}

/** A sheet's rows, headings first: every hand-in that this marker may mark now, with their own mark. */
export function sheetRows(
  works: readonly SheetWork[],
  criterionIds: readonly string[],
  texts: SheetTexts,
): string[][] {
  const columns = sheetColumns(criterionIds);
  return [
    columns.map((column) => headingOf(texts.titleOf(column), column)),
    ...works
      .filter(({ closed }) => closed === null)
      .map((work) => rowOf(work, { columns, criterionIds, texts })),
  ];
}

interface Sheet {
  readonly columns: readonly SheetColumn[];
  readonly criterionIds: readonly string[];
  readonly texts: SheetTexts;
}

function rowOf(work: SheetWork, { columns, criterionIds, texts }: Sheet): string[] {
  const { mark, submissionId, version } = work;
  const cells = new Map<SheetColumn, string>([
    ...cellsOfMark(mark, criterionIds),
    ['name', texts.nameOf(work)],
    ['version', String(version)],
    ['decision', mark?.decision ? texts.decisionWord(mark.decision) : ''],
    ['id', submissionId],
    ['stand', standOf(mark, version)],
  ]);
  return columns.map((column) => cells.get(column) ?? '');
}
