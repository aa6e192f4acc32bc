import type { Anchor, Mark } from '../../../../assessment/index.ts';

/**
 * A mark as the fields of its form, by name; the page's script compares them with what it shows. Nothing given is ''.
 */
export function fieldsOfMark(mark: Mark | null): Record<string, string> {
  if (!mark) return {};
  const { levels, personLevels, comments, overall, todo, reason, decision } = mark;
  return Object.fromEntries([
    ...Object.entries(levels).map(([criterion, level]) => [levelField(criterion), String(level)]),
    ...Object.entries(personLevels).flatMap(([person, own]) =>
      Object.entries(own).map(([criterion, level]) => [personLevelField(person, criterion), String(level)]),
    ),
    ...comments.flatMap(({ id, text, criterionId, anchor }) => [
      [`comment.${id}.text`, text],
      [`comment.${id}.criterion`, criterionId ?? ''],
      [`comment.${id}.anchor`, anchorField(anchor)],
    ]),
    ...Object.entries({ overall, todo, reason, decision: decision ?? '' }),
  ]) as Record<string, string>;
}

export function levelField(criterion: string): string {
  return `level.${criterion}`;
}

export function personLevelField(person: string, criterion: string): string {
  return `person.${person}.${criterion}`;
}

export function anchorField(anchor: Anchor | null): string {
  return anchor ? JSON.stringify(anchor) : '';
}
