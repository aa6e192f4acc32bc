import type { RequestHandler } from 'express';
import type { CohortDirectory, DatesDirectory } from '../cohorts/index.ts';
import type { Curriculum } from '../curriculum/index.ts';
import type { Outbox } from '../delivery/index.ts';
import type { AssessmentDeps, FileDeps } from '../assessment/index.ts';
import type { LearningDeps } from '../learning/index.ts';
import type { NoticeSettingsRecords } from '../notices/index.ts';
import type { PrivateLogDeps } from '../private-log/index.ts';
import type { Action, PeopleRecords } from '../people/index.ts';
import type { Clock, CohortId, Log } from '../shared/index.ts';
import type { RenderPage } from './render.ts';

/** What the pages' handlers work with. */
export interface WebDeps {
  readonly page: RenderPage;
  readonly curriculum: () => Curriculum;
  readonly learning: LearningDeps;
  readonly assessment: AssessmentDeps;
  /** The same, with where the bytes of files lie. */
  readonly files: FileDeps;
  /** Deadlines, with every extension. */
  readonly schedule: DatesDirectory;
  readonly privateLog: PrivateLogDeps;
  readonly people: PeopleRecords;
  readonly cohorts: CohortDirectory;
  /** What of the scores has reached the LMS. */
  readonly outbox: Pick<Outbox, 'list' | 'resend'>;
  readonly lms: LmsServices;
  readonly mail: MailPages;
  readonly clock: Clock;
  readonly log: Log;
}

/** Which mails somebody wants, and whether there are any. */
export interface MailPages {
  readonly settings: NoticeSettingsRecords;
  readonly sendsMail: boolean;
}

/** What a trainer may ask of the LMS behind a cohort's courses. */
export interface LmsServices {
  /** Reads who is in the courses now. */
  refreshRoster(cohortId: CohortId): Promise<readonly LmsOutcome[]>;
  /** Makes one column for every quiz and task in each course's gradebook. */
  makeColumns(cohortId: CohortId): Promise<readonly LmsOutcome[]>;
}

/** How it went with one course. `count`: people found, or columns made. */
export interface LmsOutcome {
  readonly course: string;
  readonly count: number;
  readonly failure: 'no-service' | 'platform-silent' | 'platform-refused' | null;
}

/** What the route files use to say, on one line, who may come and what happens. */
export interface RouteTools {
  /** Only who may do this in the cohort of the address. */
  readonly allow: (action: Action) => RequestHandler;
  /** Only forms of the tool's own pages in this session. Stands before `allow` on every POST. */
  readonly form: RequestHandler;
}
