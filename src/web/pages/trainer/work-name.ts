import { createHash } from 'node:crypto';
import type { SubmissionId } from '../../../assessment/index.ts';
import { listFormat } from '../../formats.ts';
import type { Translate } from '../../texts.ts';

/** Whose a hand-in is; null stands for a person whose platform gives no name. */
export interface WorkAuthors {
  readonly submissionId: SubmissionId;
  readonly authors: readonly (string | null)[];
  /** The task is marked with names hidden. */
  readonly namesHidden: boolean;
}

interface Words {
  readonly t: Translate;
  readonly language: string;
}

/** The authors' names, or a code by which works are told apart where names are hidden or unknown: "Work 7F3A". */
export function workName(
  { submissionId, authors, namesHidden }: WorkAuthors,
  { t, language }: Words,
): string {
  const names = authors.filter((name) => name !== null && name !== '');
  if (namesHidden || names.length === 0) return t('queue:work', { code: workCode(submissionId) });
  return listFormat(language).format(names.map(String));
}

/** Says nothing of the author: submissions' ids cannot be guessed from it. */
export function workCode(submissionId: SubmissionId): string {
  return createHash('sha256').update(`work ${submissionId}`).digest('hex').slice(0, 4).toUpperCase();
}
