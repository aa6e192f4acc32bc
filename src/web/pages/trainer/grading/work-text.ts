import { getTaskVersion, readMarkToken, type AssessmentDeps } from '../../../../assessment/index.ts';
import type { Language, Translate } from '../../../texts.ts';
import type { Where } from '../../../paths.ts';
import { textContentOf } from '../../task-work/html-pieces.ts';
import type { TextPlace } from '../../task-work/place-comments.ts';
import { workModel, type PlacedValue, type WorkField } from '../../task-work/work-model.ts';

interface WorkText {
  /** Names the version; what it does not allow to mark cannot be read by it. */
  readonly token: string;
  readonly place: TextPlace;
  readonly where: Where;
  readonly t: Translate;
  readonly language: Language;
}

/** A text of the work as the grading screen shows it; '' where there is no such text. Two store operations. */
export async function readWorkText(
  deps: AssessmentDeps,
  { token, place, ...words }: WorkText,
): Promise<string> {
  const { submissionId, version: number } = readMarkToken(deps.tokenKey, token, deps.clock());
  const submission = await deps.records.submissions.find(submissionId);
  const head = submission?.versions.find((one) => one.number === number);
  const version = head && (await deps.records.versions.find(head.id));
  if (!version) return '';
  const task = await getTaskVersion(deps, version.taskId, version.taskVersion);
  const { language: contentLanguage } = deps.curriculum();
  const work = workModel(task, version, {
    ...words,
    ...{ contentLanguage, showTrainerOnly: true, authors: new Map() },
  });
  const found = work.fields.flatMap(valuesOf).find((value) => value.place && isSame(value.place, place));
  return textContentOf(found?.html ?? '');
}

function valuesOf({ value, table, entries }: WorkField): PlacedValue[] {
  const rows = [...(table?.rows.map(({ cells }) => cells) ?? []), ...entries.map(({ values }) => values)];
  return [...(value ? [value] : []), ...rows.flatMap((cells) => cells.map((cell) => cell.value))];
}

function isSame(one: TextPlace, other: TextPlace): boolean {
  return one.fieldId === other.fieldId && one.rowId === other.rowId && one.innerId === other.innerId;
}
