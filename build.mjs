/**
 * Builds what a command needs and runs it:
 * node build.mjs [start | dev | test | admin | curriculum | bench | pictures] [arguments]
 *
 * The npm scripts call this directly instead of through pre-scripts, which npm skips under ignore-scripts=true.
 * A command runs in this very process (but for dev and test), so that it gets the signals that npm passes on.
 */
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';
import { buildAssets } from './src/web/assets/build.mjs';

const root = import.meta.dirname;
const out = join(root, 'dist');

const programs = {
  main: 'src/main.ts',
  'store-worker': 'src/database/embedded/worker.ts',
  admin: 'src/cli/admin.ts',
  curriculum: 'src/cli/curriculum.ts',
  bench: 'test/bench/main.ts',
  pictures: 'test/pictures/main.ts',
};

/** What each command needs built before it runs. */
const commands = {
  build: { programs: ['main', 'store-worker', 'admin', 'curriculum'], assets: true },
  start: { programs: ['main', 'store-worker'], assets: true, run: 'main' },
  dev: { programs: ['main', 'store-worker'], assets: true },
  test: { programs: ['store-worker'], assets: true },
  admin: { programs: ['store-worker', 'admin'], run: 'admin' },
  curriculum: { programs: ['curriculum'], run: 'curriculum' },
  bench: { programs: ['store-worker', 'bench', 'main'], assets: true, run: 'bench' },
  pictures: { programs: ['store-worker', 'pictures', 'main'], assets: true, run: 'pictures' },
};

const [name = 'build', ...args] = process.argv.slice(2);
const command = commands[name];
if (!command) {
  console.error(`Unknown command '${name}'. Known: ${Object.keys(commands).join(', ')}`);
  process.exit(2);
}

function bundleOptions(names) {
  return {
    entryPoints: Object.fromEntries(names.map((program) => [program, join(root, programs[program])])),
    outdir: out,
    bundle: true,
    packages: 'external',
    platform: 'node',
    target: 'node20',
    format: 'esm',
    sourcemap: true,
    logLevel: 'warning',
  };
}

mkdirSync(out, { recursive: true });
await esbuild.build(bundleOptions(command.programs));
if (command.assets) await buildAssets({ root, out });

if (name === 'dev') await watch();
else if (name === 'test') runJest();
else if (command.run) await run(command.run);

async function run(program) {
  await esbuild.stop();
  process.argv = [process.argv[0], join(out, `${program}.js`), ...args];
  await import(pathToFileURL(join(out, `${program}.js`)).href);
}

/** Rebuilds on change; node restarts the tool when a bundle changed; templates and styles are read anew. */
async function watch() {
  const context = await esbuild.context(bundleOptions(command.programs));
  await context.watch();
  const child = spawn(process.execPath, ['--watch', join(out, 'main.js'), ...args], {
    stdio: 'inherit',
    env: { VIEW_CACHE: 'off', ...process.env },
  });
  process.once('SIGTERM', () => child.kill());
  child.once('exit', (code) => process.exit(code ?? 0));
}

function runJest() {
  const jest = join(root, 'node_modules/jest/bin/jest.js');
  const child = spawn(process.execPath, ['--experimental-vm-modules', '--no-warnings', jest, ...args], {
    stdio: 'inherit',
    cwd: root,
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => child.kill(signal));
  child.once('exit', (code) => process.exit(code ?? 1));
}
