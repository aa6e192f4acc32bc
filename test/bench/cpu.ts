import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts CPU time in hundredths of a second. */
const msPerTick = 10;

/** CPU time (ms) that a process has used so far: all its threads, and its children, living or ended. */
export function cpuOf(pid: number): number {
  return ticksOf(pid) * msPerTick;
}

function ticksOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The program's name, in brackets, may hold anything. After it stand the state and, from the twelfth on, utime,
  // stime, and the same of children that have ended: proc(5).
  const [, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const own = fields.slice(10, 14).reduce((sum, field) => sum + Number(field), 0);
  return childrenOf(pid).reduce((sum, child) => sum + ticksOf(child), own);
}

function childrenOf(pid: number): number[] {
  return readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
    readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  );
}
