import { acceptedTypes, extensionOfType, type FileField, type FileHead } from '../../../assessment/index.ts';
import { paths, type Where } from '../../paths.ts';
import { fileModel, type FileModel } from './file-model.ts';

export interface FileFieldInput {
  readonly field: FileField;
  /** The field's id, or `<fieldId>.<rowId>.<innerId>` within a row. */
  readonly place: string;
  /** From signFileToken, for this place. */
  readonly token: string;
  readonly files: readonly FileHead[];
  readonly where: Where;
}

/**
 * A field for files, for the partial `files/file-field`. That stands inside the page's own form: its button sends the form's
 * files (and all else, which is not read) to another address in another tab, so that nothing typed is lost. With the
 * script `files.js` a file uploads as soon as it is chosen. A page whose form has fields in which Enter sends the form
 * gives that form a button of its own before this one.
 */
export interface FileFieldModel {
  readonly place: string;
  /** For ids in the page. */
  readonly domId: string;
  readonly label: string;
  readonly token: string;
  readonly accept: string;
  readonly formats: readonly string[];
  readonly maxFiles: number;
  readonly maxMegabytes: number;
  readonly isSeveral: boolean;
  readonly isFull: boolean;
  readonly files: readonly FileModel[];
  readonly uploadHref: string;
  readonly uploadFormHref: string;
  readonly removeHref: string;
  /** The address of a file's page, FILE in the place of its id. */
  readonly viewPattern: string;
  readonly placement: string;
}

export function fileFieldModel({ field, place, token, files, where }: FileFieldInput): FileFieldModel {
  const types = acceptedTypes(field.accept);
  const extensions = [...new Set(types.map(extensionOfType))];
  return {
    ...{ place, token, label: field.label, maxFiles: field.maxFiles, maxMegabytes: field.maxMegabytes },
    domId: `files-${place.replaceAll('.', '-')}`,
    accept: [...types, ...extensions.map((extension) => `.${extension}`)].join(','),
    formats: extensions.map((extension) => extension.toUpperCase()),
    isSeveral: field.maxFiles > 1,
    isFull: files.length >= field.maxFiles,
    files: files.map((file) => fileModel(file, where)),
    uploadHref: paths.upload.to({}),
    uploadFormHref: paths.uploadForm.to({}),
    removeHref: paths.removeFile.to({}),
    viewPattern: paths.fileView.to({ ...where, file: 'FILE' }),
    placement: where.placement,
  };
}
