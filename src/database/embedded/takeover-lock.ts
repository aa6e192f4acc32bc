import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { isCode } from './socket-path.ts';

const thisProcess = `${process.pid} ${randomBytes(8).toString('hex')}`;
const LONGEST_MS = 15_000;

/** Takes the lock file, or answers false while somebody else has it. A lock whose holder died is removed. */
export function takeLock(path: string): boolean {
  try {
    writeFileSync(path, thisProcess, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
  }
  if (isLeftBehind(path)) removeLeftBehind(path);
  return false;
}

export function releaseLock(path: string): void {
  rmSync(path, { force: true });
}

function isLeftBehind(path: string): boolean {
  try {
    const holder = readFileSync(path, 'utf8');
    return Date.now() - statSync(path).mtimeMs > LONGEST_MS || (holder !== '' && isDead(holder));
  } catch {
    return false;
  }
}

function isDead(holder: string): boolean {
  const pid = Number(holder.split(' ')[0]);
  if (pid === process.pid) return holder !== thisProcess;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return isCode(error, 'ESRCH');
  }
}

/** By renaming, so that of two that see the same old lock only one removes it. */
function removeLeftBehind(path: string): void {
  const aside = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    renameSync(path, aside);
    rmSync(aside, { force: true });
  } catch (error) {
    if (!isCode(error, 'ENOENT')) throw error;
  }
}
