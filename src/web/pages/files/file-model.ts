import { extensionOfType, kindOfType, type FileHead } from '../../../assessment/index.ts';
import { paths, type Where } from '../../paths.ts';

/** One file, for the partials `files/viewer` (shown in place) and `files/file-list` (named, with links). */
export interface FileModel {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  /** What such files are commonly called: JPG, PDF, DOCX … */
  readonly format: string;
  /** The bytes, to be shown in place where a browser may show them. */
  readonly href: string;
  readonly downloadHref: string;
  /** A page of its own that shows the file. */
  readonly viewHref: string;
  /** What can be shown as part of another page, without a frame: a document or a text. */
  readonly partHref: string;
  readonly isImage: boolean;
  readonly isPdf: boolean;
  readonly isAudio: boolean;
  readonly isVideo: boolean;
  /** A document or a text, whose words are fetched as a part. */
  readonly isPart: boolean;
  readonly isHeic: boolean;
  readonly isOther: boolean;
}

/** `name` null: names are hidden from the reader, and a file's name often says whose it is. */
export function fileModel(
  { id, name, type, bytes }: Omit<FileHead, 'name'> & { readonly name: string | null },
  where: Where,
): FileModel {
  const kind = kindOfType(type);
  const href = paths.file.to({ ...where, file: id });
  const viewHref = paths.fileView.to({ ...where, file: id });
  return {
    ...{ id, bytes, href, viewHref },
    name: name ?? hiddenName(type),
    format: extensionOfType(type).toUpperCase(),
    downloadHref: `${href}?download=1`,
    partHref: `${viewHref}?part=1`,
    isImage: kind === 'image',
    isPdf: kind === 'pdf',
    isAudio: kind === 'audio',
    isVideo: kind === 'video',
    isPart: kind === 'document' || kind === 'text',
    isHeic: type === 'image/heic',
    isOther: kind === 'other' && type !== 'image/heic',
  };
}

/** What a file is called for those who may not see its author's name. */
export function hiddenName(type: string): string {
  return `file.${extensionOfType(type)}`;
}
