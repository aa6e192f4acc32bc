import type { Task, TaskField } from '../../curriculum/index.ts';
import { SubmissionUnknown } from '../errors.ts';
import type { Submission } from '../model.ts';
import { getTask } from '../task-versions.ts';
import type { AssessmentDeps } from '../deps.ts';
import { FilesClosed, FileTokenInvalid } from './errors.ts';
import { readFileToken, type FilePlace } from './file-token.ts';

export type FileField = Extract<TaskField, { readonly kind: 'file' }>;

/** Where a token lets its page put files now. */
export interface WritablePlace extends FilePlace {
  readonly submission: Submission;
  readonly field: FileField;
}

/**
 * What a file token allows now: its enrolment must still be an author, and the submission open for changes. One store
 * operation. @throws FileTokenInvalid, FilesClosed, SubmissionUnknown, TaskUnknown
 */
export async function getWritablePlace(deps: AssessmentDeps, token: string): Promise<WritablePlace> {
  const place = await getReadablePlace(deps, token);
  const isOpen = place.submission.state === 'draft' || place.submission.state === 'revise';
  if (!isOpen) throw new FilesClosed('Files of what was handed in stay as they are');
  return place;
}

/** The same while nothing is to be changed. */
export async function getReadablePlace(deps: AssessmentDeps, token: string): Promise<WritablePlace> {
  const place = readFileToken(deps.tokenKey, token, deps.clock());
  const submission = await deps.records.submissions.find(place.submissionId);
  if (!submission?.authorIds.includes(place.enrolmentId))
    throw new SubmissionUnknown('There is no such submission of this author');
  const field = findFileField(getTask(deps, submission.taskId), place.place);
  if (!field) throw new FileTokenInvalid('The task has no such field for files any more');
  return { ...place, submission, field };
}

/** A place is a field's id, or `<fieldId>.<rowId>.<innerId>`. */
function findFileField({ fields }: Task, place: string): FileField | null {
  const [fieldId, , innerId] = place.split('.');
  const field = fields.find(({ id }) => id === fieldId);
  const found = innerId === undefined ? field : innerFieldsOf(field).find(({ id }) => id === innerId);
  return found?.kind === 'file' ? found : null;
}

function innerFieldsOf(field: TaskField | undefined): readonly TaskField[] {
  if (field?.kind === 'table') return field.columns;
  if (field?.kind === 'repeated-group' || field?.kind === 'dated-entries') return field.fields;
  return [];
}
