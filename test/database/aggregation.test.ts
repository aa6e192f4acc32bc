import { ObjectId, type Document } from 'mongodb';
import { openServer, refusal, type Thing } from './server.ts';

const server = await openServer();
afterAll(() => server.close());

const answers: Thing[] = [
  { _id: '1', quiz: 'q1', person: 'anna', points: 5, tags: ['x', 'y'] },
  { _id: '2', quiz: 'q1', person: 'ben', points: 3, tags: [] },
  { _id: '3', quiz: 'q2', person: 'anna', points: 1 },
  { _id: '4', quiz: 'q2', person: 'cleo', points: null, tags: ['x'] },
];

const both: [name: string, pipeline: Document[], expected: unknown[]][] = [
  ['nothing', [], answers],
  ['$match', [{ $match: { quiz: 'q2' } }], answers.slice(2)],
  [
    '$match, $sort, $limit',
    [{ $match: { quiz: 'q1' } }, { $sort: { points: 1 } }, { $limit: 1 }],
    [answers[1]],
  ],
  ['$skip', [{ $sort: { _id: -1 } }, { $skip: 3 }], [answers[0]]],
  ['$count', [{ $match: { quiz: 'q1' } }, { $count: 'n' }], [{ n: 2 }]],
  ['$count of nothing', [{ $match: { quiz: 'q9' } }, { $count: 'n' }], []],
  ['$group of all', [{ $group: { _id: null, n: { $sum: 1 } } }], [{ _id: null, n: 4 }]],
  ['$group of nothing', [{ $match: { quiz: 'q9' } }, { $group: { _id: null, n: { $sum: 1 } } }], []],
  ['$project', [{ $match: { _id: '1' } }, { $project: { points: 1, _id: 0 } }], [{ points: 5 }]],
  ['$unset', [{ $match: { _id: '3' } }, { $unset: ['quiz', 'points'] }], [{ _id: '3', person: 'anna' }]],
  [
    '$unwind',
    [{ $unwind: '$tags' }, { $sort: { _id: 1, tags: 1 } }, { $project: { tags: 1 } }],
    [
      { _id: '1', tags: 'x' },
      { _id: '1', tags: 'y' },
      { _id: '4', tags: 'x' },
    ],
  ],
];

const ferretLacks: typeof both = [
  [
    '$group with $sum',
    [{ $group: { _id: '$quiz', n: { $sum: 1 }, points: { $sum: '$points' } } }, { $sort: { _id: 1 } }],
    [
      { _id: 'q1', n: 2, points: 8 },
      { _id: 'q2', n: 2, points: 1 },
    ],
  ],
  [
    '$group with $min, $max, $avg',
    [
      {
        $group: {
          _id: '$quiz',
          min: { $min: '$points' },
          max: { $max: '$points' },
          avg: { $avg: '$points' },
        },
      },
      { $sort: { _id: 1 } },
    ],
    [
      { _id: 'q1', min: 3, max: 5, avg: 4 },
      { _id: 'q2', min: 1, max: 1, avg: 1 },
    ],
  ],
  [
    '$group by two fields',
    [
      { $group: { _id: { quiz: '$quiz', who: '$person' }, n: { $sum: 1 } } },
      { $sort: { '_id.quiz': 1, '_id.who': 1 } },
      { $limit: 1 },
    ],
    [{ _id: { quiz: 'q1', who: 'anna' }, n: 1 }],
  ],
  [
    '$group with $push and $addToSet',
    [{ $sort: { _id: 1 } }, { $group: { _id: null, all: { $push: '$quiz' }, set: { $addToSet: '$quiz' } } }],
    [{ _id: null, all: ['q1', 'q1', 'q2', 'q2'], set: ['q1', 'q2'] }],
  ],
  [
    '$group with $first and $last',
    [
      { $sort: { _id: 1 } },
      { $group: { _id: null, first: { $first: '$person' }, last: { $last: '$person' } } },
    ],
    [{ _id: null, first: 'anna', last: 'cleo' }],
  ],
  [
    '$group with a condition',
    [{ $group: { _id: null, good: { $sum: { $cond: [{ $gte: ['$points', 3] }, 1, 0] } } } }],
    [{ _id: null, good: 2 }],
  ],
  [
    'comparisons across types, in which null is the least',
    [
      { $match: { _id: '4' } },
      { $project: { a: { $gt: ['$points', null] }, b: { $lt: ['$points', 0] }, c: { $eq: ['$tags', 'x'] } } },
    ],
    [{ _id: '4', a: false, b: true, c: false }],
  ],
  [
    '$addFields',
    [{ $match: { _id: '1' } }, { $addFields: { n: { $size: '$tags' } } }],
    [{ ...answers[0], n: 2 }],
  ],
  ['$replaceRoot', [{ $match: { _id: '1' } }, { $replaceRoot: { newRoot: { p: '$points' } } }], [{ p: 5 }]],
  [
    '$unwind that keeps what has nothing',
    [{ $unwind: { path: '$tags', preserveNullAndEmptyArrays: true } }, { $count: 'n' }],
    [{ n: 5 }],
  ],
  [
    '$unwind and $set of nested fields',
    [
      { $match: { _id: '1' } },
      { $set: { o: { l: '$tags' } } },
      { $unwind: '$o.l' },
      { $set: { 'o.t': '$o.l' } },
      { $project: { o: 1, _id: 0 } },
    ],
    [{ o: { l: 'x', t: 'x' } }, { o: { l: 'y', t: 'y' } }],
  ],
  [
    '$set beside what was unwound',
    [
      { $match: { _id: '1' } },
      { $set: { o: { a: 1 } } },
      { $unwind: '$tags' },
      { $set: { 'o.t': '$tags' } },
      { $project: { o: 1, _id: 0 } },
    ],
    [{ o: { a: 1, t: 'x' } }, { o: { a: 1, t: 'y' } }],
  ],
  [
    '$sortByCount',
    [{ $unwind: '$tags' }, { $sortByCount: '$tags' }, { $limit: 1 }],
    [{ _id: 'x', count: 2 }],
  ],
];

describe('a pipeline of', () => {
  const check = async (_: string, pipeline: Document[], expected: unknown[]) => {
    const things = await server.fill(...answers);
    expect(await things.aggregate(pipeline).toArray()).toEqual(expected);
  };
  it.each(both)('%s', check);
  server.unlessFerret.each(ferretLacks)('%s', check);

  it('groups ids, dates and missing values each as one', async () => {
    const [oid, at] = [new ObjectId(), new Date(5)];
    const things = await server.fill(
      ...[
        { _id: 'a', v: oid },
        { _id: 'b', v: new ObjectId(oid.id) },
        { _id: 'c', v: at },
        { _id: 'd', v: new Date(5) },
      ],
      ...[{ _id: 'e', v: null }, { _id: 'f' }],
    );
    const groups = await things.aggregate([{ $group: { _id: '$v', n: { $sum: 1 } } }]).toArray();
    expect(groups.map(({ n }) => n as number)).toEqual([2, 2, 2]);
    expect(groups.map(({ _id }) => _id as unknown)).toEqual(expect.arrayContaining([oid, at, null]));
  });

  it.each([
    ['a stage that is not known', [{ $shout: {} }], 40324],
    ['a stage of two operators', [{ $match: {}, $limit: 1 }], 40324],
    ['an expression that is not known', [{ $group: { _id: { $shout: 1 } } }], 168],
    ['a limit of 0', [{ $limit: 0 }], 15958],
  ])('refuses %s', async (_, pipeline, code) => {
    const things = await server.fill(...answers);
    const error = await refusal(things.aggregate(pipeline).toArray());
    expect(error).toHaveProperty('code');
    if (server.isEmbedded) expect(error).toMatchObject({ code });
  });
});
