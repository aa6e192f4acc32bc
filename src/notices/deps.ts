import type { AssessmentDeps } from '../assessment/index.ts';
import type { CohortDirectory, Schedule } from '../cohorts/index.ts';
import type { Curriculum } from '../curriculum/index.ts';
import type { PeopleRecords } from '../people/index.ts';
import type { Clock, CohortId } from '../shared/index.ts';
import type { NoticeSettingsRecords } from './notice-settings.records.ts';
import type { TimedNoticeRecords } from './timed-notice.records.ts';

/** What every function of this room works with. */
export interface NoticeDeps {
  readonly records: { readonly settings: NoticeSettingsRecords; readonly timed: TimedNoticeRecords };
  readonly people: Pick<PeopleRecords, 'findEnrolmentById' | 'findPerson' | 'listEnrolments'>;
  readonly assessment: AssessmentDeps;
  readonly schedule: Schedule;
  readonly cohorts: Pick<CohortDirectory, 'getCohort'>;
  readonly listCohorts: () => Promise<readonly CohortId[]>;
  readonly curriculum: () => Curriculum;
  readonly clock: Clock;
  /** False: there is no mail server. What is pending is let go, so that nothing piles up. */
  readonly sendsMail: boolean;
}
