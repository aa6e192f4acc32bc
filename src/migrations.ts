import type { Connection } from 'mongoose';
import { deliveryIndexes } from './delivery/index.ts';
import { demoIndexes } from './demo-lms/index.ts';
import { learningIndexes } from './learning/index.ts';
import { ltiIndexes } from './lti/index.ts';
import { peopleIndexes } from './people/index.ts';
import type { Clock, Log } from './shared/index.ts';
import { sessionIndexes } from './web/index.ts';

export async function bringUpToDate(
  connection: Connection,
  { log }: { clock: Clock; log: Log },
): Promise<void> {
  const all = [
    ...peopleIndexes,
    ...learningIndexes,
    ...deliveryIndexes,
    ...ltiIndexes,
    ...sessionIndexes,
    ...demoIndexes,
  ];
  for (const { collection, indexes } of all) {
    await connection
      .collection(collection)
      .createIndexes(indexes.map((index) => ({ ...index, key: { ...index.key } })));
  }
  log.info({}, 'indexes');
}
