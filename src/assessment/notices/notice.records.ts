import type { Connection } from 'mongoose';
import { asId } from '../../shared/index.ts';
import type { Submission, SubmissionId } from '../model.ts';
import { submissionModel } from '../submission.records.ts';

export type SubmissionWithNotices = Pick<Submission, 'id' | 'cohortId' | 'taskId' | 'authorIds' | 'notices'>;

/** What people are still to be told of. Each function is one store operation. */
export interface NoticeRecords {
  listPending(limit: number): Promise<SubmissionWithNotices[]>;
  removePending(id: SubmissionId, noticeId: string): Promise<void>;
}

const shown = { cohortId: 1, taskId: 1, authorIds: 1, notices: 1 } as const;

export function noticeRecords(connection: Connection): NoticeRecords {
  const submissions = submissionModel(connection);
  return {
    async listPending(limit) {
      const documents = await submissions
        .find({ 'notices.at': { $gt: new Date(0) } }, shown)
        .sort({ 'notices.at': 1 })
        .limit(limit)
        .lean<(Omit<SubmissionWithNotices, 'id'> & { readonly _id: string })[]>();
      return documents.map(({ _id, ...rest }) => ({ ...rest, id: asId(_id) }));
    },
    async removePending(id, noticeId) {
      await submissions.updateOne(
        { _id: id },
        { $pull: { notices: { id: noticeId } }, $inc: { revision: 1 } },
      );
    },
  };
}
