import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { keyRing, type KeyRing } from '../../src/lti/keys/key-ring.ts';
import { rotateKeys } from '../../src/lti/keys/rotate-keys.ts';
import { seal, unseal } from '../../src/lti/keys/seal.ts';
import { signWithToolKey } from '../../src/lti/keys/sign-with-tool-key.ts';
import { toolKeyRecords } from '../../src/lti/keys/tool-key.records.ts';
import type { Database } from '../../src/database/index.ts';
import { openTestDatabase } from '../support/database.ts';

const hour = 3_600_000;

describe("the tool's keys", () => {
  let database: Database;
  let now = new Date();
  const deps = (): Parameters<typeof keyRing>[0] => ({
    keys: toolKeyRecords(database.connection),
    encryptionKey: Buffer.alloc(32, 7),
    clock: () => now,
  });
  const sign = (ring: KeyRing): Promise<string> => signWithToolKey(ring, { iss: 'tool' }, { now });
  const signedBy = async (ring: KeyRing): Promise<string | undefined> =>
    decodeProtectedHeader(await sign(ring)).kid;
  const shown = async (ring: KeyRing): Promise<string[]> => (await ring.keySet()).keys.map(({ kid }) => kid);
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());
  beforeEach(() => database.connection.collection('lti_keys').deleteMany({}));

  it('are made once, when the first is needed, and verify what they sign', async () => {
    const ring = keyRing(deps());
    const [token, { keys }] = await Promise.all([sign(ring), ring.keySet()]);
    expect(keys).toHaveLength(1);
    const { payload } = await jwtVerify(token, createLocalJWKSet({ keys: [...keys] }), { currentDate: now });
    expect(payload).toMatchObject({ iss: 'tool', exp: Math.floor(now.getTime() / 1000) + 60 });
    expect(await shown(keyRing(deps()))).toEqual(keys.map(({ kid }) => kid));
  });

  it('show no private part', async () => {
    const { keys } = await keyRing(deps()).keySet();
    expect(Object.keys(keys[0] ?? {}).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
  });

  it('overlap at a rotation: the new one is shown first, the old one stays for two days', async () => {
    const ring = keyRing(deps());
    const old = await signedBy(ring);
    const { kid } = await rotateKeys(deps(), { atOnce: false });
    now = new Date(now.getTime() + hour - 1);
    expect([await signedBy(ring), await shown(ring)]).toEqual([old, [old, kid]]);
    now = new Date(now.getTime() + hour);
    expect([await signedBy(ring), await shown(ring)]).toEqual([kid, [old, kid]]);
    now = new Date(now.getTime() + 48 * hour);
    expect(await shown(ring)).toEqual([kid]);
  });

  it('change at once after a leak', async () => {
    const ring = keyRing(deps());
    await signedBy(ring);
    const { kid } = await rotateKeys(deps(), { atOnce: true });
    ring.forget();
    expect([await signedBy(ring), await shown(ring)]).toEqual([kid, [kid]]);
  });

  it('are stored so that neither another key nor another name opens them', async () => {
    const sealed = seal(Buffer.alloc(32, 1), 'kid-1', 'text');
    expect(unseal(Buffer.alloc(32, 1), 'kid-1', sealed)).toBe('text');
    expect(() => unseal(Buffer.alloc(32, 2), 'kid-1', sealed)).toThrow();
    expect(() => unseal(Buffer.alloc(32, 1), 'kid-2', sealed)).toThrow();
    expect(seal(Buffer.alloc(32, 1), 'kid-1', 'text')).not.toBe(sealed);
    await keyRing(deps()).keySet();
    const stored = await database.connection.collection('lti_keys').find().toArray();
    expect(JSON.stringify(stored)).not.toMatch(/PRIVATE|"d":/);
  });
});
