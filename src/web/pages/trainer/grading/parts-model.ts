import type { FileHead } from '../../../../assessment/index.ts';
import type { Translate } from '../../../texts.ts';
import type { PlacedValue, WorkField, WorkModel } from '../../task-work/work-model.ts';

/** A part of the work that a comment may be about, as the form without scripts offers it. */
export interface PartModel {
  /** `text:<place as JSON>`, `file:<id>`, `criterion:<id>`; '' is the work as a whole. */
  readonly value: string;
  readonly text: string;
}

interface PartsScene {
  readonly work: WorkModel;
  readonly files: readonly FileHead[];
  readonly namesHidden: boolean;
  readonly t: Translate;
}

export function partsModel({ work, files, namesHidden, t }: PartsScene): PartModel[] {
  return [
    { value: '', text: t('grading:comment.whole') },
    ...work.fields.flatMap((field) => textParts(field, t)),
    ...files.map(({ id, name }, index) => ({
      value: `file:${id}`,
      text: namesHidden ? t('work:file', { number: index + 1 }) : name,
    })),
  ];
}

function textParts({ label, value, table, entries }: WorkField, t: Translate): PartModel[] {
  const rows = table ? table.rows.map(({ cells }) => cells) : entries.map(({ values }) => values);
  return [
    ...partOf(label, value),
    ...rows.flatMap((cells, index) =>
      cells.flatMap((cell) =>
        partOf([label, t('grading:comment.row', { number: index + 1 }), cell.label].join(' · '), cell.value),
      ),
    ),
  ];
}

function partOf(text: string, value: PlacedValue | null): PartModel[] {
  if (!value?.place || value.html === '') return [];
  return [{ value: `text:${JSON.stringify(value.place)}`, text }];
}
