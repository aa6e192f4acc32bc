import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Gives each asset its address, which carries a hash of its content, from the manifest that the build writes.
 * @throws Error where the build made no such asset
 */
export function assetUrls(folder: string): (name: string) => string {
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Record<string, string>;
  return (name) => {
    const hashed = manifest[name];
    if (hashed === undefined) throw new Error(`There is no asset ${name}`);
    return `/assets/${hashed}`;
  };
}
