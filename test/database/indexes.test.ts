import { openServer, refusal, type Thing } from './server.ts';

const server = await openServer();
afterAll(() => server.close());

describe('a unique index', () => {
  it('refuses a second document and says where and what', async () => {
    const things = await server.fill({ _id: 'a', email: 'x@y' });
    await things.createIndex({ email: 1 }, { unique: true, name: 'by_email' });
    const error = await refusal(things.insertOne({ _id: 'b', email: 'x@y' }));
    expect(error).toMatchObject({ name: 'MongoServerError', code: 11000 });
    expect(error['message']).toContain('E11000 duplicate key error collection: ');
    if (!server.isEmbedded) return;
    expect(error).toMatchObject({ keyPattern: { email: 1 }, keyValue: { email: 'x@y' } });
    expect(error['message']).toMatch(/index: by_email dup key: \{ email: "x@y" \}$/);
  });

  server.unlessFerret('refuses an update, and leaves the document as it was', async () => {
    const things = await server.fill({ _id: 'a', n: 1 }, { _id: 'b', n: 2 });
    await things.createIndex({ n: 1 }, { unique: true });
    expect(await refusal(things.updateOne({ _id: 'b' }, { $set: { n: 1, x: 1 } }))).toMatchObject({
      code: 11000,
    });
    expect(await things.findOne({ n: 2 })).toEqual({ _id: 'b', n: 2 });
    await things.updateOne({ _id: 'a' }, { $set: { n: 3 } });
    await things.updateOne({ _id: 'b' }, { $set: { n: 1 } });
    expect(await things.countDocuments({ n: 1 })).toBe(1);
  });

  it('over two fields looks at both', async () => {
    const things = await server.fill();
    await things.createIndex({ a: 1, b: -1 }, { unique: true });
    await things.insertMany([
      { _id: 'a', a: 1, b: 1 },
      { _id: 'b', a: 1, b: 2 },
      { _id: 'c', a: 2, b: 1 },
    ]);
    expect(await refusal(things.insertOne({ _id: 'd', a: 1, b: 2 }))).toMatchObject({ code: 11000 });
  });

  server.unlessFerret('counts missing as one value', async () => {
    const things = await server.fill({ _id: 'a' });
    await things.createIndex({ n: 1 }, { unique: true });
    expect(await refusal(things.insertOne({ _id: 'b', n: null }))).toMatchObject({ code: 11000 });
  });

  server.unlessFerret('on an array looks at its elements', async () => {
    const things = await server.fill({ _id: 'a', keys: ['x', 'y', 'y'] });
    await things.createIndex({ keys: 1 }, { unique: true });
    expect(await refusal(things.insertOne({ _id: 'b', keys: ['z', 'y'] }))).toMatchObject({ code: 11000 });
    await things.insertOne({ _id: 'c', keys: ['z'] });
    await things.updateOne({ _id: 'a' }, { $pull: { keys: 'y' } as object });
    await things.insertOne({ _id: 'd', keys: ['y'] });
    expect(await things.countDocuments({ keys: 'y' })).toBe(1);
  });

  server.unlessFerret('on fields of an array’s elements combines them per element', async () => {
    const things = await server.fill();
    await things.createIndex({ 'seats.row': 1, 'seats.number': 1 }, { unique: true });
    await things.insertOne({
      _id: 'a',
      seats: [
        { row: 1, number: 1 },
        { row: 2, number: 2 },
      ],
    });
    await things.insertOne({ _id: 'b', seats: [{ row: 1, number: 2 }] });
    expect(await refusal(things.insertOne({ _id: 'c', seats: [{ row: 2, number: 2 }] }))).toMatchObject({
      code: 11000,
    });
    expect(await things.countDocuments({ 'seats.row': 1, 'seats.number': 2 })).toBe(2);
  });

  server.unlessFerret('is not made where documents stand against it', async () => {
    const things = await server.fill({ _id: 'a', n: 1 }, { _id: 'b', n: 1 });
    expect(await refusal(things.createIndex({ n: 1 }, { unique: true }))).toMatchObject({ code: 11000 });
    expect(await things.indexes()).toHaveLength(1);
  });

  it('lets a value be used again after its document was removed', async () => {
    const things = await server.fill({ _id: 'a', n: 1 });
    await things.createIndex({ n: 1 }, { unique: true });
    await things.deleteOne({ n: 1 });
    await things.insertOne({ _id: 'b', n: 1 });
    expect(await things.countDocuments()).toBe(1);
  });
});

describe('an index', () => {
  server.unlessFerret('over two arrays side by side is refused', async () => {
    const things = await server.fill();
    await things.createIndex({ a: 1, b: 1 });
    expect(await refusal(things.insertOne({ _id: 'a', a: [1], b: [1] }))).toMatchObject({ code: 171 });
  });

  server.unlessFerret('takes values of any length', async () => {
    const long = 'x'.repeat(5000);
    const things = await server.fill({ _id: 'a', v: `${long}a` }, { _id: 'b', v: `${long}b` });
    await things.createIndex({ v: 1 }, { unique: true });
    expect(await things.findOne({ v: `${long}b` })).toMatchObject({ _id: 'b' });
    expect(await refusal(things.insertOne({ _id: 'c', v: `${long}a` }))).toMatchObject({ code: 11000 });
    await things.insertMany([
      { _id: 'd', v: `${long}c` },
      { _id: 'e', v: 'x' },
    ]);
    expect((await things.find().sort({ v: -1 }).toArray()).map(({ _id }) => _id)).toEqual([
      'd',
      'b',
      'a',
      'e',
    ]);
    expect(await things.countDocuments({ v: { $gt: `${long}a` } })).toBe(2);
  });

  it('gives the same as a scan, whatever the query', async () => {
    const random = sequence(7);
    const rows = Array.from({ length: 300 }, (_, i): Thing => {
      const row: Thing = {
        _id: `r${i}`,
        a: random(5),
        b: random(20),
        c: random(2) ? random(9) : `t${random(9)}`,
      };
      if (random(4) === 0) row['list'] = Array.from({ length: random(4) }, () => random(6));
      return row;
    });
    const [plain, indexed] = [await server.fill(...rows), await server.fill(...rows)];
    for (const key of [{ a: 1, b: -1 }, { b: 1 }, { c: -1, a: 1 }, { list: 1, a: 1 }] as const)
      await indexed.createIndex(key);
    for (let i = 0; i < 60; i++) {
      const filter = {
        ...(random(2) ? { a: random(2) ? random(5) : { $in: [random(5), random(5)] } } : {}),
        ...(random(2) ? { b: { $gte: random(10), $lt: 10 + random(10) } } : {}),
        ...(random(3) ? {} : { c: random(2) ? random(9) : { $gt: 't4' } }),
        ...(random(3) ? {} : { list: random(2) ? { $gt: random(5), $lt: 2 + random(4) } : random(6) }),
      };
      const sort = { [random(2) ? 'b' : 'a']: random(2) ? 1 : -1, _id: 1 } as const;
      const [skip, limit] = [random(5), random(30)];
      const ask = (things: typeof plain) => things.find(filter).sort(sort).skip(skip).limit(limit).toArray();
      expect(await ask(indexed)).toEqual(await ask(plain));
    }
  });

  it('is listed, and not made twice', async () => {
    const things = await server.fill({ _id: 'a' });
    await things.createIndex({ n: 1, m: -1 }, { name: 'by_n', unique: true });
    await things.createIndex({ n: 1, m: -1 }, { name: 'by_n', unique: true });
    const listed = (await things.indexes()).map(({ name, key, unique }) => ({
      name,
      key,
      unique: unique ?? false,
    }));
    expect(listed).toEqual([
      { name: '_id_', key: { _id: 1 }, unique: false },
      { name: 'by_n', key: { n: 1, m: -1 }, unique: true },
    ]);
  });

  it('of the same name but other fields is refused', async () => {
    const things = await server.fill({ _id: 'a' });
    await things.createIndex({ n: 1 }, { name: 'by_n' });
    expect(await refusal(things.createIndex({ m: 1 }, { name: 'by_n' }))).toMatchObject({ code: 86 });
  });

  it('can be dropped', async () => {
    const things = await server.fill({ _id: 'a', n: 1 });
    await things.createIndex({ n: 1 }, { name: 'by_n', unique: true });
    await things.dropIndex('by_n');
    await things.insertOne({ _id: 'b', n: 1 });
    expect(await things.countDocuments({ n: 1 })).toBe(2);
  });

  it.each([
    { sparse: true },
    { partialFilterExpression: { n: { $gt: 1 } } },
    { collation: { locale: 'de' } },
  ])('with %j is refused by the embedded store', async (options) => {
    if (!server.isEmbedded) return;
    const things = await server.fill({ _id: 'a' });
    expect(await refusal(things.createIndex({ n: 1 }, options))).toMatchObject({ code: 115 });
  });
});

describe('an index with an expiry', () => {
  server.unlessFerret('removes what is over, and nothing else', async () => {
    await server.db.admin().command({ setParameter: 1, ttlMonitorSleepSecs: 1 });
    const hour = 3_600_000;
    const things = await server.fill(
      { _id: 'old', at: new Date(Date.now() - 2 * hour) },
      { _id: 'old list', at: [new Date(), new Date(Date.now() - 2 * hour)] },
      ...[
        { _id: 'new', at: new Date() },
        { _id: 'none' },
        { _id: 'text', at: 'x' },
        { _id: 'number', at: 5 },
      ],
    );
    await things.createIndex({ at: 1 }, { expireAfterSeconds: 3600 });
    for (let i = 0; i < 50 && (await things.countDocuments()) > 4; i++)
      await new Promise((wake) => setTimeout(wake, 100));
    expect((await things.distinct('_id')).sort()).toEqual(['new', 'none', 'number', 'text']);
  });
});

/** Numbers that look random and are the same in every run. */
function sequence(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * below);
  };
}
