import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { buildProgram } from '../support/build-program.ts';

jest.setTimeout(90_000);

let folder: string;
let program: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lcf-start-'));
  program = await buildProgram('src/main.ts', 'start-main');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Started {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly errors: () => string;
}

function start(env: Record<string, string>): Started {
  const child = spawn(process.execPath, [program], {
    env: { PATH: process.env['PATH'], LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const texts = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (texts.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (texts.err += chunk.toString()));
  return { child, output: () => texts.out, errors: () => texts.err };
}

async function untilPrinted({ child, output, errors }: Started, text: RegExp): Promise<string> {
  for (let end = Date.now() + 30_000; Date.now() < end;) {
    const found = text.exec(output());
    if (found) return found[1] ?? found[0];
    if (child.exitCode !== null) throw new Error(`It ended: ${errors()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`It never printed ${String(text)}: ${output()}${errors()}`);
}

async function stop({ child }: Started, signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
  if (child.exitCode !== null) return child.exitCode;
  child.kill(signal);
  const [code] = (await once(child, 'exit')) as [number | null];
  return code;
}

async function freePort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return String(port);
}

describe('A start', () => {
  it('prints the address, the demo and a registration address that stays the same until it is used', async () => {
    const PORT = await freePort();
    const env = { PORT, DATA_DIR: join(folder, 'first') };
    const first = start(env);
    const invite = await untilPrinted(first, /Register an LMS with: +(\S+)/);
    expect(first.output()).toContain(`http://localhost:${PORT}/demo`);
    expect(invite).toContain(`http://localhost:${PORT}/lti/register/`);
    const ready = await fetch(`http://127.0.0.1:${PORT}/readyz`);
    expect(ready.status).toBe(200);
    expect(await stop(first)).toBe(0);

    const second = start(env);
    expect(await untilPrinted(second, /Register an LMS with: +(\S+)/)).toBe(invite);
    expect(await stop(second)).toBe(0);
  });

  it('in production switches off a demo LMS that it finds, says so, and goes on', async () => {
    const PORT = await freePort();
    const DATA_DIR = join(folder, 'demo');
    const development = start({ PORT, DATA_DIR });
    await untilPrinted(development, /Register an LMS/);
    await stop(development);

    const env = { PORT, DATA_DIR, NODE_ENV: 'production', PUBLIC_URL: `http://127.0.0.1:${PORT}` };
    const production = start({ ...env, HOST: '127.0.0.1' });
    await untilPrinted(production, /demo LMS was found .* switched off/);
    expect(production.output()).toContain('platform invite');
    expect((await fetch(`http://127.0.0.1:${PORT}/demo`)).status).toBe(404);
    expect(await stop(production)).toBe(0);
  });

  it('that cannot be says one clear line per problem, and no stack', async () => {
    const wrong = start({ PORT: 'x', DEMO: 'maybe', DATA_DIR: join(folder, 'wrong') });
    const [code] = (await once(wrong.child, 'close')) as [number];
    expect(code).toBe(1);
    const lines = wrong.errors().trim().split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toContain('PORT');
    expect(lines[1]).toContain('DEMO');
  });

  it('speaks the language of the terminal', async () => {
    const wrong = start({ NODE_ENV: 'production', LANG: 'de_AT.UTF-8', DATA_DIR: join(folder, 'wrong') });
    await once(wrong.child, 'close');
    expect(wrong.errors()).toContain('PUBLIC_URL fehlt');
  });
});

describe('A stop', () => {
  it('finishes a request that is under way, and ends within ten seconds', async () => {
    const PORT = await freePort();
    const tool = start({ PORT, DATA_DIR: join(folder, 'stop') });
    await untilPrinted(tool, /Register an LMS/);
    const began = Date.now();
    const requests = Array.from({ length: 20 }, () => fetch(`http://127.0.0.1:${PORT}/lti/keys`));
    await new Promise((resolve) => setTimeout(resolve, 5));
    const stopped = stop(tool);
    const answers = await Promise.allSettled(requests);
    expect(await stopped).toBe(0);
    expect(Date.now() - began).toBeLessThan(10_000);
    const statuses = answers.flatMap((answer) =>
      answer.status === 'fulfilled' ? [answer.value.status] : [],
    );
    expect(statuses.every((status) => status === 200)).toBe(true);
  });
});
