import { DomainError, newId } from '../../shared/index.ts';
import type { AssessmentDeps } from '../deps.ts';
import { changeGraded } from '../grading/change-graded.ts';
import { saveMark } from '../grading/save-mark-rule.ts';
import { partOf } from '../grading/part-of.ts';
import type { MarkChange } from '../grading/grading-model.ts';
import type { Decision, Mark } from '../model.ts';
import { asLevel, type PlannedRow, type SheetChange } from './compare-sheet.ts';
import { generalComment, standOf } from './mark-cells.ts';
import { previewSheet, type ReturnedSheet } from './preview-sheet.ts';

export interface ConfirmedSheet extends ReturnedSheet {
  /** What each row's mark was at in the preview, by line: a row counts only while it stays there. */
  readonly stands: ReadonlyMap<number, string>;
  /** Lines whose marks are newer than the sheet and are to be replaced all the same. */
  readonly replacing: ReadonlySet<number>;
}

export interface AppliedSheet {
  /** Lines whose changes are stored. */
  readonly stored: readonly number[];
  /** Rows that were to count and do not, since something has changed after the preview. */
  readonly refused: readonly { readonly row: PlannedRow; readonly code: string }[];
}

/**
 * Stores what a sheet changes in the marker's own marks, as drafts: nobody is told before they are finished. Each row
 * stands by itself: it counts as a whole or not at all, and never over a mark that is newer than the one the preview
 * showed. May be repeated. Two store operations a row, beside those of previewSheet. @throws TaskUnknown
 */
export async function applySheet(deps: AssessmentDeps, command: ConfirmedSheet): Promise<AppliedSheet> {
  const { rows } = await previewSheet(deps, command);
  const stored: number[] = [];
  const refused: AppliedSheet['refused'][number][] = [];
  for (const row of rows) {
    if (!isWanted(row, command)) continue;
    const code = await storeRow(deps, command, row);
    if (code === null) stored.push(row.line);
    else refused.push({ row, code });
  }
  return { stored, refused };
}

function isWanted({ line, state }: PlannedRow, { stands, replacing }: ConfirmedSheet): boolean {
  if (!stands.has(line)) return false;
  return state === 'changes' || (state === 'newer' && replacing.has(line));
}

/** Null where it is stored, or the code of what keeps it out. */
async function storeRow(
  deps: AssessmentDeps,
  { cohortId, by, stands }: ConfirmedSheet,
  { line, submissionId, changes }: PlannedRow,
): Promise<string | null> {
  const shown = stands.get(line);
  if (!submissionId) return 'submission-unknown';
  try {
    let isStored = false;
    await changeGraded(deps, { cohortId, submissionId }, (submission, { task }) => {
      const now = deps.clock();
      const { mark } = partOf(submission, by, { markers: task.markers, now });
      if (standOf(mark) !== shown) return submission;
      const outcome = saveMark(submission, {
        ...{ by, task, now, version: submission.current, newId: newId<'mark'>() },
        ...{ revision: mark?.revision ?? 0, changes: markChanges(changes, mark) },
      });
      isStored = outcome.state === 'saved';
      // Bringing a sheet is not sitting down to a work: nobody is kept out of it afterwards.
      return outcome.submission === submission
        ? submission
        : { ...outcome.submission, hold: submission.hold };
    });
    return isStored ? null : 'mark-changed';
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
}

export function markChanges(changes: readonly SheetChange[], mark: Mark | null): MarkChange[] {
  return changes.map(({ column, after }): MarkChange => {
    const [kind = '', criterionId = ''] = column.split(/\.(.*)/s);
    if (kind === 'level') return { kind: 'level', criterionId, level: asLevel(after) };
    if (kind === 'comment') {
      const id = generalComment(mark, criterionId)?.id ?? newId<'comment'>();
      return { kind: 'comment', id, criterionId, anchor: null, text: after };
    }
    if (column === 'decision') return { kind: 'decision', decision: after as Decision };
    return { kind: column as 'overall' | 'todo' | 'reason', text: after };
  });
}
