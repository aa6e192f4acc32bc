/** Builds what browsers load: styles, scripts, fonts and icons, under names that carry a hash of their content. */
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import * as esbuild from 'esbuild';
import * as sass from 'sass';

const fontFiles = {
  'atkinson-latin-400.woff2':
    'atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-400-normal.woff2',
  'atkinson-latin-700.woff2':
    'atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-700-normal.woff2',
  'atkinson-latin-ext-400.woff2':
    'atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-ext-400-normal.woff2',
  'atkinson-latin-ext-700.woff2':
    'atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-ext-700-normal.woff2',
  'noto-greek-400.woff2': 'noto-sans/files/noto-sans-greek-400-normal.woff2',
  'noto-greek-700.woff2': 'noto-sans/files/noto-sans-greek-700-normal.woff2',
  'noto-cyrillic-400.woff2': 'noto-sans/files/noto-sans-cyrillic-400-normal.woff2',
  'noto-cyrillic-700.woff2': 'noto-sans/files/noto-sans-cyrillic-700-normal.woff2',
};

/**
 * pdf.js, which draws PDF files, for browsers of the same age as our own scripts: its two parts under names of their own,
 * and the folder of decoders, fonts and character maps that it asks for by fixed names.
 */
const pdfScripts = { 'pdf.mjs': 'pdf.min.mjs', 'pdf.worker.mjs': 'pdf.worker.min.mjs' };
const pdfFolders = ['cmaps', 'iccs', 'standard_fonts', 'wasm'];

/**
 * Writes dist/assets and its manifest, a map from plain to hashed names.
 * @param {{ root: string, out: string }} where the project's folder and the folder for what is built
 */
export async function buildAssets({ root, out }) {
  const source = join(root, 'src/web/assets');
  const target = join(out, 'assets');
  mkdirSync(target, { recursive: true });
  const manifest = {};
  const add = (name, content) => {
    const hash = createHash('sha256').update(content).digest('hex').slice(0, 10);
    const extension = extname(name);
    const hashed = `${name.slice(0, -extension.length)}-${hash}${extension}`;
    if (!existsSync(join(target, hashed))) writeFileSync(join(target, hashed), content);
    manifest[name] = hashed;
    return hashed;
  };

  for (const [name, path] of Object.entries(fontFiles)) {
    add(name, readFileSync(join(root, 'node_modules/@fontsource', path)));
  }
  for (const name of readdirSync(join(source, 'images')))
    add(name, readFileSync(join(source, 'images', name)));
  add('theme.css', await buildTheme(source, root, manifest));
  for (const [name, content] of await buildScripts(source)) add(name, content);
  const pdf = join(root, 'node_modules/pdfjs-dist');
  for (const [name, path] of Object.entries(pdfScripts))
    add(name, readFileSync(join(pdf, 'legacy/build', path)));
  manifest['pdfjs/'] = copyPdfFolders(pdf, target);
  writeFileSync(join(target, 'manifest.json'), JSON.stringify(manifest, null, 2));
}

/** The package's version stands in the folder's name, for what stands in it is named by others. */
function copyPdfFolders(pdf, target) {
  const { version } = JSON.parse(readFileSync(join(pdf, 'package.json'), 'utf8'));
  const folder = `pdfjs-${version}`;
  for (const name of pdfFolders) cpSync(join(pdf, name), join(target, folder, name), { recursive: true });
  return `${folder}/`;
}

async function buildTheme(source, root, manifest) {
  const { css } = sass.compile(join(source, 'theme/theme.scss'), {
    loadPaths: [join(root, 'node_modules')],
    quietDeps: true,
    silenceDeprecations: ['import'],
  });
  const named = css.replaceAll(/url\("?asset:([^")]+)"?\)/g, (_match, name) => {
    if (!manifest[name]) throw new Error(`The theme names an asset that is not there: ${name}`);
    return `url(${manifest[name]})`;
  });
  const { code } = await esbuild.transform(named, { loader: 'css', minify: true });
  return code;
}

/** Every file of scripts/ is an entry of its own; what they share is bundled into each. */
async function buildScripts(source) {
  const folder = join(source, 'scripts');
  const entries = readdirSync(folder).filter((name) => name.endsWith('.ts'));
  const { outputFiles } = await esbuild.build({
    entryPoints: entries.map((name) => join(folder, name)),
    outdir: '/',
    write: false,
    bundle: true,
    minify: true,
    format: 'iife',
    target: ['chrome109', 'firefox115', 'safari15.6'],
    logLevel: 'warning',
  });
  return outputFiles.map((file) => [file.path.split('/').at(-1), file.text]);
}
