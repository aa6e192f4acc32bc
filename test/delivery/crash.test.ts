import fc from 'fast-check';
import { outboxRecords, type OutboxRecords } from '../../src/delivery/index.ts';
import { openTestDatabase } from '../support/database.ts';
import { Life, World, type Weather } from './world.ts';

let database: Awaited<ReturnType<typeof openTestDatabase>>;
let records: OutboxRecords;

beforeAll(async () => {
  database = await openTestDatabase();
  records = outboxRecords(database.connection);
});
afterAll(() => database.close());

async function newWorld(): Promise<World> {
  await database.connection.collection('outbox').deleteMany({});
  return new World(records);
}

/** Runs a process until it has nothing to do or is killed. */
async function live(world: World, life: Life): Promise<void> {
  const outbox = world.start(life);
  try {
    await outbox.relayNow();
    await outbox.sendNow();
  } catch (error) {
    if (!life.wasKilled) throw error;
  }
}

function expectInOrder(world: World): void {
  for (const [person, taken] of world.taken) {
    const scores = taken.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => a - b));
    expect([person, scores.at(-1)]).toEqual([person, world.resultOf(person)]);
  }
}

describe('a process that is killed', () => {
  it.each(['before', 'after'] as const)(
    '%s any step loses nothing, and nothing older follows newer',
    async (when) => {
      for (let endsAt = 1; ; endsAt += 1) {
        const world = await newWorld();
        world.decide('anna', 1);
        world.decide('ben', 1);
        const life = new Life(endsAt, when);
        await live(world, life);
        if (!life.wasKilled) break;
        world.pass(300);
        world.decide('anna', 2);
        await live(world, new Life(endsAt, when));
        world.pass(61_000);
        await world.settle();
        expect([...world.taken.keys()].sort()).toEqual(['anna', 'ben']);
        expectInOrder(world);
        expect(endsAt).toBeLessThan(100);
      }
    },
  );

  it('leaves the final score of everybody, whatever happens in which order', async () => {
    const action = fc.oneof(
      fc.record({ kind: fc.constant('decide' as const), person: fc.constantFrom('anna', 'ben', 'cleo') }),
      fc.record({
        kind: fc.constant('live' as const),
        endsAt: fc.option(fc.integer({ min: 1, max: 25 }), { nil: Infinity }),
        when: fc.constantFrom('before' as const, 'after' as const),
      }),
      fc.record({ kind: fc.constant('pass' as const), ms: fc.constantFrom(1, 500, 5_000, 61_000, 600_000) }),
      fc.record({
        kind: fc.constant('weather' as const),
        weather: fc.constantFrom<Weather>('fine', 'lost', 'silent', 'busy', 'broken'),
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(action, { maxLength: 25 }), async (actions) => {
        const world = await newWorld();
        let score = 0;
        for (const one of actions) {
          if (one.kind === 'decide') world.decide(one.person, (score += 1));
          else if (one.kind === 'live') await live(world, new Life(one.endsAt, one.when));
          else if (one.kind === 'pass') world.pass(one.ms);
          else world.weather = one.weather;
        }
        world.weather = 'fine';
        world.pass(61_000);
        await world.settle();
        expectInOrder(world);
        const decided = actions.flatMap((one) => (one.kind === 'decide' ? [one.person] : []));
        expect([...world.taken.keys()].sort()).toEqual([...new Set(decided)].sort());
      }),
      { numRuns: 60 },
    );
  }, 120_000);

  it('shares the work with others that run at the same time', async () => {
    const world = await newWorld();
    for (let person = 0; person < 40; person += 1) world.decide(`person-${person}`, 1);
    await Promise.all([live(world, new Life()), live(world, new Life()), live(world, new Life(30))]);
    world.pass(61_000);
    await world.settle();
    expect(world.taken.size).toBe(40);
    for (const taken of world.taken.values()) expect(taken).toHaveLength(1);
  });
});
