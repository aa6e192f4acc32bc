import { open } from 'node:fs/promises';
import { fileTypeFromFile } from 'file-type';

/** Other names of the same types. */
const sameAs: Readonly<Record<string, string>> = {
  'audio/x-m4a': 'audio/mp4',
  'audio/vnd.wave': 'audio/wav',
  'audio/x-wav': 'audio/wav',
  'audio/wave': 'audio/wav',
  'application/ogg': 'audio/ogg',
  'image/heif': 'image/heic',
  'image/heic-sequence': 'image/heic',
  'image/heif-sequence': 'image/heic',
  'video/x-m4v': 'video/mp4',
};

/** Bytes at a file's beginning by which text is told from anything else. */
const sampleBytes = 64 * 1024;

/**
 * The type of a file by its content. A name decides nothing but which kind of plain text it is, and whether a WebM is
 * sound only, which its first bytes do not say. Null where it cannot be told.
 */
export async function detectType(path: string, name: string): Promise<string | null> {
  const found = await fileTypeFromFile(path);
  if (found) {
    const [type = ''] = found.mime.split(';');
    return sameAs[type] ?? type;
  }
  if (!(await isText(path))) return null;
  return /\.csv$/i.test(name) ? 'text/csv' : 'text/plain';
}

/** UTF-8 without control characters; a character may be cut at the sample's end. */
async function isText(path: string): Promise<boolean> {
  const handle = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(sampleBytes), 0, sampleBytes, 0);
    const text = new TextDecoder('utf-8', { fatal: true }).decode(buffer.subarray(0, bytesRead), {
      stream: true,
    });
    return !/(?![\t\n\v\f\r])\p{Cc}/u.test(text);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return false;
    throw error;
  } finally {
    await handle.close();
  }
}
