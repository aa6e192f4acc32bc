import { Schema, type Connection } from 'mongoose';
import type { CollectionIndexes } from '../../shared/index.ts';
import type { VerifiedLaunch } from '../launch.ts';

/** A launch that has been let in and waits for the window in which it goes on. */
interface HandoverDocument {
  _id: string;
  launch: VerifiedLaunch;
  expiresAt: Date;
}

const handoverSchema = new Schema<HandoverDocument>(
  { _id: String, launch: Schema.Types.Mixed, expiresAt: Date },
  { versionKey: false, collection: 'lti_handovers' },
);

export const handoverIndexes: readonly CollectionIndexes[] = [
  {
    collection: 'lti_handovers',
    indexes: [{ name: 'expiry', key: { expiresAt: 1 }, expireAfterSeconds: 0 }],
  },
];

export interface HandoverRecords {
  add(id: string, launch: VerifiedLaunch, expiresAt: Date): Promise<void>;
  /** Takes it for the one window that it is good for; null if it is unknown, taken or expired. */
  take(id: string, at: Date): Promise<VerifiedLaunch | null>;
}

export function handoverRecords(connection: Connection): HandoverRecords {
  const handovers = connection.model<HandoverDocument>('LtiHandover', handoverSchema);
  return {
    async add(id, launch, expiresAt) {
      await handovers.create([{ _id: id, launch, expiresAt }]);
    },
    async take(id, at) {
      const document = await handovers.findOneAndDelete({ _id: id, expiresAt: { $gt: at } }).lean();
      return document?.launch ?? null;
    },
  };
}
