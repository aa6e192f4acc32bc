import { Schema, type Connection } from 'mongoose';
import type { EnrolmentId } from '../shared/index.ts';
import type { NoticeKind } from './model.ts';

interface SettingsDocument {
  _id: string;
  /** Kinds that this person does not want in this cohort. */
  off: NoticeKind[];
}

const schema = new Schema<SettingsDocument>(
  { _id: String, off: [String] },
  { versionKey: false, collection: 'notice_settings' },
);

/** Which mails somebody does not want. Each function is one store operation. */
export interface NoticeSettingsRecords {
  listOff(enrolmentId: EnrolmentId): Promise<readonly NoticeKind[]>;
  switchOff(enrolmentId: EnrolmentId, kinds: readonly NoticeKind[]): Promise<void>;
}

export function noticeSettingsRecords(connection: Connection): NoticeSettingsRecords {
  const settings = connection.model<SettingsDocument>('NoticeSettings', schema);
  return {
    listOff: async (enrolmentId) => (await settings.findById(enrolmentId).lean())?.off ?? [],
    async switchOff(enrolmentId, kinds) {
      await settings.updateOne({ _id: enrolmentId }, { $set: { off: [...kinds] } }, { upsert: true });
    },
  };
}
