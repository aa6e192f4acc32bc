import { DatabaseIsNewer, listMigrations, migrate, type Migration } from '../../src/database/index.ts';
import { silentLog, systemClock } from '../../src/shared/index.ts';
import { openTestDatabase } from '../support/database.ts';
import { openServer, refusal } from './server.ts';

const server = await openServer();
afterAll(() => server.close());

const deps = { log: silentLog, clock: systemClock };

describe('migrations', () => {
  let database: Awaited<ReturnType<typeof openTestDatabase>>;
  let ran: number[];
  const step = (number: number, work = () => Promise.resolve()): Migration => ({
    ...{ number, name: `step ${number}` },
    async up() {
      ran.push(number);
      await work();
    },
  });
  beforeEach(async () => {
    ran = [];
    database = await openTestDatabase();
  });
  afterEach(() => database.close());

  it('run once, in the order of their numbers, and are recorded', async () => {
    await migrate(database.connection, [step(2), step(1)], deps);
    await migrate(database.connection, [step(1), step(2), step(3)], deps);
    expect(ran).toEqual([1, 2, 3]);
    const recorded = await database.connection.collection('migrations').find().sort({ _id: 1 }).toArray();
    expect(recorded).toEqual(
      [1, 2, 3].map((n) => ({ _id: n, name: `step ${n}`, at: expect.any(Date) as Date })),
    );
  });

  it('run once when two processes start at the same time', async () => {
    const slow = step(1, () => new Promise((done) => setTimeout(done, 400)));
    await Promise.all([1, 2, 3].map(() => migrate(database.connection, [slow, step(2)], deps)));
    expect(ran).toEqual([1, 2]);
  });

  it('are refused when the database is newer than the program', async () => {
    await migrate(database.connection, [step(1), step(2)], deps);
    await expect(migrate(database.connection, [step(1)], deps)).rejects.toThrow(DatabaseIsNewer);
  });

  it('that fail are not recorded, and run again at the next start', async () => {
    const failing = step(1, () => Promise.reject(new Error('disk full')));
    await expect(migrate(database.connection, [failing, step(2)], deps)).rejects.toThrow('disk full');
    await migrate(database.connection, [step(1), step(2)], deps);
    expect(ran).toEqual([1, 1, 2]);
  });

  it('are taken over from a process that died', async () => {
    const expiresAt = new Date(Date.now() + 500);
    await database.connection
      .collection('migration_leases')
      .insertOne({ _id: 'migrations' as never, owner: 'dead', expiresAt });
    await migrate(database.connection, [step(1)], deps);
    expect(ran).toEqual([1]);
    expect(Date.now()).toBeGreaterThanOrEqual(expiresAt.getTime());
  });
});

describe('the first migration', () => {
  it('makes the indexes that the rooms state', async () => {
    const indexes = [{ name: 'by_name', key: { name: 1 }, unique: true }] as const;
    await migrate(server.connection, listMigrations([{ collection: 'people', indexes }]), deps);
    const people = server.connection.collection<{ _id: string; name: string }>('people');
    await people.insertOne({ _id: 'a', name: 'Anna' });
    expect(await refusal(people.insertOne({ _id: 'b', name: 'Anna' }))).toMatchObject({ code: 11000 });
  });
});
