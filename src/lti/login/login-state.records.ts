import { Schema, type Connection } from 'mongoose';
import { asId, type CollectionIndexes, type PlatformId } from '../../shared/index.ts';

/** A login that has begun; the launch that ends it must bring its state, nonce and browser. */
export interface LoginState {
  readonly state: string;
  readonly nonce: string;
  readonly platformId: PlatformId;
  readonly targetLinkUri: string;
  /** Whether the platform offers to keep a secret in its own page (LTI platform storage). */
  readonly storageTarget: string | null;
  readonly expiresAt: Date;
}

interface LoginStateDocument extends Omit<LoginState, 'state' | 'platformId'> {
  _id: string;
  platformId: string;
  usedAt: Date | null;
}

const loginStateSchema = new Schema<LoginStateDocument>(
  {
    _id: String,
    nonce: String,
    platformId: String,
    targetLinkUri: String,
    storageTarget: String,
    expiresAt: Date,
    usedAt: Date,
  },
  { versionKey: false, collection: 'lti_login_states' },
);

export const loginStateIndexes: readonly CollectionIndexes[] = [
  {
    collection: 'lti_login_states',
    indexes: [{ name: 'expiry', key: { expiresAt: 1 }, expireAfterSeconds: 0 }],
  },
];

/** Each function is one store operation. */
export interface LoginStateRecords {
  add(state: LoginState): Promise<void>;
  /** Takes a living state for the one launch that it allows; null if it is unknown, used or expired. */
  use(state: string, at: Date): Promise<LoginState | null>;
  /** Reads a state without using it, also when it has been used. */
  find(state: string): Promise<(LoginState & { readonly isUsed: boolean }) | null>;
}

export function loginStateRecords(connection: Connection): LoginStateRecords {
  const states = connection.model<LoginStateDocument>('LtiLoginState', loginStateSchema);
  return {
    async add({ state, ...rest }) {
      await states.insertOne({ _id: state, ...rest, usedAt: null });
    },
    async use(state, at) {
      const document = await states
        .findOneAndUpdate({ _id: state, usedAt: null, expiresAt: { $gt: at } }, { $set: { usedAt: at } })
        .lean();
      return document && toLoginState(document);
    },
    async find(state) {
      const document = await states.findById(state).lean();
      return document && { ...toLoginState(document), isUsed: document.usedAt !== null };
    },
  };
}

function toLoginState(document: LoginStateDocument): LoginState {
  const { _id, nonce, platformId, targetLinkUri, storageTarget, expiresAt } = document;
  return { state: _id, nonce, platformId: asId(platformId), targetLinkUri, storageTarget, expiresAt };
}
