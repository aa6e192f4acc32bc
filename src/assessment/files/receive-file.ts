import { rm, stat } from 'node:fs/promises';
import { newId } from '../../shared/index.ts';
import type { FileId } from '../model.ts';
import { cleanFileName } from './clean-file-name.ts';
import type { FileDeps } from './deps.ts';
import { detectType } from './detect-type.ts';
import {
  FileEmpty,
  FileInfected,
  FileIsHeic,
  FileTooLarge,
  FileTypeRefused,
  TooManyFiles,
} from './errors.ts';
import { acceptedTypes } from './file-types.ts';
import type { StoredFile } from './file.ts';
import { asStorageError } from './storage-errors.ts';
import { isOfficeDocument, stripDocument } from './strip-document.ts';
import { isStrippedImage, stripImage } from './strip-image.ts';
import { getWritablePlace, type FileField, type WritablePlace } from './writable-place.ts';

export interface ReceiveFile {
  /** The same however often the same upload is finished. */
  readonly id: FileId;
  readonly token: string;
  /** As the author calls it; cleaned here. */
  readonly name: string;
  /** Where the whole upload lies; whoever calls removes it. */
  readonly path: string;
}

/**
 * Takes a whole upload into the draft: looks at its content, not its name, has it scanned, takes out place and author
 * where it can, stores it durably and then notes it. Safe to repeat. Five store operations and one of the storage.
 * @throws FileTokenInvalid, FilesClosed, FileEmpty, FileTooLarge, FileTypeRefused, FileIsHeic, FileBroken, TooManyFiles,
 * FileInfected, FileScanFailed, FileStorageFull, FileStorageFailed
 */
export async function receiveFile(deps: FileDeps, command: ReceiveFile): Promise<StoredFile> {
  const known = await deps.records.files.find(command.id);
  if (known) return known;
  const place = await getWritablePlace(deps, command.token);
  const type = await examine(deps, place, command);
  const spare = await deps.incoming.spare();
  try {
    const path = await asStorageError(() => strip({ from: command.path, to: spare, type }));
    return await keep(deps, { command, place, type, path });
  } finally {
    await rm(spare, { force: true });
  }
}

/** Whether a file may come in at all, before anything is written. The scanner looks before any parser does. */
async function examine(
  deps: FileDeps,
  { submission, place, field }: WritablePlace,
  { path, name }: ReceiveFile,
): Promise<string> {
  await checkSize(path, field);
  const present = await deps.records.files.listOf(submission.id);
  if (present.filter((file) => file.place === place).length >= field.maxFiles)
    throw new TooManyFiles(field.maxFiles);
  const type = await checkType(path, name, field);
  if ((await deps.scan?.(path)) === 'infected') throw new FileInfected('The scanner found a virus');
  return type;
}

async function checkSize(path: string, field: FileField): Promise<void> {
  const { size } = await stat(path);
  if (size === 0) throw new FileEmpty('A file without content');
  if (size > bytesOf(field)) throw new FileTooLarge(field.maxMegabytes);
}

/** The largest file that a field takes, in bytes. */
export function bytesOf({ maxMegabytes }: FileField): number {
  return Math.round(maxMegabytes * 1024 * 1024);
}

async function checkType(path: string, name: string, field: FileField): Promise<string> {
  const accepted = acceptedTypes(field.accept);
  const type = await detectType(path, name);
  if (type !== null && accepted.includes(type)) return type;
  if (type === 'video/webm' && accepted.includes('audio/webm')) return 'audio/webm';
  if (type === 'text/csv' && accepted.includes('text/plain')) return 'text/plain';
  if (type === 'image/heic') throw new FileIsHeic('A HEIC photo');
  throw new FileTypeRefused(`A file of type ${type ?? 'unknown'}`);
}

/** The path of what is to be stored. */
async function strip({ from, to, type }: Record<'from' | 'to' | 'type', string>): Promise<string> {
  if (isStrippedImage(type)) await stripImage(from, to, type);
  else if (isOfficeDocument(type)) await stripDocument(from, to);
  else return from;
  return to;
}

interface Found {
  readonly command: ReceiveFile;
  readonly place: WritablePlace;
  readonly type: string;
  readonly path: string;
}

async function keep(deps: FileDeps, { command, place, type, path }: Found): Promise<StoredFile> {
  const { submission } = place;
  const { size: bytes } = await stat(path);
  const file: StoredFile = {
    ...{ id: command.id, name: cleanFileName(command.name, type), type, bytes },
    ...{ submissionId: submission.id, cohortId: submission.cohortId, taskId: submission.taskId },
    ...{ place: place.place, key: newId<'file-key'>(), uploadedBy: place.enrolmentId },
    ...{ uploadedAt: deps.clock(), removedAt: null },
  };
  await deps.storage.put(file.key, { path, bytes });
  if (await takeSlot(deps, file, place.field)) return file;
  await deps.storage.remove(file.key);
  const known = await deps.records.files.find(file.id);
  if (known) return known;
  throw new TooManyFiles(place.field.maxFiles);
}

/** Uploads at once may all have found room: each takes a slot of its own in the field, and those that find none go again. */
async function takeSlot({ records }: FileDeps, file: StoredFile, { maxFiles }: FileField): Promise<boolean> {
  const present = await records.files.listOf(file.submissionId);
  const first = present.filter(({ place }) => place === file.place).length;
  for (let step = 0; step < maxFiles; step += 1) {
    if (await records.files.insert(file, (first + step) % maxFiles)) return true;
  }
  return false;
}
