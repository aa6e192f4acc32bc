import type { AppliedSheet, PlannedRow, SheetChange, SheetPreview } from '../../../assessment/index.ts';
import type { Task } from '../../../curriculum/index.ts';
import { errorTable } from '../../errors/error-table.ts';
import { paths, type Where } from '../../paths.ts';
import type { Translate } from '../../texts.ts';
import type { NoticeModel } from './notice.ts';
import { queueNotice, queueNoticeQuery } from './queue-notice.ts';
import { faultText, problemText } from './sheet-problems.ts';
import { columnTitle, decisionWord } from './sheet-words.ts';
import { workName } from './work-name.ts';

export interface SheetInput {
  readonly task: Task;
  /** How many hand-ins this marker may mark now; only before a sheet came back. */
  readonly open?: number;
  readonly preview?: SheetPreview | null;
  /** What of a confirmed sheet could not be stored. */
  readonly applied?: AppliedSheet;
  readonly noFile?: boolean;
  readonly query: Readonly<Record<string, unknown>>;
  readonly where: Where;
  readonly t: Translate;
  readonly language: string;
}

export interface SheetModel {
  readonly taskTitle: string;
  readonly backHref: string;
  readonly action: string;
  readonly downloadHref: string | null;
  readonly openText: string | null;
  readonly notice: NoticeModel | null;
  /** Why nothing of the file can be read. */
  readonly fault: string | null;
  readonly preview: PreviewModel | null;
  /** What of a confirmed sheet needs a look. */
  readonly applied: AppliedModel | null;
}

interface PreviewModel {
  readonly counts: readonly string[];
  readonly unknownText: string | null;
  readonly changed: readonly RowModel[];
  readonly newer: readonly RowModel[];
  readonly problems: readonly RowModel[];
  readonly canStore: boolean;
  readonly text: string;
  readonly stands: string;
}

interface AppliedModel {
  readonly storedText: string;
  readonly refused: readonly LineModel[];
  readonly unfinished: readonly LineModel[];
}

interface LineModel {
  readonly title: string;
  readonly text: string;
}

interface RowModel {
  readonly line: number;
  readonly title: string;
  readonly changes: readonly { readonly title: string; readonly before: string; readonly after: string }[];
  readonly problems: readonly string[];
}

export function sheetModel(input: SheetInput): SheetModel {
  const { task, open, preview = null, applied, noFile = false, where, t } = input;
  const of = { ...where, task: task.id };
  const action = paths.gradeSheet.to(of);
  const fault = preview?.fault ? faultText(preview.fault, t) : noFile ? t('oversight:sheet.noFile') : null;
  return {
    taskTitle: task.title,
    backHref: paths.taskGrading.to(of),
    action,
    downloadHref: open === 0 ? null : `${action}?file=csv`,
    openText: open === undefined ? null : t('oversight:sheet.open', { count: open }),
    notice: queueNotice(queueNoticeQuery.parse(input.query), t),
    fault,
    preview: preview && !preview.fault ? previewModel(preview, input) : null,
    applied: applied ? appliedModel(applied, input) : null,
  };
}

function previewModel({ rows, text, unknownColumns }: SheetPreview, input: SheetInput): PreviewModel {
  const { t } = input;
  const of = (state: PlannedRow['state']): PlannedRow[] => rows.filter((row) => row.state === state);
  const [changed, newer, problems] = [of('changes'), of('newer'), of('problem')];
  const toStore = [...changed, ...newer];
  return {
    counts: (['changes', 'newer', 'problem', 'unchanged'] as const)
      .map((state) => ({ state, count: of(state).length }))
      .filter(({ state, count }) => count > 0 || state === 'changes')
      .map(({ state, count }) => t(`oversight:sheet.count.${state}`, { count })),
    unknownText:
      unknownColumns.length > 0 ? t('oversight:sheet.unknown', { columns: unknownColumns.join(', ') }) : null,
    changed: changed.map((row) => rowModel(row, input)),
    newer: newer.map((row) => rowModel(row, input)),
    problems: problems.map((row) => rowModel(row, input)),
    canStore: toStore.length > 0,
    text,
    stands: JSON.stringify(Object.fromEntries(toStore.map(({ line, stand }) => [line, stand]))),
  };
}

function rowModel(row: PlannedRow, input: SheetInput): RowModel {
  const { task, t } = input;
  return {
    line: row.line,
    title: titleOf(row, input),
    changes: row.changes.map((change) => ({
      title: columnTitle(change.column, task, t),
      before: valueText(change, change.before, t),
      after: valueText(change, change.after, t),
    })),
    problems: row.problems.map((problem) => problemText(problem, task, t)),
  };
}

function titleOf({ line, authors, name }: PlannedRow, { t, language }: SheetInput): string {
  const who = authors.length > 0 ? workName(authors, { t, language }) : name || t('oversight:sheet.somebody');
  return t('oversight:sheet.row', { line, name: who });
}

function valueText({ column }: SheetChange, value: string, t: Translate): string {
  const isDecision = column === 'decision' && (value === 'pass' || value === 'revise' || value === 'fail');
  return isDecision ? decisionWord(value, t) : value;
}

function appliedModel(
  { stored, finished, refused, unfinished }: AppliedSheet,
  input: SheetInput,
): AppliedModel {
  const { t } = input;
  const lines = (rows: AppliedSheet['refused']): LineModel[] =>
    rows.map(({ row, code }) => ({ title: titleOf(row, input), text: ruleText(code, t) }));
  const finishedText = t('oversight:sheet.finished', { count: finished.length });
  return {
    storedText: `${t('queue:notice.sheet-stored', { count: stored.length })}${finished.length > 0 ? ` ${finishedText}` : ''}`,
    refused: lines(refused),
    unfinished: lines(unfinished),
  };
}

/** A broken rule by the title of its error page. */
function ruleText(code: string, t: Translate): string {
  const entry = errorTable[code];
  return entry ? t(`${entry.namespace}:${code}.title`) : t('errors:unexpected.title');
}
