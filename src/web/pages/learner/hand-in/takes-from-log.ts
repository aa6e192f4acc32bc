import type { Task, TaskField } from '../../../../curriculum/index.ts';
import { innerFieldsOf } from '../task-field-model.ts';

/** Whether any part of a task may be written out of the private log. */
export function takesFromLog({ fields }: Task): boolean {
  const takes = (field: TaskField): boolean =>
    (field.kind === 'long-text' && field.fromLog) || innerFieldsOf(field).some(takes);
  return fields.some(takes);
}
