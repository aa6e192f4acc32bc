import { BSONRegExp } from 'bson';
import { isDocument, typeName, valuesAt, type Document } from './documents.ts';
import { StoreError, unsupported } from './errors.ts';
import { encode, isSame, isSameType } from './order.ts';

export type Predicate = (document: unknown) => boolean;
type ValueTest = (value: unknown) => boolean;

/**
 * Compiles a filter. It is the store's own and not mingo's, because the order of an object's fields, types, missing
 * fields inside arrays and BSON's regular expressions must count as in MongoDB, and as in the indexes (order.ts).
 */
export function compileFilter(filter: Document): Predicate {
  return every(Object.entries(filter).map(([name, condition]) => compileEntry(name, condition)));
}

function compileEntry(name: string, condition: unknown): Predicate {
  switch (name) {
    case '$and':
      return every(clauses(name, condition));
    case '$or':
      return some(clauses(name, condition));
    case '$nor':
      return not(some(clauses(name, condition)));
    case '$comment':
      return () => true;
    default:
      if (name.startsWith('$')) throw unknownOperator('unknown top level operator', name);
      return compileField(name, condition);
  }
}

function clauses(name: string, list: unknown): Predicate[] {
  if (!Array.isArray(list) || list.length === 0 || !list.every(isDocument))
    throw new StoreError('BadValue', `${name} must be a nonempty array of objects`);
  return list.map(compileFilter);
}

function compileField(path: string, condition: unknown): Predicate {
  if (condition instanceof BSONRegExp) return atPath(path, anyElement(matchesRegex(condition)));
  if (!isOperators(condition)) return compileOperator({ path, name: '$eq', operand: condition });
  const { $options, ...operators } = condition;
  if ($options !== undefined && !('$regex' in operators))
    throw new StoreError('BadValue', '$options needs a $regex');
  return every(
    Object.entries(operators).map(([name, operand]) =>
      compileOperator({ path, name, operand: name === '$regex' ? toRegex(operand, $options) : operand }),
    ),
  );
}

/** `{ $gt: 5 }` holds operators; `{ x: 5 }` is a value. */
export function isOperators(condition: unknown): condition is Document {
  return isDocument(condition) && (Object.keys(condition)[0]?.startsWith('$') ?? false);
}

function compileOperator({
  path,
  name,
  operand,
}: {
  path: string;
  name: string;
  operand: unknown;
}): Predicate {
  switch (name) {
    case '$ne':
      return not(compileOperator({ path, name: '$eq', operand }));
    case '$nin':
      return not(compileOperator({ path, name: '$in', operand }));
    case '$not':
      return not(compileField(path, checkNot(operand)));
    case '$exists':
      return operand ? exists(path) : not(exists(path));
    default:
      return atPath(path, compileValueTest(name, operand));
  }
}

/** The operators that look at the values found under a path, of which one must do. */
function compileValueTest(name: string, operand: unknown): ValueTest {
  switch (name) {
    case '$eq':
      return equals(operand);
    case '$in':
      return isIn(operand);
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return compares(name, operand);
    case '$regex':
      return anyElement(matchesRegex(operand));
    case '$type':
      return hasType(operand);
    case '$size':
      return hasSize(operand);
    case '$all':
      return hasAll(operand);
    case '$elemMatch':
      return hasElement(operand);
    case '$mod':
      return hasRemainder(operand);
    default:
      throw unknownOperator('unknown operator', name);
  }
}

function unknownOperator(what: string, name: string): StoreError {
  const known = [
    '$expr',
    '$where',
    '$text',
    '$jsonSchema',
    '$near',
    '$geoWithin',
    '$geoIntersects',
    '$bitsAllSet',
  ];
  return known.includes(name)
    ? unsupported(`The operator ${name}`)
    : new StoreError('BadValue', `${what}: ${name}`);
}

function checkNot(operand: unknown): unknown {
  if (operand instanceof BSONRegExp || isOperators(operand)) return operand;
  throw new StoreError('BadValue', '$not needs a regex or a document');
}

function exists(path: string): Predicate {
  return (document) => valuesAt(document, path).some((value) => value !== undefined);
}

function equals(operand: unknown): ValueTest {
  if (operand === null || operand === undefined)
    return anyElement((value) => value === null || value === undefined);
  encode(operand);
  return anyElement((value) => value !== undefined && isSame(value, operand));
}

function isIn(operand: unknown): ValueTest {
  if (!Array.isArray(operand)) throw new StoreError('BadValue', '$in needs an array');
  const tests = operand.map((item: unknown) =>
    item instanceof BSONRegExp ? anyElement(matchesRegex(item)) : equals(checkPlain(item)),
  );
  return (value) => tests.some((test) => test(value));
}

function checkPlain(item: unknown): unknown {
  if (isOperators(item)) throw new StoreError('BadValue', 'cannot nest $ under $in');
  return item;
}

function compares(name: '$gt' | '$gte' | '$lt' | '$lte', operand: unknown): ValueTest {
  const bound = encode(operand);
  const holds = (order: number) =>
    name === '$gt' ? order > 0 : name === '$gte' ? order >= 0 : name === '$lt' ? order < 0 : order <= 0;
  return anyElement((value) => {
    if (typeof value === 'number' && typeof operand === 'number') return holds(value - operand);
    if (value === undefined && operand !== null) return false;
    const encoded = encode(value);
    return isSameType(encoded, bound) && holds(encoded.compare(bound));
  });
}

function toRegex(operand: unknown, options: unknown): BSONRegExp {
  if (operand instanceof BSONRegExp)
    return typeof options === 'string' ? new BSONRegExp(operand.pattern, options) : operand;
  if (typeof operand !== 'string') throw new StoreError('BadValue', '$regex has to be a string');
  return new BSONRegExp(operand, typeof options === 'string' ? options : '');
}

function matchesRegex(operand: unknown): ValueTest {
  const { pattern, options } = operand as BSONRegExp;
  if (/[^imsu]/.test(options)) throw unsupported(`The regular expression's option in '${options}'`);
  try {
    const regex = new RegExp(pattern, options);
    return (value) => typeof value === 'string' && regex.test(value);
  } catch (error) {
    throw new StoreError('BadValue', `Regular expression is invalid: ${String(error)}`);
  }
}

const types: Readonly<Record<string, string>> = {
  2: 'string',
  3: 'object',
  4: 'array',
  5: 'binData',
  7: 'objectId',
  8: 'bool',
  9: 'date',
  10: 'null',
};
const typeNames = [...Object.values(types), 'number'];

function hasType(operand: unknown): ValueTest {
  const wanted = (Array.isArray(operand) ? operand : [operand]).map(
    (one) => types[String(one)] ?? String(one),
  );
  const unknown = wanted.find((name) => !typeNames.includes(name));
  if (unknown !== undefined) throw unsupported(`The type ${unknown} in $type`);
  const test: ValueTest = (value) =>
    wanted.includes(typeName(value)) || (typeof value === 'number' && wanted.includes('number'));
  return anyElement(test);
}

function hasSize(operand: unknown): ValueTest {
  if (typeof operand !== 'number' || operand < 0)
    throw new StoreError('BadValue', '$size needs a number from 0 up');
  return (value) => Array.isArray(value) && value.length === operand;
}

function hasAll(operand: unknown): ValueTest {
  if (!Array.isArray(operand)) throw new StoreError('BadValue', '$all needs an array');
  const tests = operand.map((item: unknown) =>
    isOperators(item) ? compileValueTest('$elemMatch', item['$elemMatch']) : isIn([item]),
  );
  return (value) => tests.length > 0 && tests.every((test) => test(value));
}

function hasElement(operand: unknown): ValueTest {
  if (!isDocument(operand)) throw new StoreError('BadValue', '$elemMatch needs an Object');
  const isCondition = isOperators(operand) && !/^\$(and|or|nor)$/.test(Object.keys(operand)[0] ?? '');
  const test = isCondition ? compileElementTest(operand) : compileFilter(operand);
  return (value) =>
    Array.isArray(value) && value.some((element) => (isCondition || isDocument(element)) && test(element));
}

/** Conditions on the elements themselves, such as `{ $gte: 5, $lt: 8 }`. */
function compileElementTest(condition: Document): Predicate {
  const test = compileField('element', condition);
  return (element) => test({ element });
}

function hasRemainder(operand: unknown): ValueTest {
  const [divisor, remainder] = Array.isArray(operand) ? (operand as unknown[]) : [];
  if (typeof divisor !== 'number' || typeof remainder !== 'number' || divisor === 0)
    throw new StoreError('BadValue', 'malformed mod');
  return anyElement(
    (value) => typeof value === 'number' && Math.trunc(value) % Math.trunc(divisor) === Math.trunc(remainder),
  );
}

function atPath(path: string, test: ValueTest): Predicate {
  if (!path.includes('.')) return (document) => test(fieldOf(document, path));
  return (document) => valuesAt(document, path).some(test);
}

function fieldOf(document: unknown, name: string): unknown {
  return isDocument(document) && Object.hasOwn(document, name) ? document[name] : undefined;
}

/** An array does if it does itself or one of its elements does. */
function anyElement(test: ValueTest): ValueTest {
  return (value) => test(value) || (Array.isArray(value) && value.some(test));
}

function every(predicates: Predicate[]): Predicate {
  const [only] = predicates;
  if (only && predicates.length === 1) return only;
  return (document) => predicates.every((holds) => holds(document));
}

function some(predicates: Predicate[]): Predicate {
  return (document) => predicates.some((holds) => holds(document));
}

function not(predicate: Predicate): Predicate {
  return (document) => !predicate(document);
}
