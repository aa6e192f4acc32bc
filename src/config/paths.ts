import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the program finds its own files, however it was started. */
export interface ProjectPaths {
  readonly root: string;
  readonly views: string;
  readonly curriculum: string;
  readonly locales: string;
  readonly assets: string;
  readonly storeWorker: string;
}

export function projectPaths(): ProjectPaths {
  const root = findRoot(dirname(fileURLToPath(import.meta.url)));
  return {
    root,
    views: join(root, 'views'),
    curriculum: join(root, 'curriculum'),
    locales: join(root, 'src/web/locales'),
    assets: join(root, 'dist/assets'),
    storeWorker: join(root, 'dist/store-worker.js'),
  };
}

/** The nearest folder with a package.json: above dist/ for what is built, above src/ for tests. */
function findRoot(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('There is no package.json above the program');
  return findRoot(parent);
}
