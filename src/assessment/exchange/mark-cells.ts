import type { Comment, Mark } from '../model.ts';
import type { SheetColumn } from './sheet-columns.ts';

/** What a sheet shows of a marker's own mark, by column: everything that may come back changed. */
export function cellsOfMark(
  mark: Mark | null,
  criterionIds: readonly string[],
): ReadonlyMap<SheetColumn, string> {
  return new Map<SheetColumn, string>([
    ...criterionIds.flatMap((id): [SheetColumn, string][] => [
      [`level.${id}`, String(mark?.levels[id] ?? '')],
      [`comment.${id}`, generalComment(mark, id)?.text ?? ''],
    ]),
    ['overall', mark?.overall ?? ''],
    ['todo', mark?.todo ?? ''],
    ['decision', mark?.decision ?? ''],
    ['reason', mark?.reason ?? ''],
  ]);
}

/** The comment on a criterion as a whole, which is the one that a sheet can hold. */
export function generalComment(mark: Mark | null, criterionId: string): Comment | null {
  return mark?.comments.find((one) => one.criterionId === criterionId && one.anchor === null) ?? null;
}

/**
 * What the marking of a version is at: another stand as soon as anything of the mark is changed, it is another marker's, or
 * another version is in force.
 */
export function standOf(mark: Pick<Mark, 'id' | 'revision'> | null, version: number): string {
  return mark ? `${mark.id}.${mark.revision}` : `new.${version}`;
}
