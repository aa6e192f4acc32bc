import { Schema, type Connection, type Model, type QueryFilter } from 'mongoose';
import { newId, type CollectionIndexes, isDuplicateKey } from '../shared/index.ts';
import type { Answer, Delivery, DeliveryStatus } from './delivery.ts';

interface OutboxDocument {
  _id: string;
  kind: Delivery['kind'];
  destination: string;
  cohortId: string;
  enrolmentId: string;
  activity: string;
  label: string;
  payload: object;
  digest: string;
  definite: boolean;
  eventAt: Date;
  pendingId: string;
  /** Counts what was queued, so that a write can tell whether something newer came in between. */
  version: number;
  state: DeliveryStatus['state'];
  attempts: number;
  firstAttemptAt: Date | null;
  nextAttemptAt: Date;
  /** Who sends it now; empty if nobody does. */
  leaseId: string;
  leaseUntil: Date;
  lastStamp: { at: Date; version: number } | null;
  deliveredAt: Date | null;
  answer: Answer | null;
  /** Only of mails: nobody asks for an old one. */
  expiresAt?: Date;
}

/** An entry as the room's own rules see it. */
export type StoredEntry = Readonly<Omit<OutboxDocument, '_id'>> & { readonly key: string };

export interface Lease {
  readonly entry: StoredEntry;
  readonly leaseId: string;
}

/** How an entry stands after an attempt. */
export type Settlement = Readonly<
  Pick<OutboxDocument, 'state'> &
    Partial<
      Pick<
        OutboxDocument,
        'attempts' | 'firstAttemptAt' | 'nextAttemptAt' | 'deliveredAt' | 'answer' | 'lastStamp'
      >
    >
>;

/** Which entries to list; what is left out does not matter. */
export interface OutboxFilter {
  readonly cohortId?: string;
  readonly enrolmentId?: string;
  readonly activity?: string;
  readonly state?: DeliveryStatus['state'];
  readonly kind?: Delivery['kind'];
  readonly limit?: number;
}

const answerSchema = new Schema<Answer>({ status: Number, body: String, at: Date }, { _id: false });
const stampSchema = new Schema({ at: Date, version: Number }, { _id: false });

const outboxSchema = new Schema<OutboxDocument>(
  {
    _id: String,
    kind: String,
    destination: String,
    cohortId: String,
    enrolmentId: String,
    activity: String,
    label: String,
    payload: Schema.Types.Mixed,
    digest: String,
    definite: Boolean,
    eventAt: Date,
    pendingId: String,
    version: Number,
    state: String,
    attempts: Number,
    firstAttemptAt: Date,
    nextAttemptAt: Date,
    leaseId: String,
    leaseUntil: Date,
    lastStamp: stampSchema,
    deliveredAt: Date,
    answer: answerSchema,
    expiresAt: Date,
  },
  { versionKey: false, collection: 'outbox', minimize: false },
);

export const deliveryIndexes: readonly CollectionIndexes[] = [
  {
    collection: 'outbox',
    indexes: [
      { name: 'state_next', key: { state: 1, nextAttemptAt: 1 } },
      { name: 'cohort_enrolment', key: { cohortId: 1, enrolmentId: 1 } },
      { name: 'expiry', key: { expiresAt: 1 }, expireAfterSeconds: 0 },
    ],
  },
];

/** The stored form of the outbox. Each function is one store operation, and atomic. */
export interface OutboxRecords {
  find(key: string): Promise<StoredEntry | null>;
  /** False if there is an entry already. */
  insert(delivery: Delivery, digest: string, at: Date): Promise<boolean>;
  /** Puts a delivery in the place of that version; false if it is no longer that version. */
  replace(version: number, delivery: Delivery, replacement: { digest: string; at: Date }): Promise<boolean>;
  /** Leases the entry that has waited longest, if one is due to a destination that is not closed. */
  claim(now: Date, until: Date, closed: readonly string[]): Promise<Lease | null>;
  /** Writes down what the platform will be told, before it is; false if the lease or the version is gone. */
  stamp(lease: Lease, at: Date): Promise<boolean>;
  /** Ends the lease. If something newer was queued meanwhile, that stays as it is. */
  settle(lease: Lease, settlement: Settlement): Promise<void>;
  /** Queues the score that the entry holds once more; false if it is not among that cohort's. */
  requeue(key: string, cohortId: string | null, at: Date): Promise<boolean>;
  /** Scores, unless mails are asked for. */
  list(filter: OutboxFilter): Promise<DeliveryStatus[]>;
  /** Of scores. */
  countByState(): Promise<Record<DeliveryStatus['state'], number>>;
}

/** Long after the source has forgotten a mail's notice. */
const mailsKeptMs = 90 * 24 * 3_600_000;

const NOBODY = { leaseId: '', leaseUntil: new Date(0) };

export function outboxRecords(connection: Connection): OutboxRecords {
  const entries = connection.model<OutboxDocument>('OutboxEntry', outboxSchema);
  return { ...queueFunctions(entries), ...leaseFunctions(entries), ...listFunctions(entries) };
}

function queueFunctions(
  entries: Model<OutboxDocument>,
): Pick<OutboxRecords, 'find' | 'insert' | 'replace' | 'requeue'> {
  return {
    async find(key) {
      const document = await entries.findById(key).lean();
      return document && toEntry(document);
    },
    async insert(delivery, digest, at) {
      const { key, tentative, ...rest } = delivery;
      const first = { version: 1, definite: !tentative, lastStamp: null, deliveredAt: null, ...NOBODY };
      const expiry = rest.kind === 'mail' ? { expiresAt: new Date(at.getTime() + mailsKeptMs) } : {};
      try {
        await entries.create({ _id: key, ...rest, digest, ...first, ...expiry, ...dueAt(at) });
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
    async replace(version, delivery, { digest, at }) {
      const { key, tentative, ...rest } = delivery;
      const definite = tentative ? {} : { definite: true };
      const { matchedCount } = await entries.updateOne(
        { _id: key, version },
        { $set: { ...rest, ...definite, digest, ...dueAt(at) }, $inc: { version: 1 } },
      );
      return matchedCount === 1;
    },
    async requeue(key, cohortId, at) {
      const { matchedCount } = await entries.updateOne(
        { _id: key, kind: 'score', ...(cohortId === null ? {} : { cohortId }) },
        { $set: dueAt(at), $inc: { version: 1 } },
      );
      return matchedCount === 1;
    },
  };
}

function dueAt(
  at: Date,
): Pick<OutboxDocument, 'state' | 'attempts' | 'firstAttemptAt' | 'nextAttemptAt' | 'answer'> {
  return { state: 'waiting', attempts: 0, firstAttemptAt: null, nextAttemptAt: at, answer: null };
}

function leaseFunctions(entries: Model<OutboxDocument>): Pick<OutboxRecords, 'claim' | 'stamp' | 'settle'> {
  return {
    async claim(now, until, closed) {
      const leaseId = newId<'lease'>();
      const open = closed.length > 0 ? { destination: { $nin: [...closed] } } : {};
      const document = await entries.findOneAndUpdate(
        { state: 'waiting', nextAttemptAt: { $lte: now }, leaseUntil: { $lte: now }, ...open },
        { $set: { leaseId, leaseUntil: until } },
        { sort: { nextAttemptAt: 1 }, returnDocument: 'after', lean: true },
      );
      return document && { entry: toEntry(document), leaseId };
    },
    async stamp({ entry, leaseId }, at) {
      const { key, version } = entry;
      const { matchedCount } = await entries.updateOne(
        { _id: key, leaseId, version },
        { $set: { lastStamp: { at, version } } },
      );
      return matchedCount === 1;
    },
    async settle({ entry, leaseId }, settlement) {
      const { key, version } = entry;
      const { matchedCount } = await entries.updateOne(
        { _id: key, leaseId, version },
        { $set: { ...settlement, ...NOBODY } },
      );
      if (matchedCount === 1) return;
      const { deliveredAt } = settlement;
      await entries.updateOne(
        { _id: key, leaseId },
        { $set: deliveredAt ? { deliveredAt, ...NOBODY } : NOBODY },
      );
    },
  };
}

function listFunctions(entries: Model<OutboxDocument>): Pick<OutboxRecords, 'list' | 'countByState'> {
  return {
    async list({ limit, kind = 'score', ...fields }) {
      const filter: QueryFilter<OutboxDocument> = { kind, ...fields };
      const query = entries.find(filter).sort({ eventAt: -1 });
      const documents = await (limit === undefined ? query : query.limit(limit)).lean();
      return documents.map(toStatus);
    },
    async countByState() {
      const [waiting, delivered, parked] = await Promise.all(
        (['waiting', 'delivered', 'parked'] as const).map((state) =>
          entries.countDocuments({ kind: 'score', state }),
        ),
      );
      return { waiting: waiting ?? 0, delivered: delivered ?? 0, parked: parked ?? 0 };
    },
  };
}

function toEntry({ _id, ...rest }: OutboxDocument): StoredEntry {
  return { key: _id, ...rest };
}

function toStatus(document: OutboxDocument): DeliveryStatus {
  const { _id, cohortId, enrolmentId, activity, label, destination, state, eventAt, attempts } = document;
  const nextAttemptAt = state === 'waiting' ? document.nextAttemptAt : null;
  const { deliveredAt, answer } = document;
  return {
    key: _id,
    cohortId,
    enrolmentId,
    activity,
    label,
    destination,
    state,
    eventAt,
    attempts,
    nextAttemptAt,
    deliveredAt,
    answer,
  };
}
