import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import yazl from 'yazl';

interface ZipEntry {
  readonly path: string;
  readonly mtime: Date;
  readonly stream: Readable;
}

/** Puts one entry in and waits until it is read to its end. */
export type AddEntry = (entry: ZipEntry) => Promise<void>;

/**
 * Sends a ZIP while `fill` puts entries into it one by one, so that neither memory nor open files grow with it. Where
 * something fails on the way the answer breaks off, which browsers show: half an archive never looks whole.
 */
export async function sendZip(res: Response, fill: (add: AddEntry) => Promise<void>): Promise<void> {
  const zip = new yazl.ZipFile();
  const out = zip.outputStream as Readable;
  let open: Readable | null = null;
  const add: AddEntry = ({ path, mtime, stream }) => {
    open = stream;
    return new Promise((resolve, reject) => {
      stream.once('end', resolve);
      stream.once('error', reject);
      zip.addReadStream(stream, path, { mtime });
    });
  };
  const sending = pipeline(out, res);
  // Whoever leaves the page while it loads ends the filling, too.
  const isOver = sending.then(
    () => false,
    () => false,
  );
  try {
    const isFilled = await Promise.race([fill(add).then(() => true), isOver]);
    if (isFilled) zip.end();
    await sending;
  } catch (error) {
    (open as Readable | null)?.destroy();
    out.destroy();
    if ((error as { code?: unknown }).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}
