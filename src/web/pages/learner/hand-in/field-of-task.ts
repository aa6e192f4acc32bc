import type { Task, TaskField } from '../../../../curriculum/index.ts';

/** A field by its id; each author's own part is a long text too, though no task lists it. */
export function fieldOfTask({ fields }: Pick<Task, 'fields'>, fieldId: string): TaskField | null {
  if (fieldId.startsWith('own.')) return ownPart(fieldId, { label: '', help: null });
  return fields.find(({ id }) => id === fieldId) ?? null;
}

/** What one of several authors says they did. */
export function ownPart(id: string, words: Pick<TaskField, 'label' | 'help'>): TaskField {
  return { ...words, id, kind: 'long-text', required: true, fromLog: false, minWords: null, maxWords: null };
}
