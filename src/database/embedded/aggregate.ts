import { Aggregator } from 'mingo/aggregator';
import { Context, evalExpr, ProcessingMode } from 'mingo/core';
import * as accumulators from 'mingo/operators/accumulator';
import * as expressions from 'mingo/operators/expression';
import * as stages from 'mingo/operators/pipeline';
import type { Options } from 'mingo/types';
import { isDocument, type Document } from './documents.ts';
import { StoreError, unsupported } from './errors.ts';
import { compileFilter } from './match.ts';
import { encode } from './order.ts';
import { compileProjection, isPlainProjection } from './project.ts';
import { parseSort, sortBy, type Selection } from './select.ts';

type Stage = (documents: Document[]) => Document[];

/** Runs a pipeline. What begins with `$match` (and `$sort`, `$limit` after it) is found by index, the rest by mingo. */
export function aggregate(pipeline: Document[], find: (selection: Selection) => Document[]): Document[] {
  const { selection, rest } = takeSelection(pipeline);
  return runStages(rest, () => find(selection));
}

/** Runs the stages on documents that come from elsewhere. All stages are checked before anything is fetched. */
export function runStages(pipeline: Document[], fetch: () => Document[]): Document[] {
  const compiled = pipeline.map(compileStage);
  return compiled.reduce((documents, run) => run(documents), fetch());
}

function takeSelection(pipeline: Document[]): { selection: Selection; rest: Document[] } {
  let [at, filter, sort, limit] = [0, {}, {}, 0];
  if (isStage(pipeline[at], '$match')) filter = argument(pipeline[at++]);
  if (isStage(pipeline[at], '$sort')) sort = argument(pipeline[at++]);
  if (isStage(pipeline[at], '$limit')) limit = positive(pipeline[at++]?.['$limit']);
  return { selection: { filter, sort, limit }, rest: pipeline.slice(at) };
}

function isStage(stage: Document | undefined, name: string): boolean {
  return stage !== undefined && name in stage && Object.keys(stage).length === 1;
}

function argument(stage: Document | undefined): Document {
  const [value] = Object.values(stage ?? {});
  if (isDocument(value)) return value;
  throw new StoreError('BadValue', 'the argument of this pipeline stage must be an object');
}

const own: Readonly<Record<string, (operand: unknown, stage: Document) => Stage>> = {
  $match: (_, stage) => {
    const holds = compileFilter(argument(stage));
    return (documents) => documents.filter(holds);
  },
  $sort: (_, stage) => {
    const sort = parseSort(argument(stage));
    return (documents) => sortBy(documents, sort, (document) => document);
  },
  $limit: (count) => (documents) => documents.slice(0, positive(count)),
  $skip: (count) => (documents) => documents.slice(count === 0 ? 0 : positive(count)),
  $count: (name) => (documents) => (documents.length > 0 ? [{ [String(name)]: documents.length }] : []),
  $project: (_, stage) => {
    const project = isPlainProjection(argument(stage)) ? compileProjection(argument(stage)) : null;
    return project ? (documents) => documents.map(project) : byMingo(stage);
  },
};

const byMingoStages = [
  '$group',
  '$addFields',
  '$set',
  '$unset',
  '$unwind',
  '$replaceRoot',
  '$replaceWith',
  '$sortByCount',
  '$sample',
];

function compileStage(stage: Document): Stage {
  const [name = ''] = Object.keys(stage);
  if (Object.keys(stage).length !== 1)
    throw new StoreError(
      'Location40324',
      'A pipeline stage specification object must contain exactly one field.',
    );
  const make = Object.hasOwn(own, name) ? own[name] : undefined;
  if (make) return make(stage[name], stage);
  if (byMingoStages.includes(name)) return byMingo(stage);
  if (Object.hasOwn(stages, name)) throw unsupported(`The pipeline stage ${name}`);
  throw new StoreError('Location40324', `Unrecognized pipeline stage name: '${name}'`);
}

function byMingo(stage: Document): Stage {
  checkExpression(Object.values(stage)[0]);
  // Cloned, since $unwind gives documents that share their parts, and $set changes documents in place.
  const processingMode = ProcessingMode.CLONE_OUTPUT;
  const aggregator = new Aggregator([stage], { context, processingMode, scriptEnabled: false });
  return (documents) => {
    try {
      return aggregator.run<Document>(documents);
    } catch (error) {
      throw new StoreError('BadValue', error instanceof Error ? error.message : String(error));
    }
  };
}

/** mingo's accumulators and expressions that agree with MongoDB. Others are refused, so that none answers wrongly. */
const trusted = [
  ...['$sum', '$avg', '$min', '$max', '$first', '$last', '$push', '$addToSet', '$count', '$mergeObjects'],
  ...[
    '$eq',
    '$ne',
    '$gt',
    '$gte',
    '$lt',
    '$lte',
    '$cmp',
    '$and',
    '$or',
    '$not',
    '$cond',
    '$ifNull',
    '$switch',
  ],
  ...[
    '$add',
    '$subtract',
    '$multiply',
    '$divide',
    '$abs',
    '$ceil',
    '$floor',
    '$concat',
    '$toLower',
    '$toUpper',
  ],
  ...[
    '$size',
    '$arrayElemAt',
    '$in',
    '$filter',
    '$map',
    '$isArray',
    '$literal',
    '$objectToArray',
    '$concatArrays',
  ],
];

function checkExpression(expression: unknown): void {
  if (Array.isArray(expression)) expression.forEach(checkExpression);
  if (!isDocument(expression)) return;
  for (const [name, inner] of Object.entries(expression)) {
    if (name === '$literal') continue;
    if (name.startsWith('$') && !trusted.includes(name)) throw unknownExpression(name);
    checkExpression(inner);
  }
}

function unknownExpression(name: string): StoreError {
  const isKnown = Object.hasOwn(expressions, name) || Object.hasOwn(accumulators, name);
  return isKnown
    ? unsupported(`The expression ${name}`)
    : new StoreError('InvalidPipelineOperator', `Unrecognized expression '${name}'`);
}

/** mingo compares in expressions as in filters: any element of an array, and no values of two types. */
function comparison(holds: (order: number) => unknown) {
  return (document: unknown, operands: unknown, options: Options) => {
    const [left, right] = evalExpr(document, operands, options) as unknown[];
    return holds(encode(left).compare(encode(right)));
  };
}

const context = Context.init({ accumulator: accumulators, pipeline: stages })
  .addExpressionOps({
    $eq: comparison((order) => order === 0),
    $ne: comparison((order) => order !== 0),
    $gt: comparison((order) => order > 0),
    $gte: comparison((order) => order >= 0),
    $lt: comparison((order) => order < 0),
    $lte: comparison((order) => order <= 0),
    $cmp: comparison((order) => order),
  })
  .addExpressionOps(expressions);

function positive(count: unknown): number {
  if (typeof count === 'number' && Number.isInteger(count) && count > 0) return count;
  throw new StoreError('Location15958', 'the limit must be positive');
}
