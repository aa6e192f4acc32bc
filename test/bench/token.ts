import { createPublicKey } from 'node:crypto';
import { compactVerify } from 'jose';
import { verifyWithLtijs } from '../../src/lti/ltijs/verify-with-ltijs.ts';
import { verifyToken } from '../../src/lti/launch/verify-token.ts';
import type { Platform } from '../../src/lti/platforms/platform.ts';
import { asId, systemClock } from '../../src/shared/index.ts';
import type { FakePlatform } from '../support/fake-platform.ts';
import { median } from './figures.ts';
import { signedToken } from './launch.ts';

const tokens = 200;
const rounds = 5;

export interface TokenCost {
  /** CPU, in ms. */
  readonly verified: number;
  /** The signature alone, with jose. */
  readonly signature: number;
}

/** What it takes to verify a token, with everything that the tool checks but the store's part. */
export async function measureToken(platform: FakePlatform): Promise<TokenCost> {
  const nonce = 'a-nonce';
  const site = { launchUrl: 'http://127.0.0.1:9/lti/launch' };
  const authorization = new URLSearchParams({ nonce });
  const token = (): Promise<string> =>
    signedToken(platform, site, { subject: 'one', role: 'Learner', authorization });
  const { key: signing } = platform;
  const publicKey = createPublicKey(signing.publicKey.export({ type: 'spki', format: 'pem' }));
  const known = knownPlatform(platform);
  const deps = {
    keys: { getKey: () => Promise.resolve(publicKey) },
    ltijs: verifyWithLtijs(Buffer.alloc(32, 1)),
    clock: systemClock,
  };
  const whole = (one: string): Promise<unknown> => verifyToken(deps, one, { platform: known, nonce });
  const bare = (one: string): Promise<unknown> => compactVerify(one, publicKey);
  const verified: number[] = [];
  const signature: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const signed = await Promise.all(Array.from({ length: tokens }, token));
    const costs = [await cpuPerToken(signed, whole), await cpuPerToken(signed, bare)] as const;
    if (round === 0) continue;
    verified.push(costs[0]);
    signature.push(costs[1]);
  }
  return { verified: median(verified), signature: median(signature) };
}

async function cpuPerToken(
  signed: readonly string[],
  work: (token: string) => Promise<unknown>,
): Promise<number> {
  const before = process.cpuUsage();
  for (const one of signed) await work(one);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / signed.length;
}

function knownPlatform({
  url,
  clientId,
  authorizationUrl,
  tokenUrl,
  jwksUrl,
  deploymentId,
}: FakePlatform): Platform {
  return {
    ...{ id: asId<'platform'>('platform'), issuer: url, clientId, name: 'Platform', family: null },
    ...{ authorizationUrl, tokenUrl, tokenAudience: tokenUrl, jwksUrl, deployments: [deploymentId] },
    ...{ switchedOffAt: null, createdAt: new Date() },
  };
}
