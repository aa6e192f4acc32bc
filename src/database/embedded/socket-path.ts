import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, readlinkSync, realpathSync, symlinkSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

/** What fits into a Unix socket's address on every system. */
const LONGEST = 100;

/**
 * The path of the store's socket. It always lies in the store's directory; where that path is too long for a socket,
 * it is reached through a link in a private directory, which every process on the machine makes for itself.
 */
export function socketPathIn(directory: string): string {
  const direct = join(directory, 'store.sock');
  if (Buffer.byteLength(direct) <= LONGEST) return direct;
  const target = realpathSync(directory);
  const user = userInfo().uid;
  const home = join(tmpdir(), `lcf-store-${user}`);
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const { uid, mode } = lstatSync(home);
  if (uid !== user || (mode & 0o077) !== 0 || !lstatSync(home).isDirectory())
    throw new Error(`${home} is not private to this user; choose a DATA_DIR with a shorter path`);
  const link = join(home, createHash('sha256').update(target).digest('hex').slice(0, 16));
  makeLink(target, link);
  return join(link, 'store.sock');
}

function makeLink(target: string, link: string): void {
  try {
    symlinkSync(target, link);
  } catch (error) {
    if (!isCode(error, 'EEXIST') || readlinkSync(link) !== target) throw error;
  }
}

export function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
