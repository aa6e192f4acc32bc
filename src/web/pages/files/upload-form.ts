import { Readable } from 'node:stream';
import type { Request, RequestHandler } from 'express';
import multer from 'multer';
import { checkUpload, finishUpload } from '../../../assessment/index.ts';
import { newId } from '../../../shared/index.ts';
import type { WebDeps } from '../../deps.ts';
import { contextOf } from '../../middleware/context.ts';
import { formText } from './form-text.ts';
import { errorWords } from './error-words.ts';
import { showPlace } from './show-place.ts';

/** Bytes of one field, and how many; the files' form may carry everything that its page's form has. */
const fieldLimits = { fieldSize: 256 * 1024, fields: 2_000, files: 20 };

/** What became of one file of a form. */
interface Taken {
  readonly token: string;
  readonly name: string;
  readonly error: unknown;
}

/**
 * Takes files from a form without scripts. A form may have several fields for files; the token of each stands before it,
 * and nothing is written to the disk without one. The answer is a page that lists what the field has now.
 */
export function takeForm(deps: WebDeps): RequestHandler[] {
  const take = multer({ storage: storageFor(deps), limits: fieldLimits, defParamCharset: 'utf8' }).any();
  return [
    take,
    async (req, res) => {
      const taken = takenOf(req);
      const { t } = contextOf(res);
      const problems = taken.flatMap(({ name, error }) => {
        if (error === null) return [];
        const words = errorWords(error, t);
        if (!words) throw new Error('A file of a form could not be taken', { cause: error });
        if (words.status >= 500) deps.log.error({ err: error }, 'a file of a form could not be kept');
        return [{ name, ...words }];
      });
      const done = taken.length === 0 ? t('files:noneChosen') : t('files:uploaded', { count: taken.length });
      const token = taken[0]?.token ?? firstToken(req);
      await showPlace(deps, { req, res, token, problems, done });
    },
  ];
}

function storageFor(deps: WebDeps): multer.StorageEngine {
  return {
    _handleFile(req, file, done) {
      // Browsers send a part without a name where no file was chosen.
      const token = tokenFor(req, file.fieldname);
      void keep(deps, token, file.originalname, file.stream)
        .catch((error: unknown) => error)
        .then((error) => {
          file.stream.resume();
          takenOf(req).push({ token, name: file.originalname, error: error ?? null });
          done(null, {});
        });
    },
    _removeFile(_req, _file, done) {
      done(null);
    },
  };
}

/** The error is an answer, not thrown: the other files of the form are taken all the same. */
async function keep(deps: WebDeps, token: string, name: string, from: Readable): Promise<null> {
  const { files } = deps;
  const most = await checkUpload(files, { token, bytes: null });
  const id = newId();
  try {
    await files.incoming.begin(id, { token, name, bytes: 0 });
    await files.incoming.append(id, Readable.from(firstBytes(from, most + 1)), 0);
    await finishUpload(files, id);
  } finally {
    await files.incoming.remove(id);
  }
  return null;
}

/** One byte more than a field takes is enough to know that a file is too large. */
async function* firstBytes(from: Readable, most: number): AsyncIterable<Buffer> {
  let left = most;
  // The rest of the form still comes through this stream.
  const chunks = from.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
  for await (const chunk of chunks) {
    if (left <= 0) return;
    yield chunk.subarray(0, left);
    left -= chunk.length;
  }
}

/** The token of the field that a part belongs to stands before it in the form. */
function tokenFor(req: Request, fieldName: string): string {
  return formText(req, `upload.${fieldName.replace(/^file\./, '')}`);
}

function firstToken(req: Request): string {
  const name = Object.keys(req.body as object).find((one) => one.startsWith('upload.'));
  return name === undefined ? '' : formText(req, name);
}

const takenOfRequests = new WeakMap<Request, Taken[]>();

function takenOf(req: Request): Taken[] {
  const known = takenOfRequests.get(req) ?? [];
  takenOfRequests.set(req, known);
  return known;
}
