import { isDocument, typeName, type Document } from './documents.ts';
import { StoreError } from './errors.ts';
import { compileFilter, type Predicate } from './match.ts';

/** What `$`, `$[]` and `$[name]` in a path stand for, in one document. */
export interface Positions {
  readonly filter: Document;
  readonly arrayFilters: ReadonlyMap<string, Predicate>;
}

type Names = readonly string[];

/** The paths without placeholders that a path with placeholders means in a document. */
export function resolvePaths(document: Document, path: string, positions: Positions): Names[] {
  const names = path.split('.');
  if (names.some((name) => name === ''))
    throw new StoreError('EmptyFieldName', `The update path '${path}' contains an empty field name`);
  const at = names.findIndex((name) => name.startsWith('$'));
  if (at === -1) return [names];
  if (at === 0)
    throw new StoreError(
      'BadValue',
      `Cannot have array filter or positional operator as the first part of '${path}'`,
    );
  const before = names.slice(0, at);
  const elements = elementsOf(document, before);
  return pick(names[at] ?? '', { elements, path: before.join('.'), positions, document }).flatMap((index) =>
    resolvePaths(document, [...before, index, ...names.slice(at + 1)].join('.'), positions),
  );
}

function elementsOf(document: Document, names: Names): unknown[] {
  const value = names.reduce<unknown>((inner, name) => (inner as Document | undefined)?.[name], document);
  const path = names.join('.');
  if (value === undefined)
    throw new StoreError(
      'BadValue',
      `The path '${path}' must exist in the document in order to apply array updates.`,
    );
  if (!Array.isArray(value))
    throw new StoreError(
      'BadValue',
      `Cannot apply array updates to non-array element ${path}: ${JSON.stringify(value)}`,
    );
  return value as unknown[];
}

interface Place {
  readonly elements: unknown[];
  readonly path: string;
  readonly positions: Positions;
  readonly document: Document;
}

function pick(placeholder: string, place: Place): number[] {
  const { elements, path, positions } = place;
  if (placeholder === '$') return [matchedPosition(place)];
  if (placeholder === '$[]') return [...elements.keys()];
  const name = /^\$\[([a-z][a-zA-Z0-9]*)\]$/.exec(placeholder)?.[1];
  if (!name)
    throw new StoreError(
      'DollarPrefixedFieldName',
      `The dollar ($) prefixed field '${placeholder}' in '${path}.${placeholder}' is not valid for storage.`,
    );
  const test = positions.arrayFilters.get(name);
  if (!test)
    throw new StoreError(
      'BadValue',
      `No array filter found for identifier '${name}' in path '${path}.${placeholder}'`,
    );
  return [...elements.keys()].filter((index) => test({ [name]: elements[index] }));
}

/** The first element that does what the filter says of the array. */
function matchedPosition({ elements, path, positions }: Place): number {
  const conditions = conditionsOn(positions.filter, path);
  const holds = compileFilter({ $and: conditions.length > 0 ? conditions : [{ $nor: [{}] }] });
  const found = elements.findIndex((element) => holds(nest(path.split('.'), [element])));
  if (found === -1)
    throw new StoreError('BadValue', 'The positional operator did not find the match needed from the query.');
  return found;
}

function conditionsOn(filter: Document, path: string): Document[] {
  return Object.entries(filter).flatMap(([name, condition]: [string, unknown]) => {
    if (name === '$and') return (condition as Document[]).flatMap((part) => conditionsOn(part, path));
    return name === path || name.startsWith(`${path}.`) ? [{ [name]: condition }] : [];
  });
}

function nest([name, ...rest]: string[], value: unknown): unknown {
  return name === undefined ? value : { [name]: nest(rest, value) };
}

/** One field of a document or one element of an array, which can be read, set and removed. */
export interface Spot {
  get(): unknown;
  set(value: unknown): void;
  remove(): void;
}

/** The spot at a path; objects on the way are made where `make` says so, otherwise null is answered. */
export function spotAt(document: Document, names: Names, make: boolean): Spot | null {
  let holder: unknown = document;
  for (const [i, name] of names.slice(0, -1).entries()) {
    const spot = spotIn(holder, name, { names: names.slice(0, i + 1), make });
    if (!spot) return null;
    if (spot.get() === undefined) {
      if (!make) return null;
      spot.set({});
    }
    holder = spot.get();
  }
  return spotIn(holder, names.at(-1) ?? '', { names, make });
}

const MOST_PADDING = 1500;

function spotIn(
  holder: unknown,
  name: string,
  { names, make }: { names: Names; make: boolean },
): Spot | null {
  if (isDocument(holder))
    return {
      get: () => (Object.hasOwn(holder, name) ? holder[name] : undefined),
      set: (value) =>
        Object.defineProperty(holder, name, { value, enumerable: true, configurable: true, writable: true }),
      remove: () => delete holder[name],
    };
  if (Array.isArray(holder) && /^\d+$/.test(name) && Number(name) < holder.length + MOST_PADDING)
    return spotInArray(holder, Number(name));
  if (!make) return null;
  throw new StoreError(
    'PathNotViable',
    `Cannot create field '${name}' in element {${names.at(-2) ?? ''}: ${typeName(holder)}}`,
  );
}

function spotInArray(array: unknown[], index: number): Spot {
  return {
    get: () => array[index],
    set: (value) => {
      while (array.length < index) array.push(null);
      array[index] = value;
    },
    remove: () => {
      if (index < array.length) array[index] = null;
    },
  };
}
