import type { Database } from '../../src/database/index.ts';
import { openTestDatabase } from '../support/database.ts';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

describe('a document', () => {
  it('is found again after it was inserted', async () => {
    const things = database.connection.collection('things');
    await things.insertOne({ _id: 'a' as never, name: 'Anna', at: new Date(5) });
    expect(await things.findOne({ name: 'Anna' })).toEqual({ _id: 'a', name: 'Anna', at: new Date(5) });
  });
});
