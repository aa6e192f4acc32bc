import { changeSubmission } from '../change-submission.ts';
import type { AssessmentDeps } from '../deps.ts';
import { alignDraft } from '../drafts/align-draft.ts';
import { beginSubmission, type OwnTask } from '../drafts/begin-submission.ts';
import { mergeDrafts } from '../drafts/merge-drafts.ts';
import { SubmissionBusy } from '../errors.ts';
import { copyFiles } from '../files/copy-files.ts';
import type { Submission, SubmissionId } from '../model.ts';
import { toOwnSubmission, type OwnSubmission } from '../own-submission.ts';
import { recordLeaving, takenAlong } from './author-rules.ts';
import { getOwn } from './get-own.ts';

/**
 * Leaves the others and goes on alone with a copy of the draft and, where a grade was released, of the versions and the
 * feedback. The copy is made before the author leaves, so that nothing is lost wherever it is interrupted; doing it once
 * more finishes it.
 * @throws SubmissionUnknown, LeavingNotOpen
 */
export async function leaveSubmission(deps: AssessmentDeps, command: OwnTask): Promise<OwnSubmission> {
  const { author } = command;
  const left = await getOwn(deps, command);
  const step = { by: author, now: deps.clock() };
  recordLeaving(left, step);
  await makeCopy(deps, command, left);
  const remaining = await changeSubmission(deps, left.id, (found) => recordLeaving(found, step));
  await alignDraft(deps, remaining);
  const { submission } = await alignDraft(deps, await beginSubmission(deps, command));
  return toOwnSubmission(submission, author.enrolmentId);
}

async function makeCopy(deps: AssessmentDeps, command: OwnTask, left: Submission): Promise<void> {
  const { records, clock } = deps;
  const place = await ensureOwnPlace(deps, command);
  const own = await changeSubmission(deps, place.id, (found) => takenAlong(found, left));
  await copyFilesOnce(deps, command, { from: left.id, to: own.id });
  const together = await records.drafts.find(left.id);
  if (!together) return;
  for (let attempt = 0; attempt < 8; attempt += 1) {
    const draft = await records.drafts.ensure(own);
    const fields = mergeDrafts(draft, together, command.author.enrolmentId, clock());
    const { saves } = draft;
    const filling = { saves, fields, trainerOnly: together.trainerOnly, now: clock() };
    if (await records.drafts.fill(own.id, filling)) return;
  }
  throw new SubmissionBusy('The own draft kept changing');
}

async function copyFilesOnce(
  deps: AssessmentDeps,
  { author }: OwnTask,
  { from, to }: { readonly from: SubmissionId; readonly to: SubmissionId },
): Promise<void> {
  const there = await deps.records.files.listOf(to);
  const here = await deps.records.files.listOf(from);
  const isCopied = here.some(({ key }) => there.some((file) => file.key === key));
  if (!isCopied) await copyFiles(deps, { from, to, by: author.enrolmentId });
}

/** Where beginSubmission will find them once they have left. */
async function ensureOwnPlace({ records, clock }: AssessmentDeps, command: OwnTask): Promise<Submission> {
  const { author, cohortId, taskId } = command;
  for (let count = 1; ; count += 1) {
    const place = { cohortId, taskId, count, isAhead: true };
    const submission = await records.submissions.ensure(author, place, clock());
    if (submission.authorIds.length === 0) return submission;
  }
}
