import { checkStorable, isDocument, typeName, type Document } from './documents.ts';
import { StoreError, type CodeName } from './errors.ts';
import { compileFilter, isOperators, type Predicate } from './match.ts';
import { encode, isSame } from './order.ts';
import { parseSort, sortBy } from './select.ts';
import type { Spot } from './update-paths.ts';

interface Operator {
  /** Makes the objects on the way to the field where they are missing. */
  readonly makes: boolean;
  apply(spot: Spot, operand: unknown, place: Place): void;
}

interface Place {
  readonly path: string;
  readonly document: Document;
}

export const operators: Readonly<Record<string, Operator>> = {
  $set: { makes: true, apply: setValue },
  $setOnInsert: { makes: true, apply: setValue },
  $unset: { makes: false, apply: (spot) => spot.remove() },
  $inc: {
    makes: true,
    apply: (spot, operand, place) => spot.set(number(spot.get(), place) + amount(operand, place)),
  },
  $min: { makes: true, apply: (spot, operand) => keepBetter(spot, operand, -1) },
  $max: { makes: true, apply: (spot, operand) => keepBetter(spot, operand, 1) },
  $push: { makes: true, apply: push },
  $addToSet: { makes: true, apply: addToSet },
  $pull: { makes: false, apply: pull },
  $pop: { makes: false, apply: pop },
};

function setValue(spot: Spot, operand: unknown): void {
  checkStorable(operand);
  spot.set(operand);
}

function number(value: unknown, { path, document }: Place): number {
  if (value === undefined) return 0;
  if (typeof value === 'number') return value;
  throw new StoreError(
    'TypeMismatch',
    `Cannot apply $inc to a value of non-numeric type. {_id: ${JSON.stringify(document['_id'])}} has the field '${path}' of non-numeric type ${typeName(value)}`,
  );
}

function amount(operand: unknown, { path }: Place): number {
  if (typeof operand === 'number') return operand;
  throw new StoreError(
    'TypeMismatch',
    `Cannot increment with non-numeric argument: {${path}: ${JSON.stringify(operand)}}`,
  );
}

function keepBetter(spot: Spot, operand: unknown, direction: 1 | -1): void {
  checkStorable(operand);
  const current = spot.get();
  if (current === undefined || encode(operand).compare(encode(current)) * direction > 0) spot.set(operand);
}

function push(spot: Spot, operand: unknown, place: Place): void {
  const { $each, $position, $sort, $slice, ...others } = modifiers(operand);
  if (Object.keys(others).length > 0)
    throw new StoreError('BadValue', `Unrecognized clause in $push: ${Object.keys(others).join(', ')}`);
  const items = list($each, '$each');
  checkStorable(items);
  const current = [...arrayAt(spot, { place, refusal: 'BadValue', action: '$push' })];
  current.splice(typeof $position === 'number' ? $position : current.length, 0, ...items);
  const sorted = $sort === undefined ? current : sortElements(current, $sort);
  spot.set(typeof $slice !== 'number' ? sorted : $slice < 0 ? sorted.slice($slice) : sorted.slice(0, $slice));
}

/** `{ $each: […] }` with its companions, or one plain value. */
function modifiers(operand: unknown): Document {
  return isDocument(operand) && '$each' in operand ? operand : { $each: [operand] };
}

function list(value: unknown, name: string): unknown[] {
  if (Array.isArray(value)) return value as unknown[];
  throw new StoreError(
    'BadValue',
    `The argument to ${name} must be an array but it was of type: ${typeName(value)}`,
  );
}

function sortElements(elements: unknown[], sort: unknown): unknown[] {
  if (isDocument(sort)) return sortBy(elements, parseSort(sort), (element) => element);
  return sortBy(elements, parseSort({ element: sort }), (element) => ({ element }));
}

function addToSet(spot: Spot, operand: unknown, place: Place): void {
  const { $each, ...others } = modifiers(operand);
  if (Object.keys(others).length > 0)
    throw new StoreError('BadValue', 'Found unexpected fields after $each in $addToSet');
  const current = [...arrayAt(spot, { place, refusal: 'BadValue', action: '$addToSet' })];
  checkStorable($each);
  for (const item of list($each, '$each'))
    if (!current.some((present) => isSame(present, item))) current.push(item);
  spot.set(current);
}

function pull(spot: Spot, operand: unknown, place: Place): void {
  if (spot.get() === undefined) return;
  const goes = pullTest(operand);
  spot.set(
    arrayAt(spot, { place, refusal: 'BadValue', action: '$pull' }).filter((element) => !goes(element)),
  );
}

function pullTest(operand: unknown): Predicate {
  if (isDocument(operand) && !isOperators(operand)) {
    const holds = compileFilter(operand);
    return (element) => isDocument(element) && holds(element);
  }
  const holds = compileFilter({ element: operand });
  return (element) => holds({ element });
}

function pop(spot: Spot, operand: unknown, place: Place): void {
  if (operand !== 1 && operand !== -1) throw new StoreError('FailedToParse', '$pop expects 1 or -1');
  if (spot.get() === undefined) return;
  const current = arrayAt(spot, { place, refusal: 'TypeMismatch', action: '$pop' });
  spot.set(operand === 1 ? current.slice(0, -1) : current.slice(1));
}

function arrayAt(
  spot: Spot,
  { place, refusal, action }: { place: Place; refusal: CodeName; action: string },
): unknown[] {
  const value = spot.get();
  if (value === undefined) return [];
  if (Array.isArray(value)) return value as unknown[];
  throw new StoreError(
    refusal,
    `The field '${place.path}' must be an array for ${action} but is of type ${typeName(value)}`,
  );
}
