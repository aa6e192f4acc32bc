import type { Request, Response } from 'express';
import { listFilesByToken } from '../../../assessment/index.ts';
import { asId } from '../../../shared/index.ts';
import type { WebDeps } from '../../deps.ts';
import { paths } from '../../paths.ts';
import type { ErrorWords } from './error-words.ts';
import { formText } from './form-text.ts';
import { fileFieldModel } from './file-field-model.ts';

export interface PlaceShown {
  readonly req: Request;
  readonly res: Response;
  readonly token: string;
  readonly problems: readonly (Omit<ErrorWords, 'status'> & { readonly name: string })[];
  readonly done: string;
}

/** A page with the files that one field has now; it needs no session, so it can stand in any frame. */
export async function showPlace(
  deps: WebDeps,
  { req, res, token, problems, done }: PlaceShown,
): Promise<void> {
  const { place, field, cohortId, taskId, files } = await listFilesByToken(deps.files, token);
  const placement = asId<'placement'>(formText(req, 'files.placement') || '-');
  const where = { cohort: asId<'cohort'>(cohortId), placement };
  deps.page(res, {
    view: 'files/place',
    title: field.label,
    status: problems.length > 0 ? 422 : 200,
    frameAncestors: 'anyone',
    scripts: ['files.js'],
    model: {
      ...{ label: field.label, problems, done },
      contentLanguage: deps.curriculum().language,
      field: fileFieldModel({ field, place, token, files, where }),
      backHref: `${paths.writeTask.to({ ...where, task: taskId })}#files-${place.replaceAll('.', '-')}`,
    },
  });
}
