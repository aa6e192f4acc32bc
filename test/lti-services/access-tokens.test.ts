import { createAccessTokens } from '../../src/lti/services/access-tokens.ts';
import { PlatformRefusal, ServicePlatformGone } from '../../src/lti/services/platform-errors.ts';
import { asId } from '../../src/shared/index.ts';
import { openFakePlatform, type FakePlatform } from './fake-platform.ts';
import { PLATFORM_ID, platformOf, serviceDeps } from './service-deps.ts';

let fake: FakePlatform;
let now = new Date('2026-11-22T10:00:00Z');
const clock = (): Date => now;

beforeEach(async () => (fake = await openFakePlatform()));
afterEach(() => fake.close());

describe('access tokens', () => {
  it('are asked for once when many want one at the same time', async () => {
    const { tokens } = serviceDeps(fake);
    const got = await Promise.all(Array.from({ length: 20 }, () => tokens.get(PLATFORM_ID, ['a', 'b'])));
    expect(new Set(got)).toEqual(new Set(['token-1']));
    expect(fake.seen).toHaveLength(1);
  });

  it('are kept for each platform and set of scopes, whatever their order', async () => {
    const { tokens } = serviceDeps(fake);
    expect(await tokens.get(PLATFORM_ID, ['a', 'b'])).toBe('token-1');
    expect(await tokens.get(PLATFORM_ID, ['b', 'a'])).toBe('token-1');
    expect(await tokens.get(PLATFORM_ID, ['a'])).toBe('token-2');
    expect(await tokens.get(asId('platform-2'), ['a'])).toBe('token-3');
  });

  it('are replaced a minute before they end', async () => {
    const { tokens } = serviceDeps(fake, { clock });
    await tokens.get(PLATFORM_ID, ['a']);
    now = new Date(now.getTime() + 3_539_000);
    expect(await tokens.get(PLATFORM_ID, ['a'])).toBe('token-1');
    now = new Date(now.getTime() + 2_000);
    expect(await tokens.get(PLATFORM_ID, ['a'])).toBe('token-2');
  });

  it('are not forgotten for a refusal of an older one', async () => {
    const { tokens } = serviceDeps(fake);
    const first = await tokens.get(PLATFORM_ID, ['a']);
    tokens.forget(PLATFORM_ID, ['a'], first);
    const second = await tokens.get(PLATFORM_ID, ['a']);
    tokens.forget(PLATFORM_ID, ['a'], first);
    expect(await tokens.get(PLATFORM_ID, ['a'])).toBe(second);
  });

  it('are asked for again after a failure', async () => {
    const { tokens } = serviceDeps(fake);
    fake.fault = () => ({ status: 500 });
    await expect(tokens.get(PLATFORM_ID, ['a'])).rejects.toThrow(PlatformRefusal);
    fake.fault = () => ({ status: 200, body: 'not JSON' });
    await expect(tokens.get(PLATFORM_ID, ['a'])).rejects.toThrow(PlatformRefusal);
    fake.fault = () => undefined;
    expect(await tokens.get(PLATFORM_ID, ['a'])).toBe('token-1');
  });

  it('are not asked for where the platform is gone or switched off', async () => {
    for (const platform of [null, { ...platformOf(fake), switchedOffAt: now }]) {
      const tokens = createAccessTokens({
        ...serviceDeps(fake),
        findPlatform: () => Promise.resolve(platform),
        sign: () => Promise.resolve('signed'),
      });
      await expect(tokens.get(PLATFORM_ID, ['a'])).rejects.toThrow(ServicePlatformGone);
    }
    expect(fake.seen).toHaveLength(0);
  });
});
