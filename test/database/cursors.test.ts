import { Long } from 'mongodb';
import { idsOf, openServer, refusal } from './server.ts';

const server = await openServer();
afterAll(() => server.close());

const rows = Array.from({ length: 250 }, (_, i) => ({ _id: `r${String(i).padStart(3, '0')}`, n: 250 - i }));
const sorted = idsOf([...rows].reverse());

describe('a cursor', () => {
  it.each([2, 50, 249, 250, 1000])('gives everything in batches of %d', async (batchSize) => {
    const things = await server.fill(...rows);
    expect(idsOf(await things.find({}, { batchSize }).sort({ n: 1 }).toArray())).toEqual(sorted);
  });

  it('gives everything in batches of the usual size', async () => {
    const things = await server.fill(...rows);
    expect(idsOf(await things.find().sort({ n: 1 }).toArray())).toEqual(sorted);
  });

  it.each([
    [0, 120],
    [30, 120],
    [200, 100],
    [300, 10],
  ])('skips %d and stops after %d across batches', async (skip, limit) => {
    const things = await server.fill(...rows);
    const found = await things.find({}, { batchSize: 7 }).sort({ n: 1 }).skip(skip).limit(limit).toArray();
    expect(idsOf(found)).toEqual(sorted.slice(skip, skip + limit));
  });

  it('of an aggregation comes in batches too', async () => {
    const things = await server.fill(...rows);
    const pipeline = [{ $match: { n: { $lte: 200 } } }, { $sort: { n: 1 } }];
    expect(idsOf(await things.aggregate(pipeline, { batchSize: 9 }).toArray())).toEqual(sorted.slice(0, 200));
  });

  it('is gone after it was closed', async () => {
    const things = await server.fill(...rows);
    const reply = await server.db.command({ find: things.collectionName, batchSize: 10 });
    const id = (reply['cursor'] as { id: Long | number }).id;
    const cursors = [Long.fromValue(id)];
    await server.db.command({ killCursors: things.collectionName, cursors });
    const more = server.db.command({ getMore: Long.fromValue(id), collection: things.collectionName });
    expect(await refusal(more)).toMatchObject({ code: 43 });
  });

  it('may be left half read', async () => {
    const things = await server.fill(...rows);
    const seen: unknown[] = [];
    for await (const { _id } of things.find({}, { batchSize: 10 }).sort({ n: 1 }))
      if (seen.push(_id) === 15) break;
    expect(seen).toEqual(sorted.slice(0, 15));
  });

  it('over many large documents stays within the size of a message', async () => {
    const text = 'x'.repeat(900_000);
    const things = await server.fill(...Array.from({ length: 40 }, (_, i) => ({ _id: `d${i}`, text })));
    expect(await things.find({}, { batchSize: 1000 }).toArray()).toHaveLength(40);
  });
});
