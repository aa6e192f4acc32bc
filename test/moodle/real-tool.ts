import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** The built tool in a process of its own, as an operator starts it: on another site than a Moodle on localhost. */
export interface RealTool {
  readonly url: string;
  /** The address that the start printed for an LMS. */
  readonly registrationUrl: string;
  /** What it wrote, for messages of failures. */
  readonly output: () => string;
  /** Ends it without a word, as a power cut does. */
  kill(): Promise<void>;
  start(): Promise<void>;
  /** What an administration command prints, given while the tool runs. */
  administer(...args: string[]): Promise<string>;
  close(): Promise<void>;
}

const root = join(import.meta.dirname, '../..');
const startLimit = 120_000;

export async function startRealTool(): Promise<RealTool> {
  const port = await freePort();
  const dataDir = await mkdtemp(join(tmpdir(), 'lcf-real-tool-'));
  const url = `http://127.0.0.1:${port}`;
  const env = {
    ...process.env,
    NODE_ENV: 'development',
    PORT: String(port),
    PUBLIC_URL: url,
    DATA_DIR: dataDir,
  };
  let output = '';
  let child: ChildProcess | null = null;
  const start = async (): Promise<void> => {
    const begun = output.length;
    child = spawn(process.execPath, ['build.mjs', 'start'], { cwd: root, env: { ...env, NODE_OPTIONS: '' } });
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (data: Buffer) => (output += data.toString()));
    }
    const end = Date.now() + startLimit;
    while (!/\/lti\/register\/|used/.test(output.slice(begun))) {
      if (Date.now() > end || child.exitCode !== null) throw new Error(`The tool did not start:\n${output}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const ending = child;
    child = null;
    if (!ending || ending.exitCode !== null) return;
    const exited = new Promise((resolve) => ending.once('exit', resolve));
    ending.kill(signal);
    await exited;
  };
  await start();
  return {
    url,
    registrationUrl: /http\S+\/lti\/register\/\S+/.exec(output)?.[0] ?? '',
    output: () => output,
    kill: () => end('SIGKILL'),
    start,
    async administer(...args) {
      const { stdout } = await promisify(execFile)(process.execPath, ['build.mjs', 'admin', ...args], {
        cwd: root,
        env: { ...env, NODE_OPTIONS: '' },
      });
      return stdout.trim();
    },
    async close() {
      await end('SIGTERM');
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
