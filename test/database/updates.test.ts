import { ObjectId, type UpdateFilter } from 'mongodb';
import { openServer, refusal, type Thing } from './server.ts';

const server = await openServer();
afterAll(() => server.close());

const cases: [name: string, before: object, update: object, after: object][] = [
  ['sets a field', { a: 1 }, { $set: { b: 2 } }, { a: 1, b: 2 }],
  ['sets a nested field and makes what is missing', {}, { $set: { 'a.b.c': 1 } }, { a: { b: { c: 1 } } }],
  ['sets an element by its position', { a: [1, 2] }, { $set: { 'a.1': 9 } }, { a: [1, 9] }],
  ['sets an element behind the end', { a: [1] }, { $set: { 'a.3': 9 } }, { a: [1, null, null, 9] }],
  [
    'removes a field',
    { a: 1, b: { c: 1, d: 2 } },
    { $unset: { a: '', 'b.c': '', none: '' } },
    { b: { d: 2 } },
  ],
  ['counts up from nothing', {}, { $inc: { n: 2, 'm.n': -1 } }, { n: 2, m: { n: -1 } }],
  ['counts up', { n: 1.5 }, { $inc: { n: 2 } }, { n: 3.5 }],
  ['keeps the greater', { n: 5, m: 5 }, { $max: { n: 7, m: 3, o: 1 } }, { n: 7, m: 5, o: 1 }],
  ['keeps the lesser', { n: 5, m: 5 }, { $min: { n: 7, m: 3 } }, { n: 5, m: 3 }],
  ['keeps the later date', { at: new Date(5) }, { $max: { at: new Date(9) } }, { at: new Date(9) }],
  ['appends', { a: [1] }, { $push: { a: 2, b: { c: 1 } } }, { a: [1, 2], b: [{ c: 1 }] }],
  ['appends several', { a: [1] }, { $push: { a: { $each: [2, 3] } } }, { a: [1, 2, 3] }],
  [
    'adds what is not there yet',
    { a: [1, { x: 1 }] },
    { $addToSet: { a: { x: 1 }, b: 1 } },
    { a: [1, { x: 1 }], b: [1] },
  ],
  [
    'adds several that are not there yet',
    { a: [1] },
    { $addToSet: { a: { $each: [1, 2, 2] } } },
    { a: [1, 2] },
  ],
  ['removes elements that are equal', { a: [1, 2, 1] }, { $pull: { a: 1 } }, { a: [2] }],
  ['removes the last element', { a: [1, 2, 3] }, { $pop: { a: 1 } }, { a: [1, 2] }],
  [
    'does several things at once',
    { n: 1 },
    { $set: { a: 1 }, $inc: { n: 1 }, $unset: { x: 1 } },
    { n: 2, a: 1 },
  ],
];

const ferretLacks: typeof cases = [
  [
    'sorts and shortens what it appends to',
    { a: [3, 1] },
    { $push: { a: { $each: [2], $sort: -1, $slice: 2 } } },
    { a: [3, 2] },
  ],
  [
    'sorts objects',
    { a: [{ n: 2 }] },
    { $push: { a: { $each: [{ n: 1 }], $sort: { n: 1 } } } },
    { a: [{ n: 1 }, { n: 2 }] },
  ],
  ['inserts at a position', { a: [1, 2] }, { $push: { a: { $each: [9], $position: 1 } } }, { a: [1, 9, 2] }],
  [
    'removes objects by a condition',
    { a: [{ n: 1, x: 1 }, { n: 2 }] },
    { $pull: { a: { n: 1 } } },
    { a: [{ n: 2 }] },
  ],
  ['removes values by a condition', { a: [1, 5, 9] }, { $pull: { a: { $gte: 5 } } }, { a: [1] }],
  [
    'changes every element',
    { a: [{ n: 1 }, { n: 2 }] },
    { $inc: { 'a.$[].n': 1 } },
    { a: [{ n: 2 }, { n: 3 }] },
  ],
];

async function check(before: object, update: object, after: object): Promise<void> {
  const things = await server.fill({ _id: 'a', ...before });
  const result = await things.updateOne({ _id: 'a' }, update);
  expect(result.matchedCount).toBe(1);
  expect(await things.findOne({ _id: 'a' })).toEqual({ _id: 'a', ...after });
}

describe('an update', () => {
  it.each(cases)('%s', (_, before, update, after) => check(before, update, after));
  server.unlessFerret.each(ferretLacks)('%s', (_, before, update, after) => check(before, update, after));

  it('says what it found and what it changed', async () => {
    const things = await server.fill({ _id: 'a', n: 1 }, { _id: 'b', n: 1 }, { _id: 'c', n: 2 });
    const result = await things.updateMany({}, { $set: { n: 1 } });
    expect(result).toMatchObject({ matchedCount: 3, modifiedCount: 1, upsertedCount: 0 });
    expect(await things.updateOne({ n: 7 }, { $set: { n: 1 } })).toMatchObject({
      matchedCount: 0,
      modifiedCount: 0,
    });
  });

  it('replaces a document but for its id', async () => {
    const things = await server.fill({ _id: 'a', n: 1, m: 1 });
    await things.replaceOne({ _id: 'a' }, { o: 1 });
    expect(await things.findOne()).toEqual({ _id: 'a', o: 1 });
  });

  it.each([
    ['text where a number is counted up', { n: 'x' }, { $inc: { n: 1 } }, 14],
    ['null where a number is counted up', { n: null }, { $inc: { n: 1 } }, 14],
    ['a way through a plain value', { n: 1 }, { $set: { 'n.x': 1 } }, 28],
    ['the same field twice', {}, { $set: { n: 1 }, $inc: { n: 1 } }, 40],
    ['a field and what is in it', {}, { $set: { n: {}, 'n.x': 1 } }, 40],
    ['another id', {}, { $set: { _id: 'b' } }, 66],
    ['an operator that is not known', {}, { $shout: { n: 1 } }, 9],
  ])('refuses %s', async (_, before, update, code) => {
    const things = await server.fill({ _id: 'a', ...before });
    expect(await refusal(things.updateOne({ _id: 'a' }, update as UpdateFilter<Thing>))).toMatchObject({
      code,
    });
    expect(await things.findOne()).toEqual({ _id: 'a', ...before });
  });

  it.each([
    ['$push', { $push: { n: 1 } }],
    ['$addToSet', { $addToSet: { n: 1 } }],
    ['$pull', { $pull: { n: 1 } }],
    ['$pop', { $pop: { n: 1 } }],
  ])('refuses %s where there is no array', async (_, update) => {
    const things = await server.fill({ _id: 'a', n: 'text' });
    expect(await refusal(things.updateOne({ _id: 'a' }, update as UpdateFilter<Thing>))).toHaveProperty(
      'code',
    );
    expect(await things.findOne()).toEqual({ _id: 'a', n: 'text' });
  });
});

describe('an element that the filter found', () => {
  const marks = [
    { q: 1, p: 1 },
    { q: 2, p: 2 },
    { q: 3, p: 3 },
  ];

  server.unlessFerret('is changed by $', async () => {
    const things = await server.fill({ _id: 'a', marks });
    await things.updateOne({ _id: 'a', 'marks.q': 2 }, { $set: { 'marks.$.p': 9 } });
    expect(await things.findOne()).toMatchObject({ marks: [marks[0], { q: 2, p: 9 }, marks[2]] });
  });

  server.unlessFerret('is changed by $ after $elemMatch', async () => {
    const things = await server.fill({
      _id: 'a',
      marks: [
        { q: 1, p: 5 },
        { q: 2, p: 1 },
        { q: 1, p: 1 },
      ],
    });
    await things.updateOne({ marks: { $elemMatch: { q: 1, p: 1 } } }, { $inc: { 'marks.$.p': 1 } });
    expect(await things.findOne()).toMatchObject({
      marks: [
        { q: 1, p: 5 },
        { q: 2, p: 1 },
        { q: 1, p: 2 },
      ],
    });
  });

  server.unlessFerret('is replaced by $', async () => {
    const things = await server.fill({ _id: 'a', list: [1, 5, 9] });
    await things.updateOne({ list: { $gte: 5 } }, { $set: { 'list.$': 0 } });
    expect(await things.findOne()).toMatchObject({ list: [1, 0, 9] });
  });

  server.unlessFerret('must be there', async () => {
    const things = await server.fill({ _id: 'a', marks });
    expect(await refusal(things.updateOne({ _id: 'a' }, { $set: { 'marks.$.p': 9 } }))).toMatchObject({
      code: 2,
    });
  });

  server.unlessFerret('is chosen by arrayFilters', async () => {
    const things = await server.fill({ _id: 'a', marks });
    const arrayFilters = [{ 'low.p': { $lt: 3 } }];
    await things.updateOne({ _id: 'a' }, { $set: { 'marks.$[low].ok': true } }, { arrayFilters });
    expect(await things.findOne()).toMatchObject({ marks: [{ ok: true }, { ok: true }, marks[2]] });
  });

  server.unlessFerret('is chosen on two levels by arrayFilters', async () => {
    const things = await server.fill({
      _id: 'a',
      rows: [
        { id: 1, cells: [1, 2] },
        { id: 2, cells: [1, 2] },
      ],
    });
    const arrayFilters = [{ 'row.id': 2 }, { cell: { $gt: 1 } }];
    await things.updateOne({}, { $inc: { 'rows.$[row].cells.$[cell]': 10 } }, { arrayFilters });
    expect(await things.findOne()).toMatchObject({ rows: [{ cells: [1, 2] }, { cells: [1, 12] }] });
  });

  server.unlessFerret('needs an array filter of its name', async () => {
    const things = await server.fill({ _id: 'a', marks });
    const update = { $set: { 'marks.$[low].ok': true } };
    expect(await refusal(things.updateOne({}, update))).toMatchObject({ code: 2 });
    expect(
      await refusal(things.updateOne({}, { $set: { x: 1 } }, { arrayFilters: [{ low: 1 }] })),
    ).toMatchObject({ code: 9 });
  });
});

describe('an upsert', () => {
  it('inserts what filter and update say when nothing is found', async () => {
    const things = await server.fill();
    const filter = { _id: 'a', kind: 'x', n: { $gt: 5 }, 'o.p': 1 };
    const result = await things.updateOne(
      filter,
      { $set: { v: 1 }, $setOnInsert: { made: true } },
      { upsert: true },
    );
    expect(result).toMatchObject({ matchedCount: 0, modifiedCount: 0, upsertedCount: 1, upsertedId: 'a' });
    expect(await things.findOne()).toEqual({ _id: 'a', kind: 'x', o: { p: 1 }, v: 1, made: true });
  });

  server.unlessFerret('keeps what is null or empty in $setOnInsert', async () => {
    const things = await server.fill();
    const made = { none: null, list: [], object: {}, text: '', zero: 0 };
    await things.updateOne({ _id: 'a' }, { $setOnInsert: made }, { upsert: true });
    expect(await things.findOne()).toEqual({ _id: 'a', ...made });
  });

  it('updates without $setOnInsert when something is found', async () => {
    const things = await server.fill({ _id: 'a', n: 1 });
    const update = { $inc: { n: 1 }, $setOnInsert: { made: true } };
    expect(await things.updateOne({ _id: 'a' }, update, { upsert: true })).toMatchObject({
      upsertedCount: 0,
      modifiedCount: 1,
    });
    expect(await things.findOne()).toEqual({ _id: 'a', n: 2 });
  });

  server.unlessFerret('takes the values of $and and $eq', async () => {
    const things = await server.fill();
    await things.updateOne({ $and: [{ _id: 'a' }, { k: { $eq: 2 } }] }, { $set: { v: 1 } }, { upsert: true });
    expect(await things.findOne()).toEqual({ _id: 'a', k: 2, v: 1 });
  });

  it('makes an id where there is none', async () => {
    const things = await server.fill();
    const { upsertedId } = await things.updateOne({ k: 1 }, { $set: { v: 1 } }, { upsert: true });
    expect(upsertedId).toBeInstanceOf(ObjectId);
  });

  it('by a replacement keeps the filter’s id', async () => {
    const things = await server.fill();
    await things.replaceOne({ _id: 'a' }, { v: 1 }, { upsert: true });
    expect(await things.findOne()).toEqual({ _id: 'a', v: 1 });
  });

  server.unlessFerret('happens once when many want it at the same time', async () => {
    const things = await server.fill();
    const upsert = () => things.updateOne({ _id: 'a' }, { $inc: { n: 1 } }, { upsert: true });
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, upsert));
    const done = outcomes.filter(({ status }) => status === 'fulfilled').length;
    expect(await things.findOne()).toEqual({ _id: 'a', n: done });
    if (server.isEmbedded) expect(done).toBe(20);
  });
});

describe('find and modify', () => {
  it('gives the document as it was, or as it is', async () => {
    const things = await server.fill({ _id: 'a', n: 1 });
    expect(await things.findOneAndUpdate({ _id: 'a' }, { $inc: { n: 1 } })).toEqual({ _id: 'a', n: 1 });
    const options = { returnDocument: 'after' } as const;
    expect(await things.findOneAndUpdate({ _id: 'a' }, { $inc: { n: 1 } }, options)).toEqual({
      _id: 'a',
      n: 3,
    });
    expect(await things.findOneAndUpdate({ _id: 'b' }, { $inc: { n: 1 } })).toBeNull();
  });

  server.unlessFerret('gives only the fields that are wanted', async () => {
    const things = await server.fill({ _id: 'a', n: 1, m: 1 });
    const options = { projection: { n: 1, _id: 0 } };
    expect(await things.findOneAndUpdate({ _id: 'a' }, { $inc: { n: 1 } }, options)).toEqual({ n: 1 });
  });

  it('takes the first in order', async () => {
    const things = await server.fill({ _id: 'a', n: 2 }, { _id: 'b', n: 1 }, { _id: 'c', n: 3 });
    expect(await things.findOneAndDelete({}, { sort: { n: 1 } })).toEqual({ _id: 'b', n: 1 });
    expect(await things.countDocuments()).toBe(2);
  });

  it('upserts', async () => {
    const things = await server.fill();
    const options = { upsert: true, returnDocument: 'after' } as const;
    expect(await things.findOneAndUpdate({ _id: 'a' }, { $set: { n: 1 } }, options)).toEqual({
      _id: 'a',
      n: 1,
    });
    expect(await things.findOneAndReplace({ _id: 'a' }, { m: 1 }, options)).toEqual({ _id: 'a', m: 1 });
    const result = await things.findOneAndUpdate(
      { _id: 'z' },
      { $set: { n: 1 } },
      { ...options, includeResultMetadata: true },
    );
    expect(result.lastErrorObject).toMatchObject({ n: 1, updatedExisting: false, upserted: 'z' });
  });

  server.unlessFerret('gives each of many takers another document', async () => {
    const things = await server.fill(
      ...Array.from({ length: 20 }, (_, i) => ({ _id: `t${i}`, state: 'free' })),
    );
    const take = () => things.findOneAndUpdate({ state: 'free' }, { $set: { state: 'taken' } });
    const taken = await Promise.all(Array.from({ length: 25 }, take));
    const ids = taken.flatMap((one) => (one ? [one._id] : []));
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBe(20);
  });
});

describe('a delete', () => {
  it('removes one or all that are found', async () => {
    const things = await server.fill(
      { _id: 'a', n: 1 },
      { _id: 'b', n: 1 },
      { _id: 'c', n: 1 },
      { _id: 'd', n: 2 },
    );
    expect(await things.deleteOne({ n: 1 })).toMatchObject({ deletedCount: 1 });
    expect(await things.deleteMany({ n: 1 })).toMatchObject({ deletedCount: 2 });
    expect(await things.deleteMany({ n: 1 })).toMatchObject({ deletedCount: 0 });
    expect(await things.countDocuments()).toBe(1);
  });
});

describe('several writes in one command', () => {
  it('stop at the first refusal when they are ordered', async () => {
    const things = await server.fill({ _id: 'b' });
    const error = await refusal(things.insertMany([{ _id: 'a' }, { _id: 'b' }, { _id: 'c' }]));
    expect(error).toMatchObject({ code: 11000, insertedCount: 1 });
    expect(await things.countDocuments()).toBe(2);
  });

  it('go on when they are not', async () => {
    const things = await server.fill({ _id: 'b' });
    await refusal(things.insertMany([{ _id: 'a' }, { _id: 'b' }, { _id: 'c' }], { ordered: false }));
    expect(await things.countDocuments()).toBe(3);
  });

  server.unlessFerret('may be of several kinds', async () => {
    const things = await server.fill({ _id: 'a', n: 1 }, { _id: 'b' });
    const result = await things.bulkWrite([
      { insertOne: { document: { _id: 'c' } } },
      { updateOne: { filter: { _id: 'a' }, update: { $inc: { n: 1 } } } },
      { updateOne: { filter: { _id: 'd' }, update: { $set: { n: 1 } }, upsert: true } },
      { deleteOne: { filter: { _id: 'b' } } },
    ]);
    expect(result).toMatchObject({
      insertedCount: 1,
      modifiedCount: 1,
      deletedCount: 1,
      upsertedIds: { 2: 'd' },
    });
  });

  it('may be more than one message holds', async () => {
    const things = await server.fill();
    const text = 'x'.repeat(1024 * 1024);
    await things.insertMany(Array.from({ length: 60 }, (_, i) => ({ _id: `t${i}`, text })));
    expect(await things.countDocuments()).toBe(60);
    expect((await things.find().toArray()).length).toBe(60);
  });
});
