import type { Anchor, Comment, Version } from '../../../../assessment/index.ts';
import type { Translate } from '../../../texts.ts';
import { anchorField } from './mark-fields.ts';

/** A comment as a card: of the marker's own mark it can be changed, others are only read. */
export interface CommentModel {
  /** Its place among all comments of the page, from 1: passages in the work lead to it by this number. */
  readonly number: number;
  readonly id: string;
  readonly criterionId: string;
  readonly anchor: string;
  /** The words or the file that it speaks of; '' for none. */
  readonly quote: string;
  readonly text: string;
  readonly at: Date;
}

interface CommentScene {
  readonly version: Pick<Version, 'files'>;
  readonly namesHidden: boolean;
  readonly t: Translate;
}

export function commentModels(comments: readonly Comment[], scene: CommentScene): CommentModel[] {
  return comments.map(({ id, criterionId, anchor, text, at }, index) => ({
    number: index + 1,
    ...{ id, text, at },
    criterionId: criterionId ?? '',
    anchor: anchorField(anchor),
    quote: quoteOf(anchor, scene),
  }));
}

function quoteOf(anchor: Anchor | null, { version, namesHidden, t }: CommentScene): string {
  if (anchor?.kind !== 'file') return anchor?.quote ?? '';
  const index = version.files.findIndex(({ id }) => id === anchor.fileId);
  const file = version.files[index];
  const name = file && !namesHidden ? file.name : t('work:file', { number: index + 1 });
  return anchor.page === null ? name : `${name}, ${t('grading:comment.page', { number: anchor.page })}`;
}
