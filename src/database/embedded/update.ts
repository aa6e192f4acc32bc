import { ObjectId } from 'bson';
import { checkStorable, formatDocument, isDocument, parseDocument, type Document } from './documents.ts';
import { StoreError, unsupported } from './errors.ts';
import { compileFilter, isOperators, type Predicate } from './match.ts';
import { isSame } from './order.ts';
import { resolvePaths, spotAt, type Positions } from './update-paths.ts';
import { operators } from './update-operators.ts';

export type Update = (document: Document, mode: { filter: Document; isInsert: boolean }) => Document;

/** Compiles an update: a replacement, or operators. The result leaves the document it is given untouched. */
export function compileUpdate(update: unknown, arrayFilters: Document[] = []): Update {
  if (Array.isArray(update)) throw unsupported('An update by an aggregation pipeline');
  if (!isDocument(update))
    throw new StoreError('FailedToParse', 'Update argument must be either an object or an array');
  if (!isOperators(update)) return (document) => replacement(document, update);
  const steps = parseSteps(update);
  const filters = parseArrayFilters(arrayFilters, steps);
  return (document, { filter, isInsert }) => {
    const changed = copyOf(document);
    for (const step of steps)
      if (step.name !== '$setOnInsert' || isInsert)
        applyStep(changed, step, { filter, arrayFilters: filters });
    return withId(document, changed);
  };
}

export function isReplacement(update: unknown): boolean {
  return isDocument(update) && !isOperators(update);
}

/** The document that an upsert starts from: what the filter says by equality. */
export function upsertBase(filter: Document): Document {
  const base: Document = {};
  for (const [path, value] of equalities(filter)) spotAt(base, path.split('.'), true)?.set(value);
  return base;
}

/** Puts `_id` first, as MongoDB does, and gives a new one where there is none. */
export function withNewId(document: Document): Document {
  const { _id = new ObjectId(), ...rest } = document;
  if (Array.isArray(_id)) throw new StoreError('InvalidIdField', "The '_id' value cannot be of type array");
  return { _id: _id, ...rest };
}

function equalities(filter: Document): [string, unknown][] {
  return Object.entries(filter).flatMap(([name, condition]: [string, unknown]): [string, unknown][] => {
    if (name === '$and') return (condition as Document[]).flatMap(equalities);
    if (name.startsWith('$')) return [];
    if (!isOperators(condition))
      return isDocument(condition) || typeof condition !== 'object' || isValue(condition)
        ? [[name, condition]]
        : [];
    return '$eq' in condition ? [[name, condition['$eq']]] : [];
  });
}

/** Regular expressions are tests. */
function isValue(condition: unknown): boolean {
  return !(condition && typeof condition === 'object' && 'pattern' in condition);
}

interface Step {
  readonly name: string;
  readonly path: string;
  readonly operand: unknown;
}

function parseSteps(update: Document): Step[] {
  const steps = Object.entries(update).flatMap(([name, fields]: [string, unknown]) => {
    if (!Object.hasOwn(operators, name)) throw unknownOperator(name);
    if (!isDocument(fields))
      throw new StoreError(
        'FailedToParse',
        `Modifiers operate on fields but we found type ${typeof fields} instead, in ${name}`,
      );
    return Object.entries(fields).map(([path, operand]: [string, unknown]) => ({ name, path, operand }));
  });
  for (const [i, { path }] of steps.entries())
    for (const other of steps.slice(0, i))
      if (`${path}.`.startsWith(`${other.path}.`) || `${other.path}.`.startsWith(`${path}.`))
        throw new StoreError(
          'ConflictingUpdateOperators',
          `Updating the path '${path}' would create a conflict at '${other.path}'`,
        );
  return steps;
}

function unknownOperator(name: string): StoreError {
  const isKnown = ['$mul', '$rename', '$currentDate', '$pullAll', '$bit'].includes(name);
  if (isKnown) return unsupported(`The update operator ${name}`);
  return new StoreError('FailedToParse', `Unknown modifier: ${name}. Expected a valid update modifier`);
}

function parseArrayFilters(arrayFilters: Document[], steps: Step[]): Map<string, Predicate> {
  const filters = arrayFilters.map((filter): [string, Predicate] => {
    const names = new Set(Object.keys(filter).map((path) => path.split('.')[0] ?? ''));
    const [name] = names;
    if (names.size !== 1 || name === undefined || name.startsWith('$'))
      throw unsupported('An array filter that names other than one element');
    if (!steps.some(({ path }) => path.includes(`$[${name}]`)))
      throw new StoreError(
        'FailedToParse',
        `The array filter for identifier '${name}' was not used in the update`,
      );
    return [name, compileFilter(filter)];
  });
  return new Map(filters);
}

function applyStep(document: Document, { name, path, operand }: Step, positions: Positions): void {
  const operator = operators[name];
  if (!operator) return;
  for (const names of resolvePaths(document, path, positions)) {
    const spot = spotAt(document, names, operator.makes);
    if (spot) operator.apply(spot, operand, { path: names.join('.'), document });
  }
}

function replacement(document: Document, update: Document): Document {
  checkStorable(update);
  const { _id, ...rest } = update;
  const kept: unknown = document['_id'] ?? _id;
  return withId(document, { ...(kept === undefined ? {} : { _id: _id ?? kept }), ...rest });
}

function withId(before: Document, after: Document): Document {
  if (before['_id'] !== undefined && !isSame(before['_id'], after['_id']))
    throw new StoreError(
      'ImmutableField',
      "Performing an update on the path '_id' would modify the immutable field '_id'",
    );
  return after;
}

/** A copy through BSON, so that no part of the stored document or of the update is shared. */
function copyOf(document: Document): Document {
  return parseDocument(formatDocument(document));
}
