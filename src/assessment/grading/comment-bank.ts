import { newId, type CohortId, type EnrolmentId } from '../../shared/index.ts';
import type { AssessmentDeps } from '../deps.ts';
import { BankCommentUnknown, MarkMalformed, MarkTooLong } from '../errors.ts';
import type { Actor } from '../model.ts';
import type { BankComment, BankCommentId } from './bank-model.ts';

/** Characters of one comment, and comments that one trainer sees. */
const longestComment = 5_000;
const mostComments = 2_000;

export interface SearchBank {
  readonly cohortId: CohortId;
  readonly owner: EnrolmentId;
  /** Comments for this task, and those for every task; null: all. */
  readonly taskId: string | null;
  /** Those for this criterion come first, then those for every criterion; of others none. Null: all. */
  readonly criterionId: string | null;
  /** Every word must begin a word of the comment. */
  readonly text: string;
}

/** Comments of the cohort and the trainer's own that fit, the most used first. One store operation. */
export async function searchBank({ records }: AssessmentDeps, search: SearchBank): Promise<BankComment[]> {
  return fittingComments(await records.bank.list(search.cohortId, search.owner), search);
}

/** The same among comments that were read before. */
export function fittingComments(
  comments: readonly BankComment[],
  { taskId, criterionId, text }: Omit<SearchBank, 'cohortId' | 'owner'>,
): BankComment[] {
  const wanted = wordsOf(text);
  return comments
    .filter((one) => taskId === null || one.taskId === null || one.taskId === taskId)
    .filter((one) => criterionId === null || one.criterionId === null || one.criterionId === criterionId)
    .filter((one) => {
      const words = wordsOf(one.text);
      return wanted.every((begin) => words.some((word) => word.startsWith(begin)));
    })
    .sort(
      (a, b) =>
        rank(b, criterionId) - rank(a, criterionId) || b.uses - a.uses || b.at.getTime() - a.at.getTime(),
    );
}

export interface KeepComment {
  readonly cohortId: CohortId;
  readonly by: Actor;
  /** For all trainers of the cohort, or only for oneself. */
  readonly isShared: boolean;
  readonly taskId: string | null;
  readonly criterionId: string | null;
  readonly text: string;
}

/**
 * Keeps a comment to be used again; one that is there already is not kept twice. Two store operations.
 * @throws MarkMalformed where there is no text, MarkTooLong
 */
export async function keepComment(
  { records, clock }: AssessmentDeps,
  command: KeepComment,
): Promise<BankComment> {
  const { cohortId, by, isShared, taskId, criterionId } = command;
  const text = fitting(command.text);
  const owner = isShared ? null : by.enrolmentId;
  const known = await records.bank.list(cohortId, by.enrolmentId);
  const same = known.find(
    (one) =>
      one.text === text && one.owner === owner && one.taskId === taskId && one.criterionId === criterionId,
  );
  if (same) return same;
  if (known.length >= mostComments) throw new MarkTooLong('The bank is full', { most: mostComments });
  const place = { id: newId<'bank-comment'>(), cohortId, owner, taskId, criterionId };
  const comment = { ...place, text, by, at: clock(), usedAt: null, uses: 0 };
  await records.bank.insert(comment);
  return comment;
}

export interface OfBank {
  readonly cohortId: CohortId;
  readonly by: Actor;
  readonly id: BankCommentId;
}

/** One store operation. @throws BankCommentUnknown for another trainer's own, MarkMalformed, MarkTooLong */
export async function changeBankComment(
  { records }: AssessmentDeps,
  { cohortId, by, id, text }: OfBank & { readonly text: string },
): Promise<void> {
  const isChanged = await records.bank.change({ id, cohortId, owner: by.enrolmentId }, fitting(text));
  if (!isChanged) throw new BankCommentUnknown('There is no such comment');
}

/** One store operation; nothing where it is gone already. */
export async function removeBankComment(
  { records }: AssessmentDeps,
  { cohortId, by, id }: OfBank,
): Promise<void> {
  await records.bank.remove({ id, cohortId, owner: by.enrolmentId });
}

/** Notes that a comment was used, so that it comes up earlier. One store operation. */
export async function noteBankUse(
  { records, clock }: AssessmentDeps,
  { cohortId, by, id }: OfBank,
): Promise<void> {
  await records.bank.noteUse({ id, cohortId, owner: by.enrolmentId }, clock());
}

function rank({ criterionId }: BankComment, wanted: string | null): number {
  return wanted !== null && criterionId === wanted ? 1 : 0;
}

function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

function fitting(sent: string): string {
  const text = sent.trim();
  if (text === '') throw new MarkMalformed('A comment without text');
  if (text.length > longestComment)
    throw new MarkTooLong('The comment is too long', { most: longestComment });
  return text;
}
