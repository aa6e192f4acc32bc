import { Binary, ObjectId, type Filter } from 'mongodb';
import { idsOf, openServer, refusal, type Thing } from './server.ts';

const server = await openServer();
afterAll(() => server.close());

const people: Thing[] = [
  { _id: 'anna', age: 30, name: 'Anna', tags: ['a', 'b'], city: { name: 'Graz', zip: 8010 }, left: null },
  { _id: 'ben', age: 25, name: 'ben', tags: [], city: { name: 'Wien', zip: 1010 } },
  {
    _id: 'cleo',
    age: 41,
    name: 'Cleo',
    tags: ['b', 'c'],
    marks: [
      { q: 1, points: 5 },
      { q: 2, points: 0 },
    ],
  },
  {
    _id: 'dora',
    age: '30',
    name: 'Dora',
    marks: [
      { q: 1, points: 0 },
      { q: 2, points: 5 },
    ],
    left: new Date(5),
  },
];

const cases: [name: string, filter: Filter<Thing>, expected: string[]][] = [
  ['everything', {}, ['anna', 'ben', 'cleo', 'dora']],
  ['a value', { name: 'Anna' }, ['anna']],
  ['a number, not the text', { age: 30 }, ['anna']],
  ['a nested value', { 'city.name': 'Wien' }, ['ben']],
  ['a whole object', { city: { name: 'Graz', zip: 8010 } }, ['anna']],
  ['an element of an array', { tags: 'b' }, ['anna', 'cleo']],
  ['a whole array', { tags: ['a', 'b'] }, ['anna']],
  ['an empty array', { tags: [] }, ['ben']],
  ['an element by its position', { 'tags.0': 'b' }, ['cleo']],
  ['a field of an array’s elements', { 'marks.points': 5 }, ['cleo', 'dora']],
  ['two conditions, each met by any element', { 'marks.q': 1, 'marks.points': 5 }, ['cleo', 'dora']],
  ['elements that are plain values', { tags: { $elemMatch: { $gt: 'a', $lt: 'c' } } }, ['anna', 'cleo']],
  ['null or missing', { left: null }, ['anna', 'ben', 'cleo']],
  ['missing', { left: { $exists: false } }, ['ben', 'cleo']],
  ['present', { left: { $exists: true } }, ['anna', 'dora']],
  ['present inside an array', { 'marks.q': { $exists: true } }, ['cleo', 'dora']],
  ['a name that objects have by themselves', { constructor: { $exists: true } }, []],
  ['null under such a name', { toString: null }, ['anna', 'ben', 'cleo', 'dora']],
  ['missing inside an array', { 'marks.none': { $exists: false } }, ['anna', 'ben', 'cleo', 'dora']],
  ['not equal', { name: { $ne: 'Anna' } }, ['ben', 'cleo', 'dora']],
  ['not equal to any element', { tags: { $ne: 'b' } }, ['ben', 'dora']],
  ['not null', { left: { $ne: null } }, ['dora']],
  ['greater, of the same type only', { age: { $gt: 25 } }, ['anna', 'cleo']],
  ['a range', { age: { $gte: 25, $lte: 30 } }, ['anna', 'ben']],
  ['a range of texts', { name: { $gte: 'B', $lt: 'D' } }, ['cleo']],
  ['dates', { left: { $lte: new Date(5) } }, ['dora']],
  ['one of a list', { _id: { $in: ['dora', 'anna', 'nobody'] } }, ['anna', 'dora']],
  ['one of an empty list', { _id: { $in: [] } }, []],
  ['one of a list with null', { left: { $in: [null] } }, ['anna', 'ben', 'cleo']],
  ['none of a list', { tags: { $nin: ['a', 'c'] } }, ['ben', 'dora']],
  ['all of a list', { tags: { $all: ['b', 'a'] } }, ['anna']],
  ['the length of an array', { tags: { $size: 2 } }, ['anna', 'cleo']],
  ['either', { $or: [{ name: 'ben' }, { age: { $gt: 40 } }] }, ['ben', 'cleo']],
  ['both', { $and: [{ tags: 'b' }, { age: 41 }] }, ['cleo']],
  ['neither', { $nor: [{ name: 'ben' }, { tags: 'b' }] }, ['dora']],
  ['not', { age: { $not: { $gt: 25 } } }, ['ben', 'dora']],
  ['a regular expression', { name: /^[A-C]/ }, ['anna', 'cleo']],
  ['a regular expression whatever the case', { name: { $regex: '^b', $options: 'i' } }, ['ben']],
  ['a type', { age: { $type: 'string' } }, ['dora']],
  ['a number by its type', { age: { $type: 'number' } }, ['anna', 'ben', 'cleo']],
  ['a remainder', { age: { $mod: [5, 0] } }, ['anna', 'ben']],
  ['a condition and its opposite', { $and: [{ age: 30 }, { age: { $ne: 30 } }] }, []],
];

const ferretLacks: typeof cases = [
  ['one element that meets two conditions', { marks: { $elemMatch: { q: 1, points: 5 } } }, ['cleo']],
  [
    'an element of either kind',
    { marks: { $elemMatch: { $or: [{ q: 7 }, { points: 5, q: 2 }] } } },
    ['dora'],
  ],
];

describe('a filter finds', () => {
  let things: Awaited<ReturnType<typeof server.fill>>;
  beforeAll(async () => {
    things = await server.fill(...people);
  });
  const check = async (_: string, filter: Filter<Thing>, expected: string[]) => {
    expect(idsOf(await things.find(filter).sort({ _id: 1 }).toArray())).toEqual(expected);
    expect(await things.countDocuments(filter)).toBe(expected.length);
  };
  it.each(cases)('%s', check);
  server.unlessFerret.each(ferretLacks)('%s', check);
});

describe('the same filters find the same with indexes', () => {
  let things: Awaited<ReturnType<typeof server.fill>>;
  beforeAll(async () => {
    things = await server.fill(...people);
    for (const field of ['name', 'age', 'tags', 'left', 'city', 'city.name', 'marks.q', 'marks.points'])
      await things.createIndex({ [field]: field === 'age' ? -1 : 1 });
  });
  const check = async (_: string, filter: Filter<Thing>, expected: string[]) => {
    expect(idsOf(await things.find(filter).sort({ _id: 1 }).toArray())).toEqual(expected);
  };
  it.each(cases)('%s', check);
  server.unlessFerret.each(ferretLacks)('%s', check);
});

describe('values', () => {
  it('come back as they were stored', async () => {
    const thing: Thing = {
      _id: 'a',
      oid: new ObjectId(),
      date: new Date(1234567890123),
      bytes: new Binary(Buffer.from([0, 255, 1])),
      numbers: [0, -1, 1.5, 2 ** 40, -0.25],
      nested: { list: [1, { x: null }], empty: {}, none: [] },
      text: 'ä\u0000😀',
      yes: true,
    };
    const things = await server.fill(thing);
    expect(await things.findOne({ _id: 'a' })).toEqual(thing);
    expect(
      await things.countDocuments({ oid: thing['oid'], date: thing['date'], bytes: thing['bytes'] }),
    ).toBe(1);
  });

  server.unlessFerret('may be arrays in arrays', async () => {
    const things = await server.fill({ _id: 'a', list: [[1, [2]], []] });
    expect(await things.findOne({ list: [1, [2]] })).toEqual({ _id: 'a', list: [[1, [2]], []] });
  });

  it('keep the order of an object’s fields, which counts in comparing', async () => {
    const things = await server.fill({ _id: 'a', o: { x: 1, y: 2 } });
    expect(await things.countDocuments({ o: { x: 1, y: 2 } })).toBe(1);
    expect(await things.countDocuments({ o: { y: 2, x: 1 } })).toBe(0);
  });

  server.unlessFerret('of other types are in MongoDB’s order', async () => {
    const things = await server.fill(
      ...[
        { _id: 'date', v: new Date(0) },
        { _id: 'bool', v: false },
        { _id: 'oid', v: new ObjectId() },
      ],
      ...[
        { _id: 'array', v: [[]] },
        { _id: 'object', v: {} },
        { _id: 'text', v: '' },
        { _id: 'number', v: -5 },
      ],
      ...[
        { _id: 'null', v: null },
        { _id: 'empty', v: [] },
      ],
    );
    expect(idsOf(await things.find().sort({ v: 1 }).toArray())).toEqual([
      'empty',
      'null',
      'number',
      'text',
      'object',
      'array',
      'oid',
      'bool',
      'date',
    ]);
  });
});

describe('a sorted result', () => {
  const rows: Thing[] = [
    { _id: 'a', n: 2, s: 'x' },
    { _id: 'b', n: 10, s: 'x' },
    { _id: 'c', s: 'y' },
    { _id: 'd', n: -1, s: 'y' },
    { _id: 'e', n: 2, s: 'z' },
  ];
  const orders: [Record<string, 1 | -1>, string[]][] = [
    [{ n: 1, _id: 1 }, ['c', 'd', 'a', 'e', 'b']],
    [{ n: -1, _id: 1 }, ['b', 'a', 'e', 'd', 'c']],
    [{ s: 1, n: -1 }, ['b', 'a', 'd', 'c', 'e']],
    [{ s: -1, n: 1 }, ['e', 'c', 'd', 'a', 'b']],
  ];
  it.each(orders)('%j', async (sort, expected) => {
    const things = await server.fill(...rows);
    expect(idsOf(await things.find().sort(sort).toArray())).toEqual(expected);
    await things.createIndex({ s: 1, n: -1 });
    await things.createIndex({ n: 1, _id: 1 });
    expect(idsOf(await things.find().sort(sort).toArray())).toEqual(expected);
    expect(idsOf(await things.find().sort(sort).skip(1).limit(2).toArray())).toEqual(expected.slice(1, 3));
  });

  it('counts an array by its least element, or its greatest when descending', async () => {
    const things = await server.fill({ _id: 'a', n: [5, 1] }, { _id: 'b', n: [3, 4] }, { _id: 'c', n: 2 });
    expect(idsOf(await things.find().sort({ n: 1 }).toArray())).toEqual(['a', 'c', 'b']);
    expect(idsOf(await things.find().sort({ n: -1 }).toArray())).toEqual(['a', 'b', 'c']);
  });

  it('without a sort comes as it was inserted', async () => {
    const things = await server.fill({ _id: 'z' }, { _id: 'm' }, { _id: 'a' });
    expect(idsOf(await things.find().toArray())).toEqual(['z', 'm', 'a']);
  });
});

describe('a projection', () => {
  const row: Thing = { _id: 'a', x: 1, o: { p: 1, q: 2 }, list: [{ p: 1, q: 2 }, { q: 3 }, 5] };
  const projections: [Record<string, 0 | 1>, object][] = [
    [{ x: 1 }, { _id: 'a', x: 1 }],
    [{ x: 1, _id: 0 }, { x: 1 }],
    [{ _id: 1 }, { _id: 'a' }],
    [
      { x: 0, list: 0 },
      { _id: 'a', o: { p: 1, q: 2 } },
    ],
    [{ 'o.p': 1 }, { _id: 'a', o: { p: 1 } }],
    [
      { 'o.p': 0, list: 0, _id: 0 },
      { x: 1, o: { q: 2 } },
    ],
    [{ 'list.p': 1, _id: 0 }, { list: [{ p: 1 }, {}] }],
    [{ none: 1 }, { _id: 'a' }],
  ];
  it.each(projections)('%j', async (projection, expected) => {
    const things = await server.fill(row);
    expect(await things.findOne({}, { projection })).toEqual(expected);
  });

  it('that takes and leaves is refused', async () => {
    const things = await server.fill(row);
    expect(await refusal(things.findOne({}, { projection: { x: 1, o: 0 } }))).toHaveProperty('code');
  });
});

describe('distinct', () => {
  it('gives each value once, of arrays each element', async () => {
    const things = await server.fill(
      { _id: 'a', v: 1 },
      { _id: 'b', v: [2, 1] },
      { _id: 'c', v: 2 },
      { _id: 'd' },
    );
    expect((await things.distinct('v')).sort()).toEqual([1, 2]);
    expect(await things.distinct('v', { _id: 'a' })).toEqual([1]);
  });
});
