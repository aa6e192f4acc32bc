import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock, CohortId, Log, PlatformId } from '../../shared/index.ts';
import type { CourseRecords } from '../courses/course.records.ts';
import type { Platform } from '../platforms/platform.ts';
import type { ServiceDeps } from './ask-with-token.ts';
import { ServicePlatformGone, serviceFailureOf, type ServiceFailure } from './platform-errors.ts';
import { readRoster, type RosterMember } from './read-roster.ts';
import type { RosterRecords, RosterState } from './roster.records.ts';

const LOOK_EVERY_MS = 5 * 60_000;
const LEASE_MS = 10 * 60_000;
/** How long a stop waits for a roster; one that is broken off is read again once its lease has ended. */
const GRACE_MS = 5_000;
const AFTER_FAILURE_MS = 60 * 60_000;
const DAY_MS = 24 * 60 * 60_000;
const NIGHT_BEGINS_MS = 60 * 60_000;
const NIGHT_LASTS_MS = 3 * 60 * 60_000;

/** A course's complete list of members. */
export interface CourseRoster {
  readonly issuer: string;
  readonly courseId: string;
  readonly cohortId: CohortId;
  readonly members: readonly RosterMember[];
  /** Who was in the list when it was read before and is not any more, or is there as inactive. */
  readonly gone: readonly string[];
}

export interface RosterDeps extends ServiceDeps {
  readonly records: RosterRecords;
  readonly courses: Pick<CourseRecords, 'findCourse' | 'listCoursesOfCohort'>;
  readonly findPlatform: (id: PlatformId) => Promise<Platform | null>;
  /** Brings people and enrolments up to date. */
  readonly keepRoster: (roster: CourseRoster) => Promise<void>;
  readonly clock: Clock;
  readonly log: Log;
}

/** How it went with one course. */
export interface RosterOutcome {
  readonly courseTitle: string;
  readonly members: number;
  readonly failure: ServiceFailure | null;
}

/** Who is in a course, read from the LMS at the first launch by a trainer, on request, and every night. */
export interface Rosters {
  /** Call it after a trainer's launch; only the first one of a course reads. Never throws. */
  noteTrainer(courseId: string): Promise<void>;
  /** Reads the rosters of a cohort's courses at once. Returns how each stands then. */
  readNow(cohortId: CohortId): Promise<RosterOutcome[]>;
  /** Reads every roster that is due. */
  readDue(): Promise<void>;
  /** Looks for what is due every few minutes. */
  start(): void;
  /** Waits up to 5 s for a roster that is being read. */
  stop(): Promise<void>;
}

export function createRosters(deps: RosterDeps): Rosters {
  const { records, clock, log } = deps;
  let timer: NodeJS.Timeout | null = null;
  let reading: Promise<void> = Promise.resolve();
  let isStopped = false;
  const lease = (): [Date, Date] => [clock(), new Date(clock().getTime() + LEASE_MS)];

  const readDue = async (): Promise<void> => {
    for (;;) {
      const due = isStopped ? null : await records.claimDue(...lease());
      if (!due) return;
      await readClaimed(deps, due).catch((error: unknown) => {
        log.error({ err: error, course: due.courseId }, 'A roster could not be kept');
      });
    }
  };
  const inBackground = (work: () => Promise<unknown>): Promise<void> => {
    reading = reading.then(work).then(
      () => undefined,
      (error: unknown) => log.error({ err: error }, 'Rosters were not read'),
    );
    return reading;
  };
  return {
    readDue,
    async noteTrainer(courseId) {
      await inBackground(async () => {
        if (await records.begin(courseId, clock())) await readDue();
      });
    },
    readNow: (cohortId) => readCohort(deps, cohortId),
    start() {
      timer ??= setInterval(() => void inBackground(readDue), LOOK_EVERY_MS);
      timer.unref();
    },
    async stop() {
      isStopped = true;
      if (timer) clearInterval(timer);
      await Promise.race([reading, sleep(GRACE_MS, undefined, { ref: false })]);
    },
  };
}

async function readCohort(deps: RosterDeps, cohortId: CohortId): Promise<RosterOutcome[]> {
  const outcomes: RosterOutcome[] = [];
  for (const { id, title: courseTitle } of await deps.courses.listCoursesOfCohort(cohortId)) {
    const now = deps.clock();
    await deps.records.begin(id, now);
    const claimed = await deps.records.claim(id, now, new Date(now.getTime() + LEASE_MS));
    const state = claimed ? await readClaimed(deps, claimed) : await deps.records.find(id);
    outcomes.push({ courseTitle, members: state?.members ?? 0, failure: state?.failure ?? null });
  }
  return outcomes;
}

/** Reads one roster under its lease and writes down how it went. */
async function readClaimed(deps: RosterDeps, claimed: RosterState): Promise<RosterState> {
  const now = deps.clock();
  const { courseId } = claimed;
  try {
    const roster = await readCourse(deps, claimed);
    const dueAt = nextNight(courseId, now);
    const state = { courseId, readAt: now, ...roster, dueAt, failure: null };
    await deps.records.settle(state);
    return state;
  } catch (error) {
    const failure = serviceFailureOf(error);
    if (!failure) throw error;
    deps.log.warn({ course: courseId, err: error }, 'A roster was not read');
    const isLasting = failure.kind === 'no-service';
    const dueAt = isLasting ? nextNight(courseId, now) : new Date(now.getTime() + AFTER_FAILURE_MS);
    const state = { ...claimed, dueAt, failure: { ...failure, at: now } };
    await deps.records.settle(state);
    return state;
  }
}

/** An empty list is not believed: nobody is gone because of it. */
async function readCourse(
  deps: RosterDeps,
  { courseId, subjects: before }: RosterState,
): Promise<Pick<RosterState, 'members' | 'subjects'>> {
  const course = await deps.courses.findCourse(courseId);
  const platform = course && (await deps.findPlatform(course.platformId));
  if (!course?.membershipsUrl || !platform) throw new ServicePlatformGone();
  const { platformId, cohortId, membershipsUrl } = course;
  const members = await readRoster(deps, { platformId, membershipsUrl });
  const active = new Set(members.filter(({ status }) => status === 'active').map(({ subject }) => subject));
  const known = new Set([...before, ...members.map(({ subject }) => subject)]);
  const gone = active.size === 0 ? [] : [...known].filter((subject) => !active.has(subject));
  await deps.keepRoster({ issuer: platform.issuer, courseId, cohortId, members, gone });
  return { members: members.length, subjects: active.size === 0 ? before : [...active] };
}

/** Some time between one and four o'clock (UTC) of the next day, not the same for every course. */
export function nextNight(courseId: string, now: Date): Date {
  const midnight = Math.floor(now.getTime() / DAY_MS) * DAY_MS + DAY_MS;
  const spread = createHash('sha256').update(courseId).digest().readUInt32BE(0) % NIGHT_LASTS_MS;
  return new Date(midnight + NIGHT_BEGINS_MS + spread);
}
