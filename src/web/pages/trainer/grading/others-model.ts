import type { GradingSheet, Mark } from '../../../../assessment/index.ts';
import type { Translate } from '../../../texts.ts';
import { authorName } from './author-name.ts';
import { commentModels, type CommentModel } from './comments-model.ts';

/** The finished mark of another marker, to be read. */
export interface OtherMarkModel {
  readonly title: string;
  readonly overall: string;
  readonly todo: string;
  readonly comments: readonly CommentModel[];
}

/** Finished marks of the version in force beside the marker's own; before both are finished none is known. */
export function otherMarks({ submission, version, mark, markers }: GradingSheet): Mark[] {
  const inForce = new Set(markers.map(({ marker, role }) => `${marker.enrolmentId} ${role}`));
  return submission.marks.filter(
    (one) =>
      one.version === version.number &&
      one.finishedAt !== null &&
      one.id !== mark?.id &&
      inForce.has(`${one.marker.enrolmentId} ${one.role}`),
  );
}

export function otherMarkModels(
  others: readonly Mark[],
  sheet: GradingSheet,
  t: Translate,
): OtherMarkModel[] {
  return others.map(({ marker, role, overall, todo, comments }) => ({
    title: t('grading:other.title', { name: authorName(marker, t), role: t(`grading:role.${role}`) }),
    ...{ overall, todo },
    comments: commentModels(comments, { version: sheet.version, namesHidden: sheet.namesHidden, t }),
  }));
}
