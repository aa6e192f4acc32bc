import { join } from 'node:path';
import * as esbuild from 'esbuild';

const root = join(import.meta.dirname, '../..');

/** Bundles a program as `npm start` does, for tests that run it in a process of its own; returns its file. */
export async function buildProgram(entry: string, name: string): Promise<string> {
  const outfile = join(root, 'dist/test', `${name}.js`);
  await esbuild.build({
    entryPoints: [join(root, entry)],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    logLevel: 'warning',
  });
  return outfile;
}
