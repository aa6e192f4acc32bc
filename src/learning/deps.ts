import type { Curriculum } from '../curriculum/index.ts';
import type { Clock } from '../shared/index.ts';
import type { LearningRecords } from './learning.records.ts';

/** What every use case of this room works with. */
export interface LearningDeps {
  readonly records: LearningRecords;
  /** The curriculum as it stands now. */
  readonly curriculum: () => Curriculum;
  readonly clock: Clock;
  /** Signs save tokens; 32 bytes. */
  readonly saveTokenKey: Buffer;
}
