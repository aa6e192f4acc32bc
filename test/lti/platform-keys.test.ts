import { exportJWK } from 'jose';
import { PlatformKeysUnreachable, TokenRefused } from '../../src/lti/errors.ts';
import { platformKeys } from '../../src/lti/platforms/platform-keys.ts';
import { makePlatformKey, type PlatformKey } from '../support/fake-platform.ts';

const url = 'https://lms.example/keys';
const minute = 60_000;

describe("a platform's keys", () => {
  let now = 0;
  let asked = 0;
  let served: PlatformKey[] = [];
  let isDown = false;
  const known = makePlatformKey('known');
  const create = (): ReturnType<typeof platformKeys> =>
    platformKeys(
      async () => {
        asked += 1;
        if (isDown) throw new Error('down');
        const keys = await Promise.all(
          served.map(async ({ kid, publicKey }) => ({ ...(await exportJWK(publicKey)), kid })),
        );
        return { status: 200, headers: {}, body: JSON.stringify({ keys }) };
      },
      () => new Date(now),
    );
  beforeEach(async () => {
    [now, asked, served, isDown] = [1_000_000, 0, [await known], false];
  });

  it('are fetched once for many launches at once', async () => {
    const keys = create();
    await Promise.all(Array.from({ length: 20 }, () => keys.getKey(url, 'known')));
    await keys.getKey(url, 'known');
    expect(asked).toBe(1);
  });

  it('are fetched again when a token names a new one', async () => {
    const keys = create();
    await keys.getKey(url, 'known');
    served = [...served, await makePlatformKey('new')];
    await keys.getKey(url, 'new');
    expect(asked).toBe(2);
  });

  it('are fetched at most five times a minute for keys that nobody has', async () => {
    const keys = create();
    await keys.getKey(url, 'known');
    for (let count = 0; count < 50; count += 1) {
      await expect(keys.getKey(url, `guess-${count}`)).rejects.toThrow(TokenRefused);
    }
    expect(asked).toBe(6);
    now += minute;
    await expect(keys.getKey(url, 'guess')).rejects.toThrow(TokenRefused);
    expect(asked).toBe(7);
  });

  it('are forgotten after the platform has taken them out', async () => {
    const keys = create();
    await keys.getKey(url, 'known');
    served = [await makePlatformKey('new')];
    now += 10 * minute;
    await expect(keys.getKey(url, 'known')).rejects.toThrow(TokenRefused);
  });

  it('go on to be used for an hour while the platform does not answer', async () => {
    const keys = create();
    await keys.getKey(url, 'known');
    isDown = true;
    now += 59 * minute;
    await keys.getKey(url, 'known');
    now += minute;
    await expect(keys.getKey(url, 'known')).rejects.toThrow(PlatformKeysUnreachable);
  });

  it('are not all of a set: what is no RSA key for signatures is left out', async () => {
    const { publicKey } = await known;
    const rsa = await exportJWK(publicKey);
    const set = [
      { ...rsa, kid: 'encrypts', use: 'enc' },
      { ...rsa, kid: 'other-algorithm', alg: 'RS512' },
      { kty: 'RSA', kid: 'broken', n: '!', e: 'AQAB' },
      { kty: 'oct', kid: 'secret', k: 'abc' },
      { ...rsa, kid: 'fine' },
    ];
    const keys = platformKeys(
      () => Promise.resolve({ status: 200, headers: {}, body: JSON.stringify({ keys: set }) }),
      () => new Date(now),
    );
    await keys.getKey(url, 'fine');
    for (const { kid } of set.slice(0, 4)) await expect(keys.getKey(url, kid)).rejects.toThrow(TokenRefused);
  });
});
