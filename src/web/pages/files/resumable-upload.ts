import type { RequestHandler, Response } from 'express';
import { Server, type Upload } from '@tus/server';
import { checkUpload, finishUpload, storageError, TusStore } from '../../../assessment/index.ts';
import { newId } from '../../../shared/index.ts';
import type { WebDeps } from '../../deps.ts';
import { contextOf } from '../../middleware/context.ts';
import { paths } from '../../paths.ts';
import { errorWords } from './error-words.ts';

type Options = ConstructorParameters<typeof Server>[0];
type TusRequest = Parameters<NonNullable<Options['onUploadFinish']>>[0];

/**
 * Uploads that go on where they broke off, https://tus.io/protocols/resumable-upload. The file token stands in the upload's
 * metadata, so no session is needed; later requests name the upload by its random id. A refusal is answered with the words
 * that the page shows.
 */
export function takeUploads(deps: WebDeps): RequestHandler {
  const server = new Server({
    path: paths.upload.to({}),
    datastore: new TusStore(deps.files.incoming),
    relativeLocation: true,
    allowedOrigins: () => false,
    namingFunction: () => newId(),
    onUploadCreate: async (_req, upload) => {
      await checkUpload(deps.files, { token: upload.metadata?.['token'] ?? '', bytes: upload.size ?? 0 });
      return {};
    },
    onIncomingRequest: (req, id) => finishAgain(deps, req, id),
    onUploadFinish: (_req, upload) => answerFinished(deps, upload),
    onResponseError: (req, error) => answerRefused(deps, req, error),
  });
  return async (req, res) => {
    res.set('Cache-Control', 'no-store');
    await server.handle(req, res);
  };
}

async function answerFinished(deps: WebDeps, upload: Upload): Promise<{ status_code: number; body: string }> {
  const { id } = await finishUpload(deps.files, upload.id);
  return { status_code: 200, body: JSON.stringify({ id }) };
}

/** All bytes had come, but the process ended before it made a file of them: the browser that asks how far it got gets one. */
async function finishAgain(deps: WebDeps, req: TusRequest, id: string): Promise<void> {
  if (req.method !== 'HEAD') return;
  const upload = await deps.files.incoming.find(id);
  if (upload && !upload.isDone && upload.offset === upload.bytes) await finishUpload(deps.files, id);
}

/** What tus itself refuses it says in its own words, to programs; ours are for people. */
function answerRefused(
  deps: WebDeps,
  req: TusRequest,
  error: Error | { status_code: number; body: string },
): { status_code: number; body: string } | undefined {
  if ('status_code' in error) return undefined;
  const { t } = contextOf(responseOf(req));
  // A stream hands on what the disk said as it was.
  const words = errorWords('syscall' in error ? storageError(error) : error, t);
  if (!words || words.status >= 500) deps.log.error({ err: error }, 'an upload failed');
  if (!words) return { status_code: 500, body: JSON.stringify({ code: 'unexpected' }) };
  const { code, title, text, action } = words;
  return { status_code: words.status, body: JSON.stringify({ code, text: `${title}. ${text} ${action}` }) };
}

function responseOf(req: TusRequest): Response {
  return req.runtime?.node?.res as unknown as Response;
}
