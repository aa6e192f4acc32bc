import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import type { IdTokenDraft } from '../../src/demo-lms/index.ts';

/** Lets a platform sign with a new key, as if it had rotated its keys while the tool holds the old ones. */
export interface KeyRotation {
  /** Makes the new key; the answer is the key set to publish. */
  rotate(): Promise<string>;
  sign(draft: IdTokenDraft | string): Promise<IdTokenDraft | string>;
}

export function keyRotation(): KeyRotation {
  let current: { kid: string; privateKey: CryptoKey } | null = null;
  let count = 0;
  return {
    rotate: async () => {
      const { privateKey, publicKey } = await generateKeyPair('RS256');
      count += 1;
      current = { kid: `rotated-${count}`, privateKey };
      return JSON.stringify({
        keys: [{ ...(await exportJWK(publicKey)), kid: current.kid, alg: 'RS256', use: 'sig' }],
      });
    },
    sign: async (draft) => {
      if (!current || typeof draft === 'string') return draft;
      const { kid, privateKey } = current;
      return new SignJWT({ ...draft.claims }).setProtectedHeader({ ...draft.header, kid }).sign(privateKey);
    },
  };
}
