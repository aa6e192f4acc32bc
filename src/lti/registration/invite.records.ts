import { Schema, type Connection } from 'mongoose';
import { asId, type CollectionIndexes, type PlatformId } from '../../shared/index.ts';

/** A one-time permission to register a platform. Its token is stored hashed to be found, and sealed to be shown again. */
export interface Invite {
  /** The token's hash. */
  readonly id: string;
  readonly sealedToken: string;
  /** What the administrator calls the platform; null for the one that a development start makes. */
  readonly label: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly usedAt: Date | null;
  /** What was registered with it. */
  readonly platformId: PlatformId | null;
}

interface InviteDocument extends Omit<Invite, 'id' | 'platformId'> {
  _id: string;
  platformId: string | null;
  /** Until then a registration is under way with it. */
  claimedUntil: Date | null;
}

const inviteSchema = new Schema<InviteDocument>(
  {
    _id: String,
    sealedToken: String,
    label: String,
    createdAt: Date,
    expiresAt: Date,
    usedAt: Date,
    platformId: String,
    claimedUntil: Date,
  },
  { versionKey: false, collection: 'lti_invites' },
);

export const inviteIndexes: readonly CollectionIndexes[] = [{ collection: 'lti_invites', indexes: [] }];

export interface InviteRecords {
  add(invite: Pick<Invite, 'id' | 'sealedToken' | 'label' | 'createdAt' | 'expiresAt'>): Promise<void>;
  listInvites(): Promise<Invite[]>;
  isLiving(id: string, at: Date): Promise<boolean>;
  /** Takes a living invite for one registration at a time; null if there is none, or another is under way. */
  claim(id: string, at: Date, until: Date): Promise<Pick<Invite, 'label'> | null>;
  /** Gives it back after a registration that failed. */
  release(id: string): Promise<void>;
  markUsed(id: string, at: Date, platformId: PlatformId): Promise<void>;
}

export function inviteRecords(connection: Connection): InviteRecords {
  const invites = connection.model<InviteDocument>('LtiInvite', inviteSchema);
  const living = (id: string, at: Date): object => ({
    _id: id,
    usedAt: null,
    $or: [{ expiresAt: null }, { expiresAt: { $gt: at } }],
  });
  return {
    async add({ id, ...rest }) {
      await invites.create([{ _id: id, ...rest, usedAt: null, platformId: null, claimedUntil: null }]);
    },
    async listInvites() {
      const documents = await invites.find().sort({ createdAt: 1 }).lean();
      return documents.map(({ _id, platformId, ...rest }) => ({
        ...rest,
        id: _id,
        platformId: platformId === null ? null : asId(platformId),
      }));
    },
    isLiving: async (id, at) => (await invites.findOne(living(id, at)).lean()) !== null,
    claim(id, at, until) {
      const isFree = { $or: [{ claimedUntil: null }, { claimedUntil: { $lte: at } }] };
      return invites
        .findOneAndUpdate({ $and: [living(id, at), isFree] }, { $set: { claimedUntil: until } })
        .lean();
    },
    async release(id) {
      await invites.updateOne({ _id: id, usedAt: null }, { $set: { claimedUntil: null } });
    },
    async markUsed(id, at, platformId) {
      await invites.updateOne({ _id: id }, { $set: { usedAt: at, platformId, claimedUntil: null } });
    },
  };
}
