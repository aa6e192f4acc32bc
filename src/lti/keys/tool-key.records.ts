import { Schema, type Connection } from 'mongoose';
import type { CollectionIndexes } from '../../shared/index.ts';

/** One of the tool's key pairs as it is stored. Platforms see the public half from the day it is made. */
export interface StoredToolKey {
  readonly kid: string;
  /** The public key as JWK members, without `kid`, `alg` and `use`. */
  readonly publicKey: { readonly kty: string; readonly n: string; readonly e: string };
  /** The private key, PKCS #8 in PEM, sealed. */
  readonly sealedPrivateKey: string;
  readonly createdAt: Date;
  /** Signs from here on, unless a newer key does. */
  readonly signsFrom: Date;
  /** Leaves the key set then; null while no newer key has taken over. */
  readonly retiresAt: Date | null;
}

type ToolKeyDocument = Omit<StoredToolKey, 'kid'> & { _id: string };

const toolKeySchema = new Schema<ToolKeyDocument>(
  {
    _id: String,
    publicKey: { _id: false, type: { kty: String, n: String, e: String } },
    sealedPrivateKey: String,
    createdAt: Date,
    signsFrom: Date,
    retiresAt: Date,
  },
  { versionKey: false, collection: 'lti_keys' },
);

export const toolKeyIndexes: readonly CollectionIndexes[] = [{ collection: 'lti_keys', indexes: [] }];

export interface ToolKeyRecords {
  listKeys(): Promise<StoredToolKey[]>;
  addKey(key: StoredToolKey): Promise<void>;
  /** Lets every key but one retire, unless it retires earlier already. */
  retireOthers(kid: string, at: Date): Promise<void>;
}

export function toolKeyRecords(connection: Connection): ToolKeyRecords {
  const keys = connection.model<ToolKeyDocument>('LtiKey', toolKeySchema);
  return {
    async listKeys() {
      const documents = await keys.find().sort({ createdAt: 1 }).lean();
      return documents.map(({ _id, ...rest }) => ({ ...rest, kid: _id }));
    },
    async addKey({ kid, ...rest }) {
      await keys.create([{ _id: kid, ...rest }]);
    },
    async retireOthers(kid, at) {
      await keys.updateMany(
        { _id: { $ne: kid }, $or: [{ retiresAt: null }, { retiresAt: { $gt: at } }] },
        { $set: { retiresAt: at } },
      );
    },
  };
}
