import type { Curriculum } from '../curriculum/index.ts';
import type { Clock } from '../shared/index.ts';

/** The room's stored facts; made by `learningRecords(connection)`. */
export interface LearningRecords {
  readonly todo?: never;
}

/** What every use case of this room works with. */
export interface LearningDeps {
  readonly records: LearningRecords;
  /** The curriculum as it stands now. */
  readonly curriculum: () => Curriculum;
  readonly clock: Clock;
  /** Signs save tokens; 32 bytes. */
  readonly saveTokenKey: Buffer;
}
