import type { RequestHandler } from 'express';
import { listFilesByToken } from '../../../assessment/index.ts';
import { asId } from '../../../shared/index.ts';
import { bytesText } from '../../bytes-text.ts';
import type { WebDeps } from '../../deps.ts';
import { contextOf } from '../../middleware/context.ts';
import { fileModel } from './file-model.ts';

/** The files of a place as they stand, for the page's script. The token comes as a header, since addresses are logged. */
export function listUploads(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const { t, language } = contextOf(res);
    const { files } = await listFilesByToken(deps.files, req.get('upload-token') ?? '');
    const nowhere = { cohort: asId<'cohort'>('-'), placement: asId<'placement'>('-') };
    const models = files.map((file) => fileModel(file, nowhere));
    res.set('Cache-Control', 'no-store').json({
      files: models.map(({ id, name, bytes, format }) => ({
        ...{ id, name },
        about: `${t('files:about', { format })} ${bytesText(bytes, language)}`,
      })),
    });
  };
}
