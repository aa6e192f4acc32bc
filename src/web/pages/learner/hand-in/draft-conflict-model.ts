import { paths, type Where } from '../../../paths.ts';
import type { Translate } from '../../../texts.ts';
import { describeValue, entriesOf, type Entries } from './field-entries.ts';
import { fieldOfTask } from './field-of-task.ts';
import type { Sent } from './save-draft.ts';

export interface DraftConflictInput extends Sent {
  readonly where: Where;
  readonly saveHref: string;
  readonly t: Translate;
}

export interface DraftConflictModel {
  readonly saveHref: string;
  readonly token: string;
  readonly taskId: string;
  readonly where: Where;
  readonly go: string;
  readonly writeHref: string;
  readonly conflicts: readonly ConflictModel[];
}

/** Two texts for one field: the reader's, and the one that is stored. */
interface ConflictModel {
  readonly id: string;
  readonly label: string;
  readonly mine: string;
  readonly stored: string;
  readonly at: Date;
  readonly by: string | null;
  /** What the page that was left knew, and what is stored now. */
  readonly revision: number;
  readonly storedRevision: number;
  /** The reader's text again, so that it can be sent once more. */
  readonly entries: Entries;
}

export function draftConflictModel(input: DraftConflictInput): DraftConflictModel {
  const { form, task, where } = input;
  return {
    ...{ saveHref: input.saveHref, token: form.token, taskId: task.id, where },
    // To remove a row twice would remove another one.
    go: form.go === 'check' ? 'check' : 'save',
    writeHref: paths.writeTask.to({ ...where, task: task.id }),
    conflicts: conflictsOf(input),
  };
}

function conflictsOf({ saved, fields, task, t }: DraftConflictInput): ConflictModel[] {
  return saved.fields.flatMap(({ fieldId, revision, state, stored }) => {
    const field = fieldOfTask(task, fieldId);
    const own = fields.find((one) => one.fieldId === fieldId);
    if (state === 'saved' || !stored || !field || !own) return [];
    return [
      {
        ...{ id: fieldId, label: field.label || t('hand-in:authors.ownLabel') },
        mine: describeValue(field, own.value),
        stored: describeValue(field, stored.value),
        ...{ at: stored.savedAt, by: stored.savedBy?.name ?? null },
        ...{ revision: own.revision, storedRevision: revision },
        entries: entriesOf(fieldId, own.value),
      },
    ];
  });
}
