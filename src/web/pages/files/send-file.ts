import { pipeline } from 'node:stream/promises';
import type { Request, RequestHandler, Response } from 'express';
import { kindOfType, type StoredFile } from '../../../assessment/index.ts';
import type { WebDeps } from '../../deps.ts';
import { findReadableFile } from './readable-file.ts';

/** Not even what a browser takes for a page of its own could do anything. */
const filePolicy = "sandbox; default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/**
 * Streams a file to someone who may see it. Pictures, sound and films keep their type, so that pages can show them;
 * everything else is bytes to be saved, whatever it is. Parts are sent where they are asked for (players need them).
 */
export function sendFile(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const { file, name } = await findReadableFile(deps, req, res);
    const isShown = req.query['download'] === undefined && isHarmless(file);
    res.set({
      'Content-Type': isShown ? file.type : 'application/octet-stream',
      'Content-Disposition': disposition(isShown ? 'inline' : 'attachment', name),
      'Content-Security-Policy': filePolicy,
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'private, no-store',
      'Accept-Ranges': 'bytes',
    });
    await stream(deps, file, { req, res });
  };
}

/** Types that hold nothing that could run. */
function isHarmless({ type }: StoredFile): boolean {
  return ['image', 'audio', 'video'].includes(kindOfType(type));
}

async function stream(
  deps: WebDeps,
  file: StoredFile,
  { req, res }: { readonly req: Request; readonly res: Response },
): Promise<void> {
  const ranges = req.range(file.bytes, { combine: true });
  if (ranges === -1) {
    res.status(416).set('Content-Range', `bytes */${file.bytes}`).end();
    return;
  }
  const range =
    Array.isArray(ranges) && ranges.type === 'bytes' && ranges.length === 1 ? ranges[0] : undefined;
  const { start, end } = range ?? { start: 0, end: file.bytes - 1 };
  const body = await deps.files.storage.open(file.key, { start, end });
  if (range) res.status(206).set('Content-Range', `bytes ${start}-${end}/${file.bytes}`);
  res.set('Content-Length', String(end - start + 1));
  if (req.method === 'HEAD') {
    body.destroy();
    res.end();
    return;
  }
  // A reader who leaves ends the stream; that is no error of ours.
  await pipeline(body, res).catch((error: unknown) => {
    if (!res.destroyed) throw error;
    deps.log.debug({ err: error }, 'a file was not read to its end');
  });
}

/** RFC 6266 with RFC 8187: a plain name for old clients, the whole name for all others. */
function disposition(kind: 'inline' | 'attachment', name: string): string {
  const plain = name.replaceAll(/[^\x20-\x7e]|["\\%]/g, '_');
  const whole = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${plain}"; filename*=UTF-8''${whole}`;
}
