import type { Request, Response } from 'express';
import {
  getReadableFile,
  getTaskSettings,
  isAssignedReviewer,
  type StoredFile,
} from '../../../assessment/index.ts';
import { asId } from '../../../shared/index.ts';
import type { WebDeps } from '../../deps.ts';
import { viewerOf } from '../../middleware/viewer.ts';
import { paramOf } from '../learner/participant.ts';
import { hiddenName } from './file-model.ts';

/** A file that the viewer may see, and what it is called for them: a file's name often says whose it is. */
export interface FileForViewer {
  readonly file: StoredFile;
  readonly name: string;
}

/** The file that the address names. @throws FileUnknown, whether it is not there or not for this viewer */
export async function findReadableFile(deps: WebDeps, req: Request, res: Response): Promise<FileForViewer> {
  const viewer = viewerOf(res);
  const { enrolment } = viewer;
  const { file, as } = await getReadableFile(deps.assessment, asId(paramOf(req, 'file')), {
    enrolmentId: enrolment.id,
    cohortId: enrolment.cohortId,
    grades: viewer.may('grade'),
    isReviewerOf: ({ id }) => isAssignedReviewer(deps.assessment, enrolment.id, id),
  });
  const isHidden = as === 'reviewer' || (as === 'trainer' && (await areNamesHidden(deps, file)));
  return { file, name: isHidden ? hiddenName(file.type) : file.name };
}

async function areNamesHidden(deps: WebDeps, { cohortId, taskId }: StoredFile): Promise<boolean> {
  const { namesHidden } = await getTaskSettings(deps.assessment, cohortId, taskId);
  return namesHidden;
}
