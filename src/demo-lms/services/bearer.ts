import { jwtVerify } from 'jose';
import type { Demo } from '../deps.ts';
import { Refused } from '../refused.ts';

/** Which tool asks. As in Moodle, an unknown token and a missing scope are both 401. */
export async function clientOfBearer(
  demo: Demo,
  authorization: string | undefined,
  anyOf: readonly string[],
): Promise<string> {
  const [, token] = /^Bearer (\S+)$/i.exec(authorization ?? '') ?? [];
  if (!token) throw new Refused(401, 'unauthorized', 'There is no access token');
  const { sub, scope } = await readToken(demo, token);
  if (!anyOf.some((name) => scope.includes(name)))
    throw new Refused(401, 'unauthorized', 'The token lacks the scope');
  return sub;
}

async function readToken(demo: Demo, token: string): Promise<{ sub: string; scope: string[] }> {
  try {
    const { payload } = await jwtVerify<{ scope: string }>(token, demo.key.publicKey, {
      issuer: demo.addresses.issuer,
      audience: demo.addresses.base,
      requiredClaims: ['sub', 'scope'],
      currentDate: demo.clock(),
    });
    return { sub: payload.sub ?? '', scope: payload.scope.split(' ') };
  } catch {
    throw new Refused(401, 'unauthorized', 'The access token is not valid');
  }
}
