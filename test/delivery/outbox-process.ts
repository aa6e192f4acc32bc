/**
 * A process that only runs an outbox, for tests that kill it: results and their pending entries stand in a collection,
 * scores go to a fake platform over HTTP. Arguments: the database's address, the platform's.
 */
import mongoose from 'mongoose';
import { createOutbox, outboxRecords, type Pending, type Source } from '../../src/delivery/index.ts';
import { scoreDelivery } from '../../src/lti/services/score.ts';
import { createScoreSender } from '../../src/lti/services/send-score.ts';
import { silentLog, systemClock } from '../../src/shared/index.ts';
import { PLATFORM_ID, serviceDeps } from '../lti-services/service-deps.ts';

export interface StoredResult {
  readonly _id: string;
  readonly points: number;
  readonly at: Date;
  readonly pending: readonly { readonly id: string; readonly at: Date }[];
}

interface PendingResult extends Pending {
  readonly person: string;
}

const [databaseUrl = '', platformUrl = ''] = process.argv.slice(2);
const connection = await mongoose
  .createConnection(databaseUrl, { autoIndex: false, autoCreate: false })
  .asPromise();
const results = connection.collection<StoredResult>('test_results');

const source: Source<PendingResult> = {
  name: 'results',
  async findPending(limit) {
    const found = await results
      .find({ 'pending.id': { $exists: true } })
      .limit(limit)
      .toArray();
    return found.flatMap(({ _id, pending }) => pending.map(({ id, at }) => ({ id, at, person: _id })));
  },
  async expand(pending) {
    const result = await results.findOne({ _id: pending.person });
    if (!result) return [];
    const lineItemUrl = `${platformUrl}/lineitems/1/lineitem?type_id=1`;
    const column = {
      platformId: PLATFORM_ID,
      courseId: 'course',
      lineItemUrl,
      activity: { kind: 'curriculum' },
    } as const;
    const person = { id: pending.person, cohortId: 'cohort', subject: pending.person };
    const { points, at } = result;
    const standing = { state: 'graded', points, maxPoints: 1000, at, comment: null } as const;
    return [scoreDelivery({ pending, column, person, result: standing }, 'Curriculum')];
  },
  async markRelayed({ person, id }) {
    await results.updateOne({ _id: person }, { $pull: { pending: { id } } });
  },
};

const outbox = createOutbox({
  records: outboxRecords(connection),
  clock: systemClock,
  log: silentLog,
  sources: [source],
  senders: { score: createScoreSender(serviceDeps({ url: platformUrl }, { timeOutMs: 2_000 })) },
  pollMs: 100,
});
outbox.start();
process.once('SIGTERM', () => {
  void outbox
    .stop()
    .then(() => connection.close())
    .then(() => process.exit(0));
});
process.send?.('started');
