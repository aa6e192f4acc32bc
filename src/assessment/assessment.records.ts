import type { Connection } from 'mongoose';
import type { CollectionIndexes } from '../shared/index.ts';
import { exchangeRecords, type ExchangeRecords } from './exchange/exchange.records.ts';
import { bankIndexes, bankRecords, type BankRecords } from './grading/bank.records.ts';
import { heldRecords, type HeldRecords } from './grading/held.records.ts';
import { releasedRecords, type ReleasedRecords } from './settings/released.records.ts';
import { allocationRecords, type AllocationRecords } from './queue/allocation.records.ts';
import { queueRecords, type QueueRecords } from './queue/queue.records.ts';
import { moderationRecords, type ModerationRecords } from './moderation/moderation.records.ts';
import {
  taskSettingsIndexes,
  taskSettingsRecords,
  type TaskSettingsRecords,
} from './settings/task-settings.records.ts';
import { fileIndexes, fileRecords, type FileRecords } from './files/file.records.ts';
import {
  peerReviewIndexes,
  peerReviewRecords,
  type PeerReviewRecords,
} from './peer-review/peer-review.records.ts';
import { peerWorkIndexes, peerWorkRecords, type PeerWorkRecords } from './peer-review/peer-work.records.ts';
import { standingRecords, type StandingRecords } from './standing/standing.records.ts';
import { draftIndexes, draftRecords, type DraftRecords } from './drafts/draft.records.ts';
import { submissionIndexes, submissionRecords, type SubmissionRecords } from './submission.records.ts';
import { taskVersionRecords, type TaskVersionRecords } from './task-version.records.ts';
import { versionIndexes, versionRecords, type VersionRecords } from './version.records.ts';
import { noticeRecords, type NoticeRecords } from './notices/notice.records.ts';
import { visitRecords, type VisitRecords } from './visits/visit.records.ts';

/** Everything that this room stores. */
export interface AssessmentRecords {
  readonly submissions: SubmissionRecords;
  readonly drafts: DraftRecords;
  readonly versions: VersionRecords;
  readonly files: FileRecords;
  readonly standings: StandingRecords;
  readonly tasks: TaskVersionRecords;
  readonly visits: VisitRecords;
  readonly moderation: ModerationRecords;
  readonly exchange: ExchangeRecords;
  readonly settings: TaskSettingsRecords;
  readonly queue: QueueRecords;
  readonly allocations: AllocationRecords;
  readonly peerReviews: PeerReviewRecords;
  readonly peerWorks: PeerWorkRecords;
  readonly held: HeldRecords;
  readonly released: ReleasedRecords;
  readonly bank: BankRecords;
  readonly notices: NoticeRecords;
}

export function assessmentRecords(connection: Connection): AssessmentRecords {
  return {
    submissions: submissionRecords(connection),
    drafts: draftRecords(connection),
    versions: versionRecords(connection),
    files: fileRecords(connection),
    standings: standingRecords(connection),
    tasks: taskVersionRecords(connection),
    visits: visitRecords(connection),
    moderation: moderationRecords(connection),
    exchange: exchangeRecords(connection),
    settings: taskSettingsRecords(connection),
    queue: queueRecords(connection),
    allocations: allocationRecords(connection),
    peerReviews: peerReviewRecords(connection),
    peerWorks: peerWorkRecords(connection),
    held: heldRecords(connection),
    released: releasedRecords(connection),
    bank: bankRecords(connection),
    notices: noticeRecords(connection),
  };
}

export const assessmentIndexes: readonly CollectionIndexes[] = [
  ...submissionIndexes,
  ...draftIndexes,
  ...versionIndexes,
  ...taskSettingsIndexes,
  ...bankIndexes,
  ...fileIndexes,
  ...peerReviewIndexes,
  ...peerWorkIndexes,
];
