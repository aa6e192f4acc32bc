import type { RequestHandler } from 'express';
import type { CohortDirectory } from '../cohorts/index.ts';
import type { Curriculum } from '../curriculum/index.ts';
import type { LearningDeps } from '../learning/index.ts';
import type { Action, PeopleRecords } from '../people/index.ts';
import type { Clock, Log } from '../shared/index.ts';
import type { RenderPage } from './render.ts';

/** What the pages' handlers work with. */
export interface WebDeps {
  readonly page: RenderPage;
  readonly curriculum: () => Curriculum;
  readonly learning: LearningDeps;
  readonly people: PeopleRecords;
  readonly cohorts: CohortDirectory;
  readonly clock: Clock;
  readonly log: Log;
}

/** What the route files use to say, on one line, who may come and what happens. */
export interface RouteTools {
  /** Only who may do this in the cohort of the address. */
  readonly allow: (action: Action) => RequestHandler;
  /** Only forms of the tool's own pages in this session. Stands before `allow` on every POST. */
  readonly form: RequestHandler;
}
