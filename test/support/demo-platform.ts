import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { decodeJwt, type JWTPayload } from 'jose';
import type { Connection } from 'mongoose';
import { projectPaths } from '../../src/config/index.ts';
import { demoRecords, type DemoRecords } from '../../src/demo-lms/demo.records.ts';
import {
  createDemoLms,
  type DemoActivity,
  type DemoRegistration,
  type DemoRules,
  type ReceivedScore,
} from '../../src/demo-lms/index.ts';
import { seededPlacementId, seedTool } from '../../src/demo-lms/seed.ts';
import { silentLog, systemClock, type Clock } from '../../src/shared/index.ts';
import { loadTexts } from '../../src/web/texts.ts';
import type { PlainBrowser, Visit } from './browser.ts';
import { openTestDatabase } from './database.ts';
import { answerFaults, type AnswerFaults } from './demo-faults.ts';
import { keyRotation } from './key-rotation.ts';
import { readForm, type PageForm } from './page-form.ts';
import { tamper, type TokenFault } from './token-faults.ts';

const paths = projectPaths();

/** A demo LMS on a port of its own, with faults that tests switch on while it runs. */
export interface DemoPlatform {
  /** `http://localhost:<port>/demo`. */
  readonly url: string;
  readonly registration: DemoRegistration;
  /** How strict the gradebook is; all as Moodle at first. */
  readonly rules: DemoRules;
  readonly faults: AnswerFaults;
  readonly records: DemoRecords;
  /** Every score that reached the gradebook, refused ones too, in the order of arrival. */
  readonly scores: readonly ReceivedScore[];
  /** Every request, as `POST /token`; below the path of the protocol. */
  readonly requests: readonly string[];
  /** Tells the LMS where the tool is, if that was not known at the start. */
  useTool(toolUrl: URL | string): Promise<void>;
  /** Adds a link to a course; the answer is its id. */
  place(courseId: string, activity: DemoActivity): Promise<string>;
  /** The id of a link that was there from the start. */
  placement(courseId: string, activity: string): string;
  /** Adds trainees `trainee-1`, `trainee-2` … with subjects 1001, 1002 … */
  addTrainees(count: number, courseId: string): Promise<string[]>;
  leave(person: string, courseId: string): Promise<void>;
  /** Presses a link. */
  launchAs(person: string, placement: string, options?: LaunchOptions): Promise<Launch>;
  /** Signs with a new key from now on, and publishes that one only. */
  rotateKeys(): Promise<void>;
  /** What stands in the gradebook, erased grades too. */
  gradebook(courseId?: string): Promise<GradebookEntry[]>;
  /** Closes the port (connection refused) until resume. */
  stop(): Promise<void>;
  resume(): Promise<void>;
  close(): Promise<void>;
}

export interface LaunchOptions {
  /** `spring` unless given. */
  readonly course?: string;
  readonly target?: 'iframe' | 'window' | 'frame';
  /** Opens the picker instead of the link. */
  readonly pick?: boolean;
  /** Opens the review of this column, of this person if `of` is given. */
  readonly review?: { readonly lineItem: string; readonly of?: string };
  /** What is wrong with the id_token. */
  readonly fault?: TokenFault;
}

/** A launch step by step, as the forms that a browser would send. */
export interface Launch {
  readonly id: string;
  /** The form of the third-party-initiated login. */
  readonly login: PageForm;
  /** Takes the tool's authentication request to the LMS; the answer is the form for the tool. */
  authorize(authorizationUrl: string): Promise<PageForm & { readonly claims: JWTPayload }>;
}

export interface GradebookEntry {
  readonly person: string;
  readonly subject: string;
  readonly lineItemId: string;
  readonly column: string;
  readonly score: number | null;
  readonly maximum: number;
  readonly comment: string | null;
  readonly at: Date;
  readonly activityProgress: string;
  readonly gradingProgress: string;
}

export interface PlatformOptions {
  readonly toolUrl?: URL | string;
  readonly activities?: readonly DemoActivity[];
  /** A database of its own unless given. */
  readonly connection?: Connection;
  readonly clock?: Clock;
  readonly platformStorage?: boolean;
}

const sampleActivities: readonly DemoActivity[] = [
  { title: 'The whole curriculum', activity: 'curriculum', points: 100 },
  { title: 'Quiz', activity: 'quiz:sample', points: 10 },
  { title: 'Lesson', activity: 'lesson:sample', points: null },
];

/** Starts a demo LMS alone: on `localhost`, so that a tool on 127.0.0.1 is another site to a browser. */
export async function startDemoPlatform(options: PlatformOptions = {}): Promise<DemoPlatform> {
  const database = options.connection ? null : await openTestDatabase();
  const connection = options.connection ?? (database as { connection: Connection }).connection;
  const app = express();
  const listener = await listen(app);
  const url = `http://localhost:${listener.port}/demo`;
  const scores: ReceivedScore[] = [];
  const faults = answerFaults();
  const tokenFaults = new Map<string, TokenFault>();
  const rotation = keyRotation();
  const lms = await createDemoLms({
    connection,
    clock: options.clock ?? systemClock,
    log: silentLog,
    settings: {
      publicUrl: new URL(url),
      toolUrl: new URL(options.toolUrl ?? 'http://127.0.0.1:9'),
      viewsFolder: paths.views,
      platformStorage: options.platformStorage ?? false,
    },
    texts: loadTexts(paths.locales),
    activities: options.activities ?? sampleActivities,
    hooks: {
      intercept: faults.intercept,
      scoreReceived: (score) => void scores.push(score),
      idToken: async (draft) => rotation.sign(await tamper(draft, tokenFaults.get(draft.launchId))),
    },
  });
  app.use('/demo', lms.router);
  const records = demoRecords(connection);
  return {
    ...courseTools(records, options.clock ?? systemClock),
    url,
    registration: lms.registration,
    rules: lms.rules,
    faults,
    records,
    scores,
    requests: faults.requests,
    useTool: (toolUrl) => seedTool({ records }, new URL(toolUrl)),
    launchAs: (person, placement, how = {}) => launchAs({ url, tokenFaults }, person, placement, how),
    rotateKeys: async () => {
      const body = await rotation.rotate();
      faults.add({
        at: 'keys',
        answer: { status: 200, headers: { 'content-type': 'application/json' }, body },
      });
    },
    stop: () => listener.stop(),
    resume: () => listener.resume(),
    close: async () => {
      await listener.stop();
      await database?.close();
    },
  };
}

function courseTools(records: DemoRecords, clock: Clock) {
  return {
    placement: seededPlacementId,
    place: (courseId: string, activity: DemoActivity) => place(records, clock, courseId, activity),
    gradebook: (courseId?: string) => readGradebook(records, courseId),
    addTrainees: (count: number, courseId: string) => addTrainees(records, count, courseId),
    leave: async (person: string, courseId: string): Promise<void> => {
      await records.people.updateOne({ _id: person }, { $pull: { courseIds: courseId } });
    },
  };
}

interface Listener {
  readonly port: number;
  stop(): Promise<void>;
  resume(): Promise<void>;
}

async function listen(app: express.Express): Promise<Listener> {
  let server: Server | null = app.listen(0, 'localhost');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    stop: async () => {
      if (!server) return;
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      server = null;
      await closed;
    },
    resume: async () => {
      if (server) return;
      server = app.listen(port, 'localhost');
      await once(server, 'listening');
    },
  };
}

interface Launching {
  readonly url: string;
  readonly tokenFaults: Map<string, TokenFault>;
}

async function launchAs(
  { url, tokenFaults }: Launching,
  person: string,
  placement: string,
  options: LaunchOptions,
): Promise<Launch> {
  const { course = 'spring', target = 'frame', fault } = options;
  const query = new URLSearchParams({ target, ...launchQuery(placement, options) });
  const login = readForm(await fetchText(`${url}/as/${person}/courses/${course}/launch?${query.toString()}`));
  const hint = JSON.parse(login.fields['lti_message_hint'] ?? '{}') as { launchid: string };
  if (fault) tokenFaults.set(hint.launchid, fault);
  return {
    id: hint.launchid,
    login,
    authorize: async (authorizationUrl) => {
      const form = readForm(await fetchText(authorizationUrl));
      return { ...form, claims: readClaims(form.fields['id_token']) };
    },
  };
}

function launchQuery(placement: string, { pick, review }: LaunchOptions): Record<string, string> {
  if (pick) return { tool: 'demo-tool' };
  if (review) return { item: review.lineItem, ...(review.of === undefined ? {} : { of: review.of }) };
  return { placement };
}

async function fetchText(url: string): Promise<string> {
  const answer = await fetch(url);
  const text = await answer.text();
  if (!answer.ok)
    throw new Error(`The demo LMS answered ${answer.status}: ${/Reason: [^<]*/.exec(text)?.[0] ?? text}`);
  return text;
}

function readClaims(idToken: string | undefined): JWTPayload {
  try {
    return decodeJwt(idToken ?? '');
  } catch {
    return {};
  }
}

/**
 * Goes through a whole launch as a browser outside a frame would, login, the LMS's authorization, launch, and shows the
 * page that the tool opens. The browser is one on the tool's origin.
 */
export async function completeLaunch(browser: PlainBrowser, launch: Launch): Promise<Visit> {
  const started = await browser.post(launch.login.action, launch.login.fields);
  const location = started.response.headers['location'];
  if (!location) return started;
  const form = await launch.authorize(new URL(location, launch.login.action).href);
  return browser.post(form.action, form.fields);
}

async function place(
  records: DemoRecords,
  clock: Clock,
  courseId: string,
  { title, activity, points }: DemoActivity,
): Promise<string> {
  const _id = `${seededPlacementId(courseId, activity)}-${await records.placements.countDocuments({})}`;
  const common = { _id, clientId: 'demo-tool', courseId, createdAt: clock() };
  await records.placements.create({ ...common, title, url: null, custom: { activity } });
  if (points === null) return _id;
  const column = { placementId: _id, label: title, scoreMaximum: points, resourceId: activity, tag: null };
  await records.lineItems.create({ ...common, ...column, reviewUrl: null, reviewCustom: {} });
  return _id;
}

async function addTrainees(records: DemoRecords, count: number, courseId: string): Promise<string[]> {
  const already = await records.people.countDocuments({ _id: /^trainee-/ });
  const people = Array.from({ length: count }, (_, index) => {
    const number = already + index + 1;
    return {
      _id: `trainee-${number}`,
      subject: String(1000 + number),
      role: 'trainee' as const,
      givenName: 'Trainee',
      familyName: String(number),
      email: null,
      locale: 'en-GB',
      courseIds: [courseId],
    };
  });
  await records.people.insertMany(people);
  return people.map((person) => person._id);
}

async function readGradebook(records: DemoRecords, courseId?: string): Promise<GradebookEntry[]> {
  const grades = await records.grades
    .find(courseId ? { courseId } : {})
    .sort({ _id: 1 })
    .lean();
  const items = new Map((await records.lineItems.find({}).lean()).map((item) => [item._id, item]));
  const people = new Map(
    (await records.people.find({}).lean()).map((person) => [person.subject, person._id]),
  );
  return grades.map((grade) => ({
    person: people.get(grade.subject) ?? '',
    subject: grade.subject,
    lineItemId: grade.lineItemId,
    column: items.get(grade.lineItemId)?.label ?? '',
    score: grade.score,
    maximum: items.get(grade.lineItemId)?.scoreMaximum ?? 0,
    comment: grade.comment,
    at: new Date(grade.second * 1000),
    activityProgress: grade.activityProgress,
    gradingProgress: grade.gradingProgress,
  }));
}
