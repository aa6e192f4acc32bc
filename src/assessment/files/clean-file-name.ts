import { extensionOfType } from './file-types.ts';

const longestStem = 100;

/**
 * A file's name as it is shown and downloaded: no path, no control or direction characters (which make `gpj.exe` look like
 * `exe.jpg`), none that a file system refuses, and the ending that belongs to the content.
 */
export function cleanFileName(name: string, type: string): string {
  const bare = name.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const stem = bare
    .replaceAll(/\.[\p{L}\p{N}]{1,8}$/gu, '')
    .replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, '')
    .replaceAll(/[<>:"|?*]/g, '-')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/^[\s.]+|[\s.]+$/g, '');
  const short = [...stem].slice(0, longestStem).join('').trimEnd();
  return `${short === '' ? 'file' : short}.${extensionOfType(type)}`;
}
