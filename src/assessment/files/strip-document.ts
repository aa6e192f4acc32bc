import { readFile, writeFile } from 'node:fs/promises';
import JSZip from 'jszip';
import { FileBroken } from './errors.ts';

const officePrefix = 'application/vnd.openxmlformats-officedocument.';
const openDocumentPrefix = 'application/vnd.oasis.opendocument.';
/** Bytes and files that a document may unpack to. An archive made to fill a disk holds far more. */
const mostBytes = 64 * 1024 * 1024;
const mostEntries = 4_000;

export function isOfficeDocument(type: string): boolean {
  return type.startsWith(officePrefix) || type.startsWith(openDocumentPrefix);
}

/**
 * Writes a DOCX, XLSX, PPTX or OpenDocument file anew without names of who wrote, changed or commented it.
 * @throws FileBroken
 */
export async function stripDocument(from: string, to: string): Promise<void> {
  const packed = await open(await readFile(from));
  const contents = await unpack(packed);
  const clean = new JSZip();
  for (const [name, content] of contents) {
    // The type of an OpenDocument file is read from its first bytes, where it stands unpacked.
    const compression = name === 'mimetype' ? 'STORE' : 'DEFLATE';
    clean.file(name, stripPart(name, content), { compression, createFolders: false });
  }
  await writeFile(to, await clean.generateAsync({ type: 'nodebuffer' }), { mode: 0o600 });
}

async function open(content: Buffer): Promise<JSZip> {
  try {
    return await JSZip.loadAsync(content);
  } catch (error) {
    throw new FileBroken('A document that cannot be unpacked', {}, { cause: error });
  }
}

async function unpack(packed: JSZip): Promise<Map<string, Buffer>> {
  const entries = Object.values(packed.files).filter(({ dir }) => !dir);
  if (entries.length > mostEntries) throw new FileBroken('A document of too many parts');
  const contents = new Map<string, Buffer>();
  let left = mostBytes;
  for (const entry of entries) {
    const content = await unpackEntry(entry, left);
    left -= content.length;
    contents.set(entry.name, content);
  }
  return contents;
}

/** Counts what really comes out: what an archive says of itself may be wrong. */
function unpackEntry(entry: JSZip.JSZipObject, most: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const stream = entry.nodeStream('nodebuffer') as NodeJS.ReadableStream & { destroy?(): void };
    stream.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= most) {
        chunks.push(chunk);
        return;
      }
      stream.pause();
      reject(new FileBroken('A document that unpacks to more than it may'));
    });
    stream.on('end', () => resolve(Buffer.concat(chunks)));
    stream.on('error', (error) =>
      reject(new FileBroken('A document that cannot be unpacked', {}, { cause: error })),
    );
  });
}

/** Elements of OOXML's docProps and OpenDocument's meta.xml, annotations and changes that name people. */
const nameElements =
  /(<(dc:creator|cp:lastModifiedBy|Company|Manager|meta:initial-creator|meta:printed-by|meta:creator-initials|loext:sender-initials)(?:\s[^>]*)?>)[^<]*(<\/\2>)/g;
/** Attributes of comments and of changes that Word keeps. */
const nameAttributes = /(\s(?:w:author|w:initials|w15:author|w15:userId|w15:providerId)=")[^"]*"/g;
const people = /<w15:person\s[\s\S]*?<\/w15:person>|<w15:person\s[^>]*\/>/g;
/** Properties that an author or a template added. */
const userDefined = /<meta:user-defined(?:\s[^>]*)?>[^<]*<\/meta:user-defined>/g;

function stripPart(name: string, content: Buffer): Buffer {
  if (!name.endsWith('.xml')) return content;
  const text = content.toString('utf8');
  const clean = text
    .replaceAll(people, '')
    .replaceAll(nameElements, '$1$3')
    .replaceAll(nameAttributes, '$1"')
    .replaceAll(userDefined, '');
  return clean === text ? content : Buffer.from(clean);
}
