import { DomainError, newId } from '../../shared/index.ts';
import type { AssessmentDeps } from '../deps.ts';
import { MarkChanged, SubmissionUnknown } from '../errors.ts';
import { changeGraded } from '../grading/change-graded.ts';
import { finishMark } from '../grading/finish-mark.ts';
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
  /** Finishes every mark that is complete then; it waits to be released together with the others. */
  readonly finishes: boolean;
}

export interface RefusedRow {
  readonly row: PlannedRow;
  /** The broken rule. */
  readonly code: string;
}

export interface AppliedSheet {
  /** Lines whose changes are stored. */
  readonly stored: readonly number[];
  /** Rows that were to count and do not, since something has changed after the preview. */
  readonly refused: readonly RefusedRow[];
  /** Of those stored: finished, and waiting to be released together. */
  readonly finished: readonly number[];
  /** Of those stored: not finished, and why. */
  readonly unfinished: readonly RefusedRow[];
}

/**
 * Stores what a sheet changes in the marker's own marks, as drafts or finished: nobody is told before they are released.
 * Each row stands by itself: it counts as a whole or not at all, and never over a mark that is newer than the one the
 * preview showed. May be repeated. Two store operations a row, or four, beside those of previewSheet. @throws TaskUnknown
 */
export async function applySheet(deps: AssessmentDeps, command: ConfirmedSheet): Promise<AppliedSheet> {
  const { rows } = await previewSheet(deps, command);
  const [stored, finished]: [number[], number[]] = [[], []];
  const [refused, unfinished]: [RefusedRow[], RefusedRow[]] = [[], []];
  for (const row of rows.filter((one) => isWanted(one, command))) {
    const outcome = await orCode(() => storeRow(deps, command, row));
    if (typeof outcome === 'string') {
      refused.push({ row, code: outcome });
      continue;
    }
    stored.push(row.line);
    if (!command.finishes) continue;
    const code = await orCode(() => finishRow(deps, command, { row, mark: outcome }));
    if (code === null) finished.push(row.line);
    else unfinished.push({ row, code });
  }
  return { stored, refused, finished, unfinished };
}

function isWanted({ line, state }: PlannedRow, { stands, replacing }: ConfirmedSheet): boolean {
  if (!stands.has(line)) return false;
  return state === 'changes' || (state === 'newer' && replacing.has(line));
}

/** What an action answers, or the code of the rule that it breaks. */
async function orCode<Answer>(action: () => Promise<Answer>): Promise<Answer | string> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
}

/** The mark as it is stored. @throws SubmissionUnknown, MarkChanged and what saveMark throws */
async function storeRow(
  deps: AssessmentDeps,
  { cohortId, by, stands }: ConfirmedSheet,
  { line, submissionId, changes }: PlannedRow,
): Promise<Mark> {
  if (!submissionId) throw new SubmissionUnknown('The row names no hand-in');
  let stored: Mark | null = null;
  await changeGraded(deps, { cohortId, submissionId }, (submission, { task }) => {
    const now = deps.clock();
    const { current: version, hold } = submission;
    const { mark } = partOf(submission, by, { markers: task.markers, now });
    if (standOf(mark, version) !== stands.get(line))
      throw new MarkChanged('The mark is newer than the preview');
    const outcome = saveMark(submission, {
      ...{ by, task, now, version, newId: newId<'mark'>() },
      ...{ revision: mark?.revision ?? 0, changes: markChanges(changes, mark) },
    });
    stored = outcome.mark;
    // Bringing a sheet is not sitting down to a work: nobody is kept out of it afterwards.
    return outcome.submission === submission ? submission : { ...outcome.submission, hold };
  });
  if (!stored) throw new Error('The rule was not applied');
  return stored;
}

/** Null, once it is finished. @throws what finishMark throws */
async function finishRow(
  deps: AssessmentDeps,
  { cohortId, by }: ConfirmedSheet,
  { row: { submissionId }, mark }: { readonly row: PlannedRow; readonly mark: Mark },
): Promise<null> {
  if (!submissionId) throw new SubmissionUnknown('The row names no hand-in');
  const { version, revision } = mark;
  await finishMark(deps, { cohortId, submissionId, by, version, revision, release: 'together' });
  return null;
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
