import type { AssessmentDeps } from '../deps.ts';
import type { Task } from '../../curriculum/index.ts';
import type { Decision } from '../model.ts';
import { compareSheet, type PlannedRow } from './compare-sheet.ts';
import { decodeSheet } from './decode-sheet.ts';
import { listSheetWorks, type SheetPlace } from './list-sheet-works.ts';
import { readSheet, type SheetFault } from './read-sheet.ts';
import { sheetColumns } from './sheet-columns.ts';

export interface ReturnedSheet extends SheetPlace {
  /** The file as it came. */
  readonly bytes: Buffer;
  /** How people write decisions, in lower case. */
  readonly decisions: ReadonlyMap<string, Decision>;
}

export interface SheetPreview {
  readonly task: Task;
  /** What the file says, to be sent again with the confirmation; '' where it says nothing that can be read. */
  readonly text: string;
  /** Null, or why nothing of the file can be read. */
  readonly fault: SheetFault | null;
  readonly unknownColumns: readonly string[];
  readonly rows: readonly PlannedRow[];
}

/** What a sheet would change, without changing anything. Costs what listSheetWorks costs. @throws TaskUnknown */
export async function previewSheet(deps: AssessmentDeps, command: ReturnedSheet): Promise<SheetPreview> {
  const { task, works } = await listSheetWorks(deps, command);
  const criterionIds = task.criteria.map(({ id }) => id);
  const { fault, rows, unknownColumns } = readSheet(command.bytes, sheetColumns(criterionIds));
  const words = { criterionIds, decisions: command.decisions };
  const text = fault ? '' : (decodeSheet(command.bytes) ?? '');
  return { task, text, fault, unknownColumns, rows: compareSheet(rows, works, words) };
}
