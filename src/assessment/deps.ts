import type { Curriculum } from '../curriculum/index.ts';
import type { Clock } from '../shared/index.ts';
import type { AssessmentRecords } from './assessment.records.ts';

/** What every use case of this room works with. */
export interface AssessmentDeps {
  readonly records: AssessmentRecords;
  /** The curriculum as it stands now. */
  readonly curriculum: () => Curriculum;
  readonly clock: Clock;
  /** Signs the tokens with which pages store what is typed; 32 bytes. */
  readonly tokenKey: Buffer;
}
