import type { Response } from 'express';
import type { Mark, MarkChange } from '../../../../assessment/index.ts';
import { assertNever } from '../../../../shared/index.ts';
import type { WebDeps } from '../../../deps.ts';
import type { SaveMarkForm } from '../../../forms/grading-forms.ts';
import { contextOf } from '../../../middleware/context.ts';
import { paths } from '../../../paths.ts';
import type { Translate } from '../../../texts.ts';
import { gradeHref } from './address.ts';
import { anchorField, fieldsOfMark, levelField, personLevelField } from './mark-fields.ts';
import { placeOfForm } from './place-of-form.ts';

interface Refused {
  readonly form: SaveMarkForm;
  readonly changes: readonly MarkChange[];
  /** As it is stored. */
  readonly mark: Mark;
}

export interface ConflictModel {
  readonly backHref: string;
  readonly saveAction: string;
  readonly hidden: readonly { readonly name: string; readonly value: string }[];
  readonly rows: readonly ConflictRow[];
}

interface ConflictRow {
  readonly label: string;
  readonly mine: string;
  readonly stored: string;
  /** What the form sends to store the marker's own after all. */
  readonly fields: readonly { readonly name: string; readonly value: string }[];
}

/** Without scripts: what was sent was made from an older state. Both are shown; nothing was overwritten. */
export function showConflict(deps: WebDeps, res: Response, refused: Refused): void {
  const { t } = contextOf(res);
  const title = t('grading:conflict.title');
  deps.page(res, {
    view: 'trainer/grade-conflict',
    title,
    status: 409,
    frameAncestors: 'anyone',
    model: conflictModel(refused, t),
  });
}

export function conflictModel({ form, changes, mark }: Refused, t: Translate): ConflictModel {
  const stored = fieldsOfMark(mark);
  const { token, cohort, placement, submission, queue } = form;
  const hidden = { token, cohort, placement, submission, queue, revision: String(mark.revision) };
  return {
    backHref: gradeHref(placeOfForm(form)),
    saveAction: paths.saveMark.to({}),
    hidden: Object.entries(hidden).map(([name, value]) => ({ name, value })),
    rows: changes.flatMap((change) => {
      const { name, value, more = [] } = fieldOf(change);
      if (name === '' || value === (stored[name] ?? '')) return [];
      const shown = (text: string): string => text || t('grading:save.empty');
      return [
        {
          label: t(`grading:field.${change.kind}`),
          mine: shown(value),
          stored: shown(stored[name] ?? ''),
          fields: [{ name, value }, ...more],
        },
      ];
    }),
  };
}

interface Field {
  readonly name: string;
  readonly value: string;
  readonly more?: readonly { readonly name: string; readonly value: string }[];
}

function fieldOf(change: MarkChange): Field {
  switch (change.kind) {
    case 'level':
      return { name: levelField(change.criterionId), value: String(change.level ?? '') };
    case 'person-level':
      return {
        name: personLevelField(change.enrolmentId, change.criterionId),
        value: String(change.level ?? ''),
      };
    case 'overall':
    case 'todo':
    case 'reason':
      return { name: change.kind, value: change.text };
    case 'decision':
      return { name: 'decision', value: change.decision ?? '' };
    case 'comment': {
      const { id, text, criterionId, anchor } = change;
      const more = [
        { name: `comment.${id}.criterion`, value: criterionId ?? '' },
        { name: `comment.${id}.anchor`, value: anchorField(anchor) },
      ];
      return { name: `comment.${id}.text`, value: text, more };
    }
    case 'remove-comment':
      return { name: `comment.${change.id}.text`, value: '' };
    case 'take-proposal':
      return { name: '', value: '' };
    default:
      return assertNever(change);
  }
}
