import { isDocument, type Document } from './documents.ts';
import { isOperators } from './match.ts';
import { StoreError, unsupported } from './errors.ts';

export type Projection = (document: Document) => Document;

interface Tree {
  [name: string]: Tree | true;
}

/** Compiles a projection that takes or leaves fields; null where it asks for everything. */
export function compileProjection(projection: Document | undefined): Projection | null {
  const entries = Object.entries(flatten(projection ?? {}));
  if (entries.length === 0) return null;
  for (const [path, value] of entries) checkValue(path, value);
  const modes = new Set(entries.filter(([path]) => path !== '_id').map(([, value]) => Boolean(value)));
  if (modes.size > 1) throw new StoreError('BadValue', 'Cannot do inclusion and exclusion in one projection');
  const withId = entries.find(([path]) => path === '_id');
  const takes = modes.size === 1 ? modes.has(true) : Boolean(withId?.[1]);
  const paths = entries
    .filter(([path, value]) => path !== '_id' || Boolean(value) === takes)
    .map(([path]) => path);
  if (takes && !withId) paths.push('_id');
  const tree = treeOf(paths);
  return (document) => (takes ? take(document, tree) : leave(document, tree)) as Document;
}

/** Whether it only takes and leaves fields, and makes no new ones. */
export function isPlainProjection(projection: Document): boolean {
  return Object.values(flatten(projection)).every(
    (value) => typeof value === 'number' || typeof value === 'boolean',
  );
}

function flatten(projection: Document, prefix = ''): Document {
  return Object.fromEntries(
    Object.entries(projection).flatMap(([name, value]: [string, unknown]) =>
      isFields(value) ? Object.entries(flatten(value, `${prefix}${name}.`)) : [[prefix + name, value]],
    ),
  );
}

/** `{ a: { b: 1 } }` means `{ 'a.b': 1 }`; what is empty or begins with an operator is refused later. */
function isFields(value: unknown): value is Document {
  return isDocument(value) && Object.keys(value).length > 0 && !isOperators(value);
}

function checkValue(path: string, value: unknown): void {
  if (typeof value !== 'number' && typeof value !== 'boolean')
    throw unsupported(`A projection of '${path}' other than 0 or 1`);
  if (path.includes('$')) throw unsupported(`The positional projection '${path}'`);
}

function treeOf(paths: string[]): Tree {
  const root: Tree = Object.create(null) as Tree;
  for (const path of paths) {
    const names = path.split('.');
    let node = root;
    for (const [i, name] of names.entries()) {
      const inner = node[name];
      const isLast = i === names.length - 1;
      if (inner === true || (isLast && inner)) throw new StoreError('BadValue', `Path collision at ${path}`);
      if (isLast) node[name] = true;
      else node = node[name] = inner ?? (Object.create(null) as Tree);
    }
  }
  return root;
}

function take(value: unknown, tree: Tree): unknown {
  if (Array.isArray(value))
    return value.filter((item) => isDocument(item) || Array.isArray(item)).map((item) => take(item, tree));
  if (!isDocument(value)) return undefined;
  const taken: Document = {};
  for (const [name, inner] of Object.entries(value)) {
    const node = tree[name];
    if (node === undefined) continue;
    const result: unknown = node === true ? inner : take(inner, node);
    if (result !== undefined) taken[name] = result;
  }
  return taken;
}

function leave(value: unknown, tree: Tree): unknown {
  if (Array.isArray(value)) return value.map((item) => leave(item, tree));
  if (!isDocument(value)) return value;
  const left: Document = {};
  for (const [name, inner] of Object.entries(value)) {
    const node = tree[name];
    if (node !== true) left[name] = node === undefined ? inner : leave(inner, node);
  }
  return left;
}
