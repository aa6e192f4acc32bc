import type { Sender, Source } from '../../delivery/index.ts';
import type { PeopleRecords } from '../../people/index.ts';
import type { CohortId } from '../../shared/index.ts';
import { courseRecords } from '../courses/course.records.ts';
import { placementRecords } from '../courses/placement.records.ts';
import { keyRing } from '../keys/key-ring.ts';
import { signWithToolKey } from '../keys/sign-with-tool-key.ts';
import { toolKeyRecords } from '../keys/tool-key.records.ts';
import type { LtiDeps } from '../lti-deps.ts';
import { platformRecords } from '../platforms/platform.records.ts';
import { platformRegistry } from '../platforms/platform-registry.ts';
import { createAccessTokens, type AccessTokenDeps } from './access-tokens.ts';
import { createAskPlatform } from './ask-platform.ts';
import { keepRoster } from './keep-roster.ts';
import { madeColumnRecords } from './made-column.records.ts';
import { makeColumns } from './make-columns.ts';
import type { ServiceFailure } from './platform-errors.ts';
import { rosterRecords } from './roster.records.ts';
import { createRosters } from './rosters.ts';
import { createScoreSources, type ScoreSourceDeps } from './score-sources.ts';
import { createScoreSender } from './send-score.ts';

export interface LtiServicesDeps extends Pick<
  LtiDeps,
  'connection' | 'settings' | 'clock' | 'log' | 'curriculum'
> {
  readonly people: PeopleRecords;
  readonly results: ScoreSourceDeps['results'];
}

/** How it went with one course. `count`: people found, or columns made. */
export interface CourseOutcome {
  readonly course: string;
  readonly count: number;
  readonly failure: ServiceFailure['kind'] | null;
}

/** What the tool says to platforms by itself, outside of any launch. */
export interface LtiServices {
  /** For the outbox. */
  readonly senders: { readonly score: Sender };
  readonly sources: readonly Source[];
  /** Reads who is in a cohort's courses now. */
  refreshRoster(cohortId: CohortId): Promise<CourseOutcome[]>;
  /** Makes one column for every quiz and task in the gradebook of each of a cohort's courses. */
  makeColumns(cohortId: CohortId): Promise<CourseOutcome[]>;
  /** Call it after a launch by a trainer: the first one of a course reads its roster, in the background. */
  noteTrainer(courseId: string): void;
  /** Reads every roster that is due; what start() does again and again. */
  readDueRosters(): Promise<void>;
  /** Begins to read rosters every night. */
  start(): void;
  /** Waits for a roster that is being read. */
  stop(): Promise<void>;
}

/** Composes the services. Needs no route, so the outbox can be made from it before the HTTP side is. */
export function createLtiServices(deps: LtiServicesDeps): LtiServices {
  const { connection, settings, clock, log, curriculum, people } = deps;
  const registry = platformRegistry(platformRecords(connection), clock);
  const ring = keyRing({ keys: toolKeyRecords(connection), encryptionKey: settings.encryptionKey, clock });
  const findPlatform: AccessTokenDeps['findPlatform'] = (id) => registry.findById(id);
  const ask = createAskPlatform(settings);
  const tokens = createAccessTokens({
    findPlatform,
    sign: (claims) => signWithToolKey(ring, claims, { now: clock() }),
    ask,
    clock,
  });
  const shared = {
    ask,
    tokens,
    clock,
    log,
    curriculum,
    courses: courseRecords(connection),
    placements: placementRecords(connection),
    madeColumns: madeColumnRecords(connection),
  };
  const rosters = createRosters({
    ...shared,
    records: rosterRecords(connection),
    findPlatform,
    keepRoster: (roster) => keepRoster({ people, clock }, roster),
  });
  return {
    senders: { score: createScoreSender(shared) },
    sources: createScoreSources({ ...shared, people, results: deps.results }),
    async refreshRoster(cohortId) {
      const outcomes = await rosters.readNow(cohortId);
      return outcomes.map(({ courseTitle, members, failure }) => toOutcome(courseTitle, members, failure));
    },
    async makeColumns(cohortId) {
      const outcomes = await makeColumns(shared, { cohortId });
      return outcomes.map(({ courseTitle, made, failure }) => toOutcome(courseTitle, made, failure));
    },
    noteTrainer: (courseId) => void rosters.noteTrainer(courseId),
    readDueRosters: () => rosters.readDue(),
    start: () => rosters.start(),
    stop: () => rosters.stop(),
  };
}

function toOutcome(course: string, count: number, failure: ServiceFailure | null): CourseOutcome {
  return { course, count, failure: failure?.kind ?? null };
}
