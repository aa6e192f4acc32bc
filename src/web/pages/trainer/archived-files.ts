import {
  extensionOfType,
  readableName,
  uniqueName,
  type FileHead,
  type FileId,
} from '../../../assessment/index.ts';
import type { Translate } from '../../texts.ts';

/** A file in an archive, under a name that no other of its folder has. */
export interface ArchivedFile {
  readonly id: FileId;
  readonly name: string;
}

/** Names that authors gave may name the author: where names are hidden, files are numbered instead. */
export function archivedFiles(
  heads: readonly FileHead[],
  { t, namesHidden }: { readonly t: Translate; readonly namesHidden: boolean },
): ArchivedFile[] {
  const taken = new Set([pageName(t).toLowerCase()]);
  return heads.map(({ id, name, type }, index) => {
    const numbered = `${t('oversight:archive.file', { number: index + 1 })}.${extensionOfType(type)}`;
    return { id, name: uniqueName(readableName(namesHidden ? numbered : name), taken) };
  });
}

/** What the text of a version is called. */
export function pageName(t: Translate): string {
  return `${readableName(t('oversight:archive.page'))}.html`;
}
