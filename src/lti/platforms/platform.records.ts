import { Schema, type Connection, type Model } from 'mongoose';
import { asId, newId, type CollectionIndexes, type PlatformId } from '../../shared/index.ts';
import type { Platform } from './platform.ts';

type PlatformDocument = Omit<Platform, 'id' | 'deployments'> & { _id: string; deployments: string[] };

const platformSchema = new Schema<PlatformDocument>(
  {
    _id: String,
    issuer: String,
    clientId: String,
    name: String,
    family: String,
    authorizationUrl: String,
    tokenUrl: String,
    tokenAudience: String,
    jwksUrl: String,
    deployments: [String],
    switchedOffAt: Date,
    createdAt: Date,
  },
  { versionKey: false, collection: 'lti_platforms' },
);

export const platformIndexes: readonly CollectionIndexes[] = [
  {
    collection: 'lti_platforms',
    indexes: [{ name: 'issuer_client', key: { issuer: 1, clientId: 1 }, unique: true }],
  },
];

/** What a registration says of a platform; the rest is the registry's own. */
export type PlatformFacts = Omit<Platform, 'id' | 'switchedOffAt' | 'createdAt'>;

export interface PlatformRecords {
  findById(id: PlatformId): Promise<Platform | null>;
  listByIssuer(issuer: string): Promise<Platform[]>;
  listAll(): Promise<Platform[]>;
  /** Makes the platform, or brings a known issuer and client id up to date; its old deployments stay. */
  register(facts: PlatformFacts, at: Date): Promise<Platform>;
  addDeployment(id: PlatformId, deploymentId: string): Promise<void>;
  /** Switches on (null) or off; returns whether the platform is known. */
  setSwitchedOff(id: PlatformId, at: Date | null): Promise<boolean>;
}

export function platformRecords(connection: Connection): PlatformRecords {
  const platforms = connection.model<PlatformDocument>('LtiPlatform', platformSchema);
  return {
    async findById(id) {
      const document = await platforms.findById(id).lean();
      return document && toPlatform(document);
    },
    listByIssuer: async (issuer) => (await platforms.find({ issuer }).lean()).map(toPlatform),
    listAll: async () => (await platforms.find().sort({ createdAt: 1 }).lean()).map(toPlatform),
    register: (facts, at) => register(platforms, facts, at),
    async addDeployment(id, deploymentId) {
      await platforms.updateOne({ _id: id }, { $addToSet: { deployments: deploymentId } });
    },
    async setSwitchedOff(id, at) {
      const { matchedCount } = await platforms.updateOne({ _id: id }, { $set: { switchedOffAt: at } });
      return matchedCount === 1;
    },
  };
}

async function register(
  platforms: Model<PlatformDocument>,
  { issuer, clientId, deployments, ...facts }: PlatformFacts,
  at: Date,
): Promise<Platform> {
  const document = await platforms
    .findOneAndUpdate(
      { issuer, clientId },
      {
        $set: facts,
        $addToSet: { deployments: { $each: [...deployments] } },
        $setOnInsert: { _id: newId(), createdAt: at, switchedOffAt: null },
      },
      { upsert: true, returnDocument: 'after', lean: true },
    )
    .orFail();
  return toPlatform(document);
}

function toPlatform({ _id, ...rest }: PlatformDocument): Platform {
  return { ...rest, id: asId(_id) };
}
