import { createHash } from 'node:crypto';
import type { Task } from '../../curriculum/index.ts';
import type { FieldValue } from '../model.ts';
import { DraftMalformed } from './errors.ts';
import { canonical, isBlank } from './field-texts.ts';
import { parseFieldValue, textAt } from './parse-field-value.ts';
import type { FieldToSave } from './saved-field.ts';

type Form = Readonly<Record<string, unknown>>;

export interface DraftForm {
  readonly fields: readonly FieldToSave[];
  /** Null: the form did not ask. */
  readonly trainerOnly: readonly string[] | null;
}

const ownPart = /^r\.(own\.[A-Za-z0-9_-]{1,100})$/;

/**
 * Reads a whole page of a draft, or a part of it: every field whose known revision `r.<fieldId>` is in the form, from
 * `f.<fieldId>` (see parseFieldValue). With `h.<fieldId>`, the fingerprint of what the page showed at first, a field
 * that nobody has touched is left out, so that an old page without scripts meets no conflict where nothing was typed.
 * `trainerOnly` is repeated; an empty one says that the form asked. @throws DraftMalformed
 */
export function parseDraftForm(task: Task, form: Form): DraftForm {
  const ofTask = task.fields
    .filter(({ id, kind }) => kind !== 'file' && Object.hasOwn(form, `r.${id}`))
    .map((field) => ({ fieldId: field.id, value: parseFieldValue(field, form, `f.${field.id}`) }));
  const ofAuthors = Object.keys(form)
    .flatMap((name) => ownPart.exec(name)?.[1] ?? [])
    .map((fieldId) => ({ fieldId, value: textAt(form, `f.${fieldId}`) }));
  const fields = [...ofTask, ...ofAuthors].map((field) => ({
    ...field,
    revision: revisionIn(form, field.fieldId),
  }));
  return {
    fields: fields.filter((field) => isTouched(form, field)),
    trainerOnly: Object.hasOwn(form, 'trainerOnly')
      ? [form['trainerOnly']]
          .flat()
          .filter((id) => typeof id === 'string' && id !== '')
          .map(String)
      : null,
  };
}

/** Of what a page shows at first, for `h.<fieldId>`: 22 characters. */
export function fingerprintOf(value: FieldValue): string {
  return createHash('sha256').update(canonical(value)).digest('base64url').slice(0, 22);
}

function isTouched(form: Form, { fieldId, revision, value }: FieldToSave): boolean {
  if (revision === 0 && isBlank(value)) return false;
  return textAt(form, `h.${fieldId}`) !== fingerprintOf(value);
}

function revisionIn(form: Form, fieldId: string): number {
  const text = textAt(form, `r.${fieldId}`);
  if (!/^\d{1,9}$/.test(text)) throw new DraftMalformed('A revision that is no number');
  return Number(text);
}
