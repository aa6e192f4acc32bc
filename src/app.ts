import { Router, type Express } from 'express';
import { allIndexes } from './app/all-indexes.ts';
import {
  assessmentRecords,
  finishLevelPoints,
  openFiles,
  prepareAssessment,
  releaseDue,
  settleReviews,
  sweepFiles,
  type AssessmentDeps,
  type FileDeps,
} from './assessment/index.ts';
import {
  cohortDatesRecords,
  cohortDirectory,
  cohortRecords,
  datesDirectory,
  type CohortDirectory,
  type DatesDirectory,
} from './cohorts/index.ts';
import { isLoopback, type Config, type ProjectPaths, type Secrets } from './config/index.ts';
import { requireCurriculum, type Curriculum } from './curriculum/index.ts';
import { listMigrations, migrate, type Database } from './database/index.ts';
import { createOutbox, outboxRecords, type Outbox } from './delivery/index.ts';
import type { DemoLms } from './demo-lms/index.ts';
import { demoAddress, openDemo, switchOffDemos } from './app/open-demo.ts';
import { createJobs, type Job } from './app/jobs.ts';
import { openMail, type MailParts } from './app/mail.ts';
import { createKeepColumns } from './app/keep-columns.ts';
import { resultsOf } from './app/results.ts';
import {
  endExpiredAttempts,
  finishChanges,
  learningRecords,
  prepareLearning,
  type LearningDeps,
} from './learning/index.ts';
import { createLti, createLtiServices, ltiAdministration, type LtiSettings } from './lti/index.ts';
import { logNoteRecords, type PrivateLogDeps } from './private-log/index.ts';
import { peopleRecords, type PeopleRecords } from './people/index.ts';
import type { Clock, Log } from './shared/index.ts';
import {
  contextOf,
  createHttpApp,
  createSession,
  createWelcome,
  loadTexts,
  paths as addresses,
  toolRoutes,
  type HttpApp,
  type Texts,
} from './web/index.ts';

export interface ToolDeps {
  readonly config: Config;
  readonly paths: ProjectPaths;
  readonly secrets: Secrets;
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
}

/** The whole tool, ready to be served. */
export interface Tool {
  readonly express: Express;
  /** Null where the demo LMS is off. */
  readonly demoUrl: string | null;
  /** Production found demo LMSs among the platforms and switched them off. */
  readonly demosSwitchedOff: number;
  /** An address with which an LMS registers; the same until it is used. */
  developmentInvite(): Promise<string>;
  /** Begins the work in the background. */
  start(): void;
  /** Ends it: leases are finished or given back. */
  stop(): Promise<void>;
}

const minute = 60_000;

/** Fits the rooms together. Tests start the tool the same way as main.ts. */
export async function createTool(deps: ToolDeps): Promise<Tool> {
  const { config, paths, database, clock, log } = deps;
  const content = await requireCurriculum(paths.curriculum);
  await migrate(database.connection, listMigrations(allIndexes), { clock, log });
  const texts = loadTexts(paths.locales);
  const administration = ltiAdministration({
    connection: database.connection,
    settings: ltiSettings(deps),
    clock,
  });
  const demo = config.demo ? await openDemo(deps, { texts, content, administration }) : null;
  const demosSwitchedOff = config.demo ? 0 : await switchOffDemos(administration);
  const rooms = createRooms(deps, { texts, content });
  await prepareLearning(rooms.learning);
  await prepareAssessment(rooms.assessment);
  const express = await createSite(deps, { ...rooms, texts, demo });
  return {
    express,
    demoUrl: demo && demoAddress(config).href,
    demosSwitchedOff,
    developmentInvite: async () => (await administration.getDevelopmentInvite()).url,
    ...createBackground(rooms, log),
  };
}

/** What stands behind the pages: records, use cases' collaborators, and what is said to platforms. */
function createRooms(
  deps: ToolDeps,
  { texts, content }: { readonly texts: Texts; readonly content: Curriculum },
): Rooms {
  const { secrets, database, clock, log } = deps;
  const { connection } = database;
  const curriculum = (): Curriculum => content;
  const people = peopleRecords(connection);
  const learning = { records: learningRecords(connection), curriculum, clock, saveTokenKey: secrets.signing };
  const assessment = {
    ...{ records: assessmentRecords(connection), curriculum, clock },
    tokenKey: secrets.signing,
  };
  const services = createLtiServices({
    ...{ connection, clock, log, curriculum, people },
    settings: ltiSettings(deps),
    results: resultsOf({ learning, assessment, curriculum }, { people, assessment, curriculum, texts }),
  });
  const cohortStore = cohortRecords(connection);
  const cohorts = cohortDirectory(cohortStore, clock);
  const schedule = datesDirectory(cohortDatesRecords(connection), clock);
  const mail = openMail(deps, {
    ...{ people, assessment, schedule, cohorts, cohortRecords: cohortStore, curriculum, texts },
  });
  return {
    files: openFiles(assessment, { ...deps.config.files, dataDir: deps.config.dataDir }, { connection, log }),
    ...{ people, learning, assessment, curriculum, services, clock },
    ...{ cohorts, schedule, mail },
    privateLog: { records: logNoteRecords(connection), clock, tokenKey: secrets.signing },
    outbox: createOutbox({
      ...{ records: outboxRecords(connection), clock, log },
      sources: [...services.sources, ...mail.sources],
      senders: { ...services.senders, ...mail.senders },
    }),
  };
}

interface Rooms {
  readonly people: PeopleRecords;
  readonly cohorts: CohortDirectory;
  readonly schedule: DatesDirectory;
  readonly learning: LearningDeps;
  readonly assessment: AssessmentDeps;
  readonly files: FileDeps;
  readonly privateLog: PrivateLogDeps;
  readonly curriculum: () => Curriculum;
  readonly services: ReturnType<typeof createLtiServices>;
  readonly outbox: Outbox;
  readonly mail: MailParts;
  readonly clock: Clock;
}

/** The HTTP side with every room's routes. */
async function createSite(
  deps: ToolDeps,
  { texts, demo, ...rooms }: Rooms & Pick<Surroundings, 'texts' | 'demo'>,
): Promise<Express> {
  const { database, clock, log } = deps;
  const { outbox, services, curriculum } = rooms;
  const http = createHttp(deps, { texts, demo, ready: () => isReady(database, outbox.ready()) });
  const keepColumns = createKeepColumns({ cohorts: rooms.cohorts, lms: services, log });
  const lti = createLti({
    connection: database.connection,
    settings: ltiSettings(deps),
    ...{ clock, log, curriculum },
    page: http.page,
    welcome: createWelcome({
      ...rooms,
      rememberBackLink: http.rememberBackLink,
      formToken: http.formToken,
      arrived: ({ role, course }) => {
        if (role !== 'trainer' && role !== 'organiser') return;
        services.noteTrainer(course.id);
        void keepColumns(course.cohortId);
      },
    }),
    translate: (res, key, values) => contextOf(res).t(key, values ?? {}),
    homeOf: (cohort, placement) => addresses.home.to({ cohort, placement }),
  });
  await lti.prepare();
  http.mount(toolRoutes({ ...rooms, mail: rooms.mail.pages, page: http.page, log, lms: services }));
  http.mount(lti.router);
  http.finish();
  return http.express;
}

/** What runs beside requests, and ends with them. */
function createBackground(rooms: Rooms, log: Log): Pick<Tool, 'start' | 'stop'> {
  const { outbox, services } = rooms;
  const jobs = createJobs(jobsOf(rooms), log);
  return {
    start() {
      outbox.start();
      services.start();
      jobs.start();
    },
    async stop() {
      await Promise.all([outbox.stop(), services.stop(), jobs.stop()]);
    },
  };
}

function jobsOf({ learning, assessment, files, mail, clock }: Rooms): Job[] {
  // A change in the making by another request is left to it.
  const aMinuteAgo = (): Date => new Date(clock().getTime() - minute);
  return [
    { name: 'end attempts whose time is up', every: 5_000, run: () => endExpiredAttempts(learning) },
    {
      name: 'finish grants and corrections that were cut short',
      every: minute,
      run: () => finishChanges(learning, aMinuteAgo()),
    },
    { name: 'release grades whose time has come', every: 10_000, run: () => releaseDue(assessment) },
    {
      name: 'finish changes of level points that were cut short',
      every: minute,
      run: () => finishLevelPoints(assessment),
    },
    {
      name: 'count reviews that were cut short',
      every: minute,
      run: () => settleReviews(assessment, aMinuteAgo()),
    },
    mail.job,
    { name: 'sweep files that nothing names', every: 6 * 60 * minute, run: () => sweepFiles(files) },
  ];
}

function ltiSettings({ config, secrets }: ToolDeps): LtiSettings {
  return {
    publicUrl: config.publicUrl,
    production: config.environment === 'production',
    allowPrivatePlatforms: config.allowPrivatePlatforms,
    encryptionKey: secrets.encryption,
    signingKey: secrets.signing,
  };
}

interface Surroundings {
  readonly texts: Texts;
  readonly demo: DemoLms | null;
  readonly ready: () => Promise<boolean>;
}

function createHttp({ config, paths, secrets, database, log }: ToolDeps, around: Surroundings): HttpApp {
  const { publicUrl } = config;
  const { connection } = database;
  return createHttpApp({
    settings: {
      publicUrl,
      secure: publicUrl.protocol === 'https:' || isLoopback(publicUrl.hostname),
      trustProxy: config.trustProxy,
      views: paths.views,
      assets: paths.assets,
      viewCache: config.viewCache,
      signingKey: secrets.signing,
    },
    texts: around.texts,
    session: createSession(connection.getClient(), connection.name, secrets.session),
    ready: around.ready,
    before: around.demo ? [Router().use(demoAddress(config).pathname, around.demo.router)] : [],
    log,
  });
}

async function isReady(database: Database, outboxIsWell: boolean): Promise<boolean> {
  try {
    await database.ping();
    return outboxIsWell;
  } catch {
    return false;
  }
}
