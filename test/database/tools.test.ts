import session from 'express-session';
import MongoStore from 'connect-mongo';
import { MongoClient, type Document } from 'mongodb';
import { Schema } from 'mongoose';
import { openServer, refusal } from './server.ts';

const server = await openServer();
afterAll(() => server.close());

describe('mongoose', () => {
  interface Course {
    _id: string;
    title: string;
    members: { name: string; points: number }[];
    createdAt?: Date;
  }
  const courseSchema = new Schema<Course>(
    {
      _id: String,
      title: { type: String, required: true },
      members: [{ _id: false, name: String, points: Number }],
    },
    { timestamps: true, optimisticConcurrency: true },
  );
  const courses = server.connection.model('Course', courseSchema);

  it('saves, changes and finds documents', async () => {
    await courses.create({ _id: 'c1', title: 'One', members: [{ name: 'Anna', points: 1 }] });
    const course = await courses.findById('c1').orFail();
    course.members.push({ name: 'Ben', points: 2 });
    await course.save();
    expect(await courses.findOne({ 'members.name': 'Ben' }).lean()).toMatchObject({
      title: 'One',
      members: [{}, { points: 2 }],
    });
    expect(course.createdAt).toBeInstanceOf(Date);
  });

  it('notices that somebody else has changed the document', async () => {
    await courses.create({ _id: 'c2', title: 'Two' });
    const [mine, theirs] = [await courses.findById('c2').orFail(), await courses.findById('c2').orFail()];
    theirs.title = 'Theirs';
    await theirs.save();
    mine.title = 'Mine';
    await expect(mine.save()).rejects.toThrow(/version|No matching document/);
  });

  it('upserts with timestamps', async () => {
    const update = { $set: { title: 'Three' } };
    const course = await courses
      .findByIdAndUpdate('c3', update, { upsert: true, returnDocument: 'after' })
      .orFail();
    expect(course).toMatchObject({ _id: 'c3', title: 'Three' });
    expect(course.createdAt).toBeInstanceOf(Date);
  });

  it('counts, streams and aggregates', async () => {
    await courses.insertMany(['s1', 's2', 's3'].map((_id) => ({ _id, title: 'Stream' })));
    expect(await courses.countDocuments({ title: 'Stream' })).toBe(3);
    expect(await courses.estimatedDocumentCount()).toBeGreaterThanOrEqual(3);
    expect(await courses.exists({ _id: 's2' })).toEqual({ _id: 's2' });
    const seen: string[] = [];
    for await (const { _id } of courses.find({ title: 'Stream' }).sort({ _id: -1 }).cursor({ batchSize: 1 }))
      seen.push(_id);
    expect(seen).toEqual(['s3', 's2', 's1']);
    expect(await courses.aggregate([{ $match: { title: 'Stream' } }, { $count: 'n' }])).toEqual([{ n: 3 }]);
  });

  it('sees a duplicate as MongoDB reports it', async () => {
    await courses.create({ _id: 'd1', title: 'Twice' });
    expect(await refusal(courses.create({ _id: 'd1', title: 'Twice' }))).toMatchObject({ code: 11000 });
  });
});

describe('connect-mongo', () => {
  it('keeps, touches and removes sessions', async () => {
    const store = MongoStore.create({
      client: server.connection.getClient(),
      dbName: server.db.databaseName,
      collectionName: 'sessions',
      autoRemove: 'disabled',
    });
    const data = { cookie: new session.Cookie(), person: 'anna' } as unknown as session.SessionData;
    await call((done) => store.set('s1', data, done));
    await call((done) => store.touch('s1', data, done));
    expect(await call((done) => store.get('s1', done))).toMatchObject({ person: 'anna' });
    expect(await call((done) => store.length(done))).toBe(1);
    await call((done) => store.destroy('s1', done));
    expect(await call((done) => store.get('s1', done))).toBeFalsy();
  });

  function call(work: (done: (error?: unknown, value?: unknown) => void) => unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      work((error, value) => (error instanceof Error ? reject(error) : resolve(value)));
    });
  }
});

describe('mongosh and Compass', () => {
  const questions: Document[] = [
    ...[
      { hello: 1 },
      { isMaster: 1 },
      { buildInfo: 1 },
      { ping: 1 },
      { connectionStatus: 1, showPrivileges: true },
    ],
    ...[
      { getParameter: 1, featureCompatibilityVersion: 1 },
      { hostInfo: 1 },
      { getCmdLineOpts: 1 },
      { dbStats: 1 },
    ],
    ...[{ whatsmyuri: 1 }, { getLog: 'startupWarnings' }, { listDatabases: 1, nameOnly: true }],
  ];
  server.unlessFerret.each(questions)('get an answer to %j', async (question) => {
    expect(await server.db.admin().command(question)).toMatchObject({ ok: 1 });
  });

  it('see databases, collections, counts and indexes', async () => {
    const things = await server.fill({ _id: 'a' }, { _id: 'b' });
    const names = (await server.db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name);
    expect(names).toContain(things.collectionName);
    expect(await server.db.listCollections({ name: things.collectionName }).toArray()).toMatchObject([
      { type: 'collection' },
    ]);
    const { databases } = await server.db.admin().listDatabases();
    expect(databases.map(({ name }) => name)).toContain(server.db.databaseName);
    expect(await server.db.command({ collStats: things.collectionName })).toMatchObject({ count: 2 });
  });

  server.onlyEmbedded('get a collection’s figures', async () => {
    const things = await server.fill({ _id: 'a' }, { _id: 'b' });
    const [stats] = await things.aggregate([{ $collStats: { storageStats: {} } }]).toArray();
    expect(stats).toMatchObject({ count: 2, storageStats: { count: 2, nindexes: 1 } });
  });

  server.unlessFerret('get a sample of a collection', async () => {
    const things = await server.fill({ _id: 'a' }, { _id: 'b' }, { _id: 'c' });
    expect(await things.aggregate([{ $sample: { size: 2 } }]).toArray()).toHaveLength(2);
  });

  it('connect without any options of ours', async () => {
    const client = await new MongoClient(server.url.replace(/\?.*/, '')).connect();
    const session = client.startSession();
    await client.db('elsewhere').collection('x').insertOne({ n: 1 }, { session });
    expect(await client.db('elsewhere').collection('x').countDocuments({}, { session })).toBe(1);
    await client.db('elsewhere').dropDatabase();
    await session.endSession();
    await client.close();
  });

  it('drop collections and databases', async () => {
    const things = await server.fill({ _id: 'a' });
    expect(await things.drop()).toBe(true);
    expect(await things.countDocuments()).toBe(0);
  });
});
