import { spawn, execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { cpuOf } from './cpu.ts';

/** A server in a process of its own. */
export interface Child {
  /** CPU time (ms) so far, of the whole process tree. */
  cpu(): number;
  /** Binds every thread to these cores. */
  pin(cores: string): void;
  /** Watches the event loop while the work runs; the delays are in ms. */
  loopDelay(work: () => Promise<void>): Promise<LoopDelay>;
  stop(): Promise<void>;
  /** SIGKILL: it gets no time to finish anything. */
  kill(): Promise<void>;
}

export interface LoopDelay {
  readonly p50: number;
  readonly p99: number;
}

/** Runs inside the child before its program, in its main thread; idle until it is asked. */
const probe = `
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';
if (isMainThread && process.channel) {
  const histogram = monitorEventLoopDelay({ resolution: 5 });
  process.on('message', (word) => {
    if (word === 'watch') { histogram.reset(); histogram.enable(); }
    if (word !== 'report') return;
    histogram.disable();
    process.send({ p50: histogram.percentile(50) / 1e6 - 5, p99: histogram.percentile(99) / 1e6 - 5 });
  });
  // Whoever ends the benchmark early leaves no server behind.
  process.on('disconnect', () => process.exit(1));
  process.channel.unref();
}`;

/** Starts a program of node and waits for the first thing that it says. */
export async function startChild(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<Child> {
  const flags = ['--no-warnings', ...(process.env['BENCH_FLAGS']?.split(' ').filter(Boolean) ?? [])];
  const preload = ['--import', `data:text/javascript,${encodeURIComponent(probe)}`];
  const child = spawn(process.execPath, [...flags, ...preload, program, ...args], {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const { pid, stdout } = child;
  if (pid === undefined || !stdout) throw new Error(`${program} did not start`);
  const ended = once(child, 'exit');
  await Promise.race([
    once(stdout, 'data'),
    ended.then(() => Promise.reject(new Error(`${program} ended with ${String(child.exitCode)}`))),
  ]);
  stdout.resume();
  return {
    cpu: () => cpuOf(pid),
    pin: (cores) => pin(pid, cores),
    async loopDelay(work) {
      child.send('watch');
      await work();
      const report = once(child, 'message') as Promise<[LoopDelay]>;
      child.send('report');
      return (await report)[0];
    },
    async stop() {
      child.kill('SIGTERM');
      const end = setTimeout(() => child.kill('SIGKILL'), 10_000);
      await ended;
      clearTimeout(end);
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** Binds every thread of a process to some cores (`0`, `1-3`). */
export function pin(pid: number, cores: string): void {
  execFileSync('taskset', ['--all-tasks', '--cpu-list', '--pid', cores, String(pid)], { stdio: 'ignore' });
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('There is no free port');
  return address.port;
}
