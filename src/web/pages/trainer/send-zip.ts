import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import yazl from 'yazl';

interface ZipEntry {
  readonly path: string;
  readonly mtime: Date;
  readonly stream: Readable;
}

/**
 * Sends a ZIP while `fill` puts entries into it one by one, so that neither memory nor open files grow with it. Where
 * something fails on the way the answer breaks off, which browsers show: half an archive never looks whole.
 */
export async function sendZip(res: Response, fill: (zip: yazl.ZipFile) => Promise<void>): Promise<void> {
  const zip = new yazl.ZipFile();
  const out = zip.outputStream as Readable;
  // The archive's own writer reports what went wrong with an entry.
  zip.on('error', (error: Error) => out.destroy(error));
  const sending = pipeline(out, res);
  const isOver = sending.then(
    () => false,
    () => false,
  );
  try {
    const isFilled = await Promise.race([fill(zip).then(() => true), isOver]);
    if (isFilled) zip.end();
    await sending;
  } catch (error) {
    out.destroy();
    // Whoever closes the page while it loads needs no answer.
    if ((error as { code?: unknown }).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}

/** Puts one entry in and waits until it is read to its end. */
export function addEntry(zip: yazl.ZipFile, { path, mtime, stream }: ZipEntry): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.once('end', resolve);
    stream.once('error', reject);
    zip.addReadStream(stream, path, { mtime });
  });
}
