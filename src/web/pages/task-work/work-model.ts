import type { Comment, Row, Version } from '../../../assessment/index.ts';
import type { Task, TaskField } from '../../../curriculum/index.ts';
import type { EnrolmentId } from '../../../shared/index.ts';
import type { Where } from '../../paths.ts';
import type { Translate } from '../../texts.ts';
import { innerFieldsOf } from '../learner/task-field-model.ts';
import { renderAuthorMarkdown } from './author-markdown.ts';
import { commentPlacer, type CommentPlacer, type LostComment, type TextPlace } from './place-comments.ts';
import { rowsOf, simpleValueOf } from './stored-rows.ts';
import { dayText, valueModel, type ValueModel } from './value-model.ts';

/** Who reads a work, and what of it they may see. */
export interface WorkReader {
  readonly where: Where;
  readonly t: Translate;
  readonly language: string;
  readonly contentLanguage: string;
  readonly showTrainerOnly: boolean;
  /** Null: names are hidden from this reader, and with them the authors' names for their files. */
  readonly authors: ReadonlyMap<EnrolmentId, string> | null;
  /** Comments to be put over the passages that they speak of; their number is their place in this list, from 1. */
  readonly comments?: readonly Comment[];
}

export type WorkSource = Pick<Version, 'fields' | 'trainerOnly' | 'files'>;

/** What was handed in, field by field, as every page prints it (partials/work/work.hbs). */
export interface WorkModel {
  readonly contentLanguage: string;
  readonly fields: readonly WorkField[];
  /** How many fields this reader may not see. */
  readonly withheld: number;
}

export interface WorkField {
  /** In the page's ids: `work-<id>`. */
  readonly id: string;
  readonly label: string;
  /** What each of several authors did: the label is in the page's language. */
  readonly isOwnPart: boolean;
  readonly isTrainerOnly: boolean;
  readonly isEmpty: boolean;
  /** Of a field that holds one value. */
  readonly value: PlacedValue | null;
  readonly table: WorkTable | null;
  readonly entries: readonly WorkEntry[];
  readonly lostComments: readonly LostComment[];
}

/** A value and its place: the text over which comments are anchored carries the three ids as data- attributes. */
export interface PlacedValue extends ValueModel {
  /** Null for what each author did where names are hidden: its id is the author's. */
  readonly place: TextPlace | null;
}

export interface LabelledValue {
  readonly label: string;
  readonly value: PlacedValue;
}

export interface WorkTable {
  readonly label: string;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly cells: readonly LabelledValue[] }[];
}

export interface WorkEntry {
  readonly number: number;
  /** Of dated entries: the day that the author gave, and when the entry first came to the server. */
  readonly dayText: string | null;
  readonly firstSavedAt: Date | null;
  readonly values: readonly LabelledValue[];
}

/** The model of a work for one reader. Costs no store operation. */
export function workModel(task: Task, work: WorkSource, reader: WorkReader): WorkModel {
  const shown = task.fields.filter(({ id }) => reader.showTrainerOnly || !work.trainerOnly.includes(id));
  const scene: Scene = { work, reader, placer: commentPlacer(reader.comments ?? [], reader.t) };
  return {
    contentLanguage: reader.contentLanguage,
    fields: [...shown.map((field) => fieldModel(field, scene)), ...ownParts(scene)],
    withheld: task.fields.length - shown.length,
  };
}

interface Scene {
  readonly work: WorkSource;
  readonly reader: WorkReader;
  readonly placer: CommentPlacer;
}

const noRows = { table: null, entries: [], lostComments: [] };

function fieldModel(field: TaskField, scene: Scene): WorkField {
  const { work, placer } = scene;
  const base = {
    ...{ id: field.id, label: field.label, isOwnPart: false },
    isTrainerOnly: work.trainerOnly.includes(field.id),
  };
  if (innerFieldsOf(field).length === 0) {
    const value = placedValue(field, simpleValueOf(work.fields[field.id]), {
      place: { fieldId: field.id, rowId: null, innerId: null },
      scene,
    });
    return { ...base, ...noRows, value, isEmpty: isEmpty(value), lostComments: placer.lostOf(field.id) };
  }
  const rows = rowsOf(work.fields[field.id]);
  const isTable = field.kind === 'table';
  const entries = rows.map((row, index) => entryModel(field, { row, index }, scene));
  return {
    ...{ ...base, value: null, isEmpty: rows.length === 0 },
    table: isTable && rows.length > 0 ? tableModel(field, entries) : null,
    entries: isTable ? [] : entries,
    lostComments: placer.lostOf(field.id),
  };
}

function tableModel(field: TaskField, entries: readonly WorkEntry[]): WorkTable {
  return {
    label: field.label,
    columns: innerFieldsOf(field).map(({ label }) => label),
    rows: entries.map(({ values }) => ({ cells: values })),
  };
}

function entryModel(
  field: TaskField,
  { row, index }: { readonly row: Row; readonly index: number },
  scene: Scene,
): WorkEntry {
  return {
    number: index + 1,
    dayText: row.date === undefined ? null : dayText(row.date, scene.reader.language),
    firstSavedAt: row.firstSavedAt ?? null,
    values: innerFieldsOf(field).map((inner) => ({
      label: inner.label,
      value: placedValue(inner, row.values[inner.id] ?? '', {
        place: { fieldId: field.id, rowId: row.id, innerId: inner.id },
        scene,
      }),
    })),
  };
}

function placedValue(
  field: TaskField,
  stored: string | readonly string[],
  { place, scene }: { readonly place: TextPlace; readonly scene: Scene },
): PlacedValue {
  const { work, reader, placer } = scene;
  const value = valueModel(field, stored, { files: work.files, reader });
  return { ...value, html: placer.mark(value.html, place), place };
}

/** What each author did, in the order in which it is stored; their names only where names are shown. */
function ownParts({ work, reader, placer }: Scene): WorkField[] {
  const parts = Object.entries(work.fields).filter(
    ([id, value]) => id.startsWith('own.') && typeof value === 'string' && value.trim() !== '',
  );
  return parts.map(([id, value], index) => {
    const name = reader.authors?.get(id.slice('own.'.length) as EnrolmentId);
    const place = { fieldId: id, rowId: null, innerId: null };
    const html = placer.mark(renderAuthorMarkdown(value as string), place);
    return {
      ...noRows,
      ...{ id: `own-${index + 1}`, isOwnPart: true, isTrainerOnly: false, isEmpty: false },
      label:
        name === undefined
          ? reader.t('work:ownPart', { number: index + 1 })
          : reader.t('work:ownPartOf', { name }),
      value: { html, isBlock: true, files: [], place: reader.authors && place },
      lostComments: placer.lostOf(id),
    };
  });
}

function isEmpty({ html, files }: ValueModel): boolean {
  return html === '' && files.length === 0;
}
