import type { Task } from '../../curriculum/index.ts';
import type { AssessmentDeps } from '../deps.ts';
import { alignDraft } from '../drafts/align-draft.ts';
import { beginSubmission, type OwnTask } from '../drafts/begin-submission.ts';
import { checkDraft, type CheckedDraft } from '../drafts/check-draft.ts';
import { textsOf } from '../drafts/field-texts.ts';
import { filesIn, writtenFields } from '../drafts/written-fields.ts';
import { listFilesOf } from '../files/list-files.ts';
import type { Draft, FieldValue, FileHead } from '../model.ts';
import { toOwnSubmission, type OwnSubmission } from '../own-submission.ts';
import { getTask } from '../task-versions.ts';
import { findPrivateDetails, type KnownDetails, type PrivateDetail } from './find-private-details.ts';

export interface ReviewedDraft {
  readonly task: Task;
  readonly submission: OwnSubmission;
  readonly draft: Draft;
  /** What handIn would make a version of, and from which files. */
  readonly fields: Readonly<Record<string, FieldValue>>;
  readonly files: readonly FileHead[];
  readonly checked: CheckedDraft;
  readonly privateDetails: readonly PrivateDetail[];
  /** For handIn: field id → revision. */
  readonly seenRevisions: Readonly<Record<string, number>>;
}

/**
 * Everything to look at before a draft is handed in, by the same rules as handIn goes by. Three store operations.
 * @throws TaskUnknown
 */
export async function reviewDraft(
  deps: AssessmentDeps,
  command: OwnTask & { readonly known: KnownDetails },
): Promise<ReviewedDraft> {
  const task = getTask(deps, command.taskId);
  const { submission, draft } = await alignDraft(deps, await beginSubmission(deps, command));
  const byPlace = await listFilesOf(deps, submission.id);
  const fields = writtenFields(task, draft, { files: byPlace, authorIds: submission.authorIds });
  const files = filesIn(task, fields, byPlace);
  const texts = Object.entries(fields).flatMap(([id, value]) => textsOf(id, value));
  const authors = submission.authors.filter(({ state }) => state === 'accepted');
  return {
    ...{ task, draft, fields, files },
    submission: toOwnSubmission(submission, command.author.enrolmentId),
    checked: checkDraft(task, { fields, authors }),
    privateDetails: findPrivateDetails(command.known, { texts, fileNames: files.map(({ name }) => name) }),
    seenRevisions: Object.fromEntries(
      Object.entries(draft.fields).map(([id, { revision }]) => [id, revision]),
    ),
  };
}
