import type { DraftProblem } from '../../../../assessment/index.ts';
import type { Task, TaskField } from '../../../../curriculum/index.ts';
import type { Translate } from '../../../texts.ts';
import { innerFieldsOf } from '../task-field-model.ts';
import { fieldOfTask } from './field-of-task.ts';
import { nameOf } from './write-field-model.ts';

/** A place in the form: the field, and the row and the cell where there are. */
export interface FormPlace {
  readonly fieldId: string | null;
  readonly rowId: string | null;
  readonly innerId: string | null;
}

/** How a place is called, and where it is on the page on which the task is written. */
export interface PlaceModel {
  readonly label: string;
  readonly href: string;
}

interface Writing {
  readonly task: Task;
  readonly writeHref: string;
  /** Field id → ids of its rows, in their order. */
  readonly rowIds: Readonly<Record<string, readonly string[]>>;
  readonly t: Translate;
}

export function placeModel({ fieldId, rowId, innerId }: FormPlace, writing: Writing): PlaceModel {
  const { task, writeHref, t } = writing;
  const field = fieldId === null ? null : fieldOfTask(task, fieldId);
  if (fieldId === null || !field) return { label: t('hand-in:check.whole'), href: writeHref };
  const label = field.label || t('hand-in:authors.ownLabel');
  if (rowId === null) return { label, href: `${writeHref}#field-${encodeURIComponent(fieldId)}` };
  const number = (writing.rowIds[fieldId] ?? []).indexOf(rowId) + 1;
  const row = t(`hand-in:rows.title.${field.kind}`, { number });
  const inner = innerLabel(field, innerId, t);
  const control = innerId === null ? '' : `.${innerId}`;
  return {
    label: [label, row, inner].filter(Boolean).join(' · '),
    href: `${writeHref}#${encodeURIComponent(`${nameOf(fieldId)}.${rowId}${control}`)}`,
  };
}

function innerLabel(field: TaskField, innerId: string | null, t: Translate): string {
  if (innerId === 'date') return t('hand-in:rows.day');
  return innerFieldsOf(field).find(({ id }) => id === innerId)?.label ?? '';
}

/** What is wrong there, and what to do about it; '' where nothing stands, which the list says by itself. */
export function problemText({ code, values, fieldId }: DraftProblem, t: Translate): string {
  if (code === 'missing') return '';
  const isWhole = fieldId === null;
  return t(`hand-in:problem.${isWhole ? 'whole-' : ''}${code}`, { ...values });
}
