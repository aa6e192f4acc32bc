import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import { newId } from '../../shared/index.ts';
import { seal } from './seal.ts';
import type { StoredToolKey } from './tool-key.records.ts';

const generate = promisify(generateKeyPair);

/**
 * Makes an RSA-2048 key pair in libuv's thread pool: it takes a tenth of a second or more, in which the event loop
 * must go on.
 */
export async function makeToolKey(
  encryptionKey: Buffer,
  times: Pick<StoredToolKey, 'createdAt' | 'signsFrom'>,
): Promise<StoredToolKey> {
  const { publicKey, privateKey } = await generate('rsa', { modulusLength: 2048 });
  const kid = newId();
  const { n = '', e = '' } = publicKey.export({ format: 'jwk' });
  return {
    ...times,
    kid,
    publicKey: { kty: 'RSA', n, e },
    sealedPrivateKey: seal(
      encryptionKey,
      kid,
      privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    ),
    retiresAt: null,
  };
}
