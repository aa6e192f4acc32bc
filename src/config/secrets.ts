import { hkdfSync, randomBytes } from 'node:crypto';
import { chmod, link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** Keys of 32 bytes, each for one purpose, all derived from one secret (HKDF-SHA-256, RFC 5869). */
export interface Secrets {
  /** Encrypts private keys and access tokens in the database. */
  readonly encryption: Buffer;
  /** Signs session cookies. */
  readonly session: Buffer;
  /** Signs save tokens and forms that need no session. */
  readonly signing: Buffer;
}

const secretFile = z.object({ secret: z.string().min(32) });

/**
 * Derives the secrets from SECRET_KEY, or else from DATA_DIR/secret.json, which the first start makes (mode 600). The
 * file appears whole or not at all, so that two first starts at once agree on one.
 */
export async function loadSecrets(dataDir: string, secretKey: string | null): Promise<Secrets> {
  const secret = secretKey ?? (await readOrMakeSecret(dataDir));
  const derive = (purpose: string): Buffer =>
    Buffer.from(hkdfSync('sha256', secret, 'lcf-curriculum', purpose, 32));
  return { encryption: derive('encryption'), session: derive('session'), signing: derive('signing') };
}

async function readOrMakeSecret(dataDir: string): Promise<string> {
  const path = join(dataDir, 'secret.json');
  const found = await readSecret(path);
  if (found !== null) return found;
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const draft = join(dataDir, `secret.${process.pid}.${randomBytes(4).toString('hex')}`);
  const secret = randomBytes(48).toString('base64url');
  await writeFile(draft, `${JSON.stringify({ secret })}\n`, { mode: 0o600, flush: true });
  await chmod(draft, 0o600);
  try {
    await link(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await unlink(draft);
  }
  return (await readSecret(path)) ?? secret;
}

async function readSecret(path: string): Promise<string | null> {
  try {
    return secretFile.parse(JSON.parse(await readFile(path, 'utf8'))).secret;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new Error(`The secret in ${path} cannot be read: ${(error as Error).message}`, { cause: error });
  }
}
