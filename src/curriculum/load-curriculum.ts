import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { FileSet } from './files/curriculum-files.ts';
import { readCurriculum, type ReadCurriculum } from './read-curriculum.ts';

/** Reads and checks a curriculum's folder. The disk is not touched again. */
export async function loadCurriculum(folder: string): Promise<ReadCurriculum> {
  return readCurriculum(await loadFiles(folder));
}

/** Every text of the folder, for commands that look at more than the curriculum itself. */
export async function loadFiles(folder: string): Promise<FileSet> {
  const entries = existsSync(folder) ? await readdir(folder, { recursive: true, withFileTypes: true }) : [];
  const paths = entries
    .filter((entry) => entry.isFile() && /\.(ya?ml|md|svg)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const files = await Promise.all(
    paths.map(async (path) => [nameOf(path, folder), await readText(path)] as const),
  );
  return new Map(files);
}

function nameOf(path: string, folder: string): string {
  return relative(folder, path).split(sep).join('/');
}

/** The same content has the same hash, whatever editor or checkout wrote its line ends. */
async function readText(path: string): Promise<string> {
  return (await readFile(path, 'utf8')).replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
}
