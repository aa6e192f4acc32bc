import { Decimal128, Long, MinKey, Timestamp, type Document } from 'mongodb';
import { openServer, refusal } from './server.ts';

const server = await openServer();
// Where all tests are skipped, jest runs no afterAll.
if (server.isEmbedded) afterAll(() => server.close());
else await server.close();

/** The store never answers wrongly in silence: what it does not know it refuses, with MongoDB's own codes. */
describe('the embedded store refuses', () => {
  const commands: [name: string, command: Document, code: number][] = [
    ['an unknown command', { shout: 1 }, 59],
    ['a command of MongoDB that it lacks', { mapReduce: 'things' }, 59],
    ['an unknown field', { find: 'things', shout: 1 }, 40415],
    ['a collation', { find: 'things', collation: { locale: 'de' } }, 115],
    ['variables', { find: 'things', let: { a: 1 } }, 115],
    ['a hint', { find: 'things', hint: { a: 1 } }, 115],
    ['a tailable cursor', { find: 'things', tailable: true }, 115],
    ['a snapshot', { find: 'things', readConcern: { level: 'snapshot' } }, 115],
    [
      'a transaction',
      { insert: 'things', documents: [{}], txnNumber: Long.fromNumber(1), autocommit: false },
      20,
    ],
    ['a capped collection', { create: 'capped', capped: true, size: 1 }, 115],
    ['a view', { create: 'view', viewOn: 'things', pipeline: [] }, 115],
    ['a bad name', { find: 'a$b' }, 73],
    ['an unknown operator', { find: 'things', filter: { a: { $shout: 1 } } }, 2],
    ['an unknown operator at the top', { find: 'things', filter: { $shout: 1 } }, 2],
    ['$where', { find: 'things', filter: { $where: 'true' } }, 115],
    ['$expr', { find: 'things', filter: { $expr: true } }, 115],
    ['$text', { find: 'things', filter: { $text: { $search: 'a' } } }, 115],
    ['an operator inside $in', { find: 'things', filter: { a: { $in: [{ $gt: 1 }] } } }, 2],
    ['an empty $or', { find: 'things', filter: { $or: [] } }, 2],
    ['a broken regular expression', { find: 'things', filter: { a: { $regex: '(' } } }, 2],
    [
      'an option of regular expressions that JavaScript lacks',
      { find: 'things', filter: { a: { $regex: 'a', $options: 'x' } } },
      115,
    ],
    [
      'a type of numbers that it does not tell apart',
      { find: 'things', filter: { a: { $type: 'decimal' } } },
      115,
    ],
    ['a projection that computes', { find: 'things', projection: { a: { $slice: 1 } } }, 115],
    ['a positional projection', { find: 'things', projection: { 'a.$': 1 } }, 115],
    ['a limit that is no number', { find: 'things', limit: 'x' }, 2],
    ['a limit below 0', { find: 'things', limit: -1 }, 2],
    ['a delete that says neither one nor all', { delete: 'things', deletes: [{ q: {}, limit: 2 }] }, 9],
    [
      'an update operator that it lacks',
      { update: 'things', updates: [{ q: {}, u: { $mul: { n: 2 } } }] },
      115,
    ],
    ['an empty projection of a field', { find: 'things', projection: { a: {} } }, 115],
    ['a length that is none', { find: 'things', filter: { a: { $size: 'x' } } }, 2],
    ['an unknown direction', { find: 'things', sort: { a: 2 } }, 2],
    ['an update by a pipeline', { update: 'things', updates: [{ q: {}, u: [{ $set: { a: 1 } }] }] }, 115],
    [
      'an unknown field of an update',
      { update: 'things', updates: [{ q: {}, u: { $set: { a: 1 } }, shout: 1 }] },
      40415,
    ],
    [
      'a hint in an update',
      { update: 'things', updates: [{ q: {}, u: { $set: { a: 1 } }, hint: { a: 1 } }] },
      115,
    ],
    [
      'a collation in a delete',
      { delete: 'things', deletes: [{ q: {}, limit: 0, collation: { locale: 'de' } }] },
      115,
    ],
    [
      'an unknown clause of $push',
      { update: 'things', updates: [{ q: {}, u: { $push: { l: { $each: [], $shout: 1 } } } }] },
      2,
    ],
    ['a stage that it lacks', { aggregate: 'things', cursor: {}, pipeline: [{ $lookup: {} }] }, 115],
    ['a stage that would write', { aggregate: 'things', cursor: {}, pipeline: [{ $out: 'x' }] }, 115],
    [
      'an expression that it does not trust',
      { aggregate: 'things', cursor: {}, pipeline: [{ $project: { a: { $toInt: '$a' } } }] },
      115,
    ],
    [
      'an expression within an expression',
      { aggregate: 'things', cursor: {}, pipeline: [{ $group: { _id: { $add: [1, { $rand: {} }] } } }] },
      115,
    ],
    ['a text index', { createIndexes: 'things', indexes: [{ key: { a: 'text' }, name: 'a' }] }, 115],
    [
      'an unknown option of an index',
      { createIndexes: 'things', indexes: [{ key: { a: 1 }, name: 'a', shout: 1 }] },
      197,
    ],
    ['a change stream', { aggregate: 'things', cursor: {}, pipeline: [{ $changeStream: {} }] }, 40324],
    ['another parameter', { setParameter: 1, logLevel: 1 }, 40415],
  ];
  beforeAll(() => server.db.collection<{ _id: string }>('things').insertOne({ _id: 'a', l: [1] } as never));

  server.onlyEmbedded.each(commands)('%s', async (_, command, code) => {
    const error = await refusal(
      server.db.command(command).then((reply) => {
        const [first] = (reply['writeErrors'] ?? []) as object[];
        return first ? Promise.reject(Object.assign(new Error(), first)) : reply;
      }),
    );
    expect(error).toMatchObject({ code });
  });

  const values = {
    decimals: Decimal128.fromString('1.5'),
    'numbers beyond 2^53': Long.MAX_VALUE,
    timestamps: new Timestamp(0n),
    'the least key': new MinKey(),
    'regular expressions as values': /a/,
  };
  server.onlyEmbedded.each(Object.entries(values))('%s', async (_, value) => {
    const things = await server.fill({ _id: 'a', n: 1 });
    expect(await refusal(things.insertOne({ _id: 'b', value }))).toMatchObject({ code: 115 });
    expect(await refusal(things.updateOne({}, { $set: { value } }))).toMatchObject({ code: 115 });
    if (!(value instanceof RegExp))
      expect(await refusal(things.findOne({ n: value }))).toMatchObject({ code: 115 });
  });

  server.onlyEmbedded('documents of more than 16 MB', async () => {
    const things = await server.fill();
    const text = 'x'.repeat(9 * 1024 * 1024);
    await things.insertOne({ _id: 'a', text });
    expect(await refusal(things.updateOne({}, { $set: { more: text } }))).toMatchObject({ code: 10334 });
  });
});
