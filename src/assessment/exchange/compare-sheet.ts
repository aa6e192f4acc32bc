import type { ShownAuthor } from '../shown-authors.ts';
import { longestMarkText } from '../grading/change-mark.ts';
import type { CannotMark } from '../grading/grading-model.ts';
import type { Decision, Level, Mark, SubmissionId } from '../model.ts';
import type { SheetRow } from './read-sheet.ts';
import { readCell } from './sheet-cell.ts';
import { sheetColumns, type SheetColumn } from './sheet-columns.ts';
import { cellsOfMark, standOf } from './mark-cells.ts';

/** A hand-in as it stands when a sheet comes back, and whether this marker may mark it. */
export interface SheetWork {
  readonly submissionId: SubmissionId;
  readonly authors: readonly ShownAuthor[];
  /** The version in force; 0: none. */
  readonly version: number;
  /** This marker's own mark on that version. */
  readonly mark: Mark | null;
  /** Why nothing of it can be marked by this marker now. */
  readonly closed: SheetClosed | null;
}

/**
 * Beside what keeps anybody from marking: the own mark is finished, two marks are to be decided upon, or the version has
 * another rubric than the sheet.
 */
export interface SheetClosed {
  readonly code: CannotMark | 'mark-finished' | 'to-decide' | 'other-rubric';
  /** Who holds it. */
  readonly name: string | null;
}

/** What a cell would change. */
export interface SheetChange {
  readonly column: SheetColumn;
  readonly before: string;
  readonly after: string;
}

export type SheetProblem =
  | { readonly code: 'unknown' | 'twice' | 'version-malformed' }
  | SheetClosed
  | { readonly code: 'version-old'; readonly version: number; readonly now: number }
  | { readonly code: 'level' | 'decision'; readonly column: SheetColumn; readonly value: string }
  | { readonly code: 'too-long'; readonly column: SheetColumn; readonly most: number };

/**
 * unchanged: as it is stored. changes: counts as soon as it is confirmed. newer: the mark was changed after the sheet was
 * made, so that the row counts only where it is chosen. problem: nothing of the row counts.
 */
export interface PlannedRow {
  readonly line: number;
  readonly submissionId: SubmissionId | null;
  readonly authors: readonly ShownAuthor[];
  /** What the sheet calls it. */
  readonly name: string;
  readonly state: 'unchanged' | 'changes' | 'newer' | 'problem';
  readonly changes: readonly SheetChange[];
  readonly problems: readonly SheetProblem[];
  /** What the mark is at now; a row counts only while it stays there. */
  readonly stand: string;
}

export interface SheetWords {
  readonly criterionIds: readonly string[];
  /** How people write decisions, in lower case. */
  readonly decisions: ReadonlyMap<string, Decision>;
}

/** What a sheet would change, and every problem by row. An empty cell leaves what is stored. */
export function compareSheet(
  rows: readonly SheetRow[],
  works: readonly SheetWork[],
  words: SheetWords,
): PlannedRow[] {
  const known = new Map<string, SheetWork>(works.map((work) => [work.submissionId, work]));
  const ids = rows.map(({ cells }) => cells.get('id') ?? '');
  return rows.map((row, index) => {
    const work = known.get(ids[index] ?? '');
    if (!work) return unknownRow(row);
    const isTwice = ids.indexOf(work.submissionId) !== ids.lastIndexOf(work.submissionId);
    return plannedRow(row, work, { words, isTwice });
  });
}

function unknownRow({ line, cells }: SheetRow): PlannedRow {
  const about = { authors: [], name: cells.get('name') ?? '', stand: '' };
  const problems = [{ code: 'unknown' }] as const;
  return { ...about, line, submissionId: null, state: 'problem', changes: [], problems };
}

function plannedRow(
  row: SheetRow,
  work: SheetWork,
  { words, isTwice }: { readonly words: SheetWords; readonly isTwice: boolean },
): PlannedRow {
  const { submissionId, authors, mark } = work;
  const changes = changesOf(row, mark, words);
  const name = row.cells.get('name') ?? '';
  const about = { line: row.line, submissionId, authors, name, stand: standOf(mark, work.version) };
  if (changes.length === 0) return { ...about, state: 'unchanged', changes: [], problems: [] };
  const problems = [...placeProblems(row, work, isTwice), ...cellProblems(changes, words)];
  if (problems.length > 0) return { ...about, state: 'problem', changes, problems };
  const isNewer = row.cells.get('stand') !== about.stand;
  return { ...about, state: isNewer ? 'newer' : 'changes', changes, problems: [] };
}

function changesOf({ cells }: SheetRow, mark: Mark | null, words: SheetWords): SheetChange[] {
  const stored = cellsOfMark(mark, words.criterionIds);
  const editable = sheetColumns(words.criterionIds).filter((column) => stored.has(column));
  return editable.flatMap((column) => {
    const before = readCell(stored.get(column) ?? '').trim();
    const after = meaningOf(cells.get(column) ?? '', column, words);
    return after === '' || after === before ? [] : [{ column, before, after }];
  });
}

/** Levels and decisions as they are stored, however they are written; what means nothing stays as it is. */
function meaningOf(written: string, column: SheetColumn, { decisions }: SheetWords): string {
  if (column === 'decision') return decisions.get(written.toLowerCase()) ?? written;
  return column.startsWith('level.') ? String(asLevel(written) ?? written) : written;
}

function placeProblems(
  { cells }: SheetRow,
  { version, closed }: SheetWork,
  isTwice: boolean,
): SheetProblem[] {
  const written = cells.get('version') ?? '';
  if (!/^\d{1,4}$/.test(written)) return [{ code: 'version-malformed' }];
  if (isTwice) return [{ code: 'twice' }];
  if (closed) return [closed];
  return Number(written) === version ? [] : [{ code: 'version-old', version: Number(written), now: version }];
}

function cellProblems(changes: readonly SheetChange[], { decisions }: SheetWords): SheetProblem[] {
  const meant = new Set<string>(decisions.values());
  return changes.flatMap(({ column, after }): SheetProblem[] => {
    if (column.startsWith('level.'))
      return asLevel(after) === null ? [{ code: 'level', column, value: after }] : [];
    if (column === 'decision') return meant.has(after) ? [] : [{ code: 'decision', column, value: after }];
    return after.length > longestMarkText ? [{ code: 'too-long', column, most: longestMarkText }] : [];
  });
}

/** A level as a person or a spreadsheet writes it: 3, 3.0 or 3,0. */
export function asLevel(text: string): Level | null {
  const [, digit] = /^([0-4])(?:[.,]0+)?$/.exec(text) ?? [];
  return digit === undefined ? null : (Number(digit) as Level);
}
