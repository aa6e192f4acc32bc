import mongoose, { type Connection, type Model, type SchemaDefinition } from 'mongoose';
import type { CollectionIndexes } from '../shared/index.ts';
import type { DemoRole } from './world.ts';

export interface DemoPerson {
  _id: string;
  /** What tools know them by. */
  subject: string;
  role: DemoRole;
  givenName: string | null;
  familyName: string | null;
  email: string | null;
  locale: string;
  courseIds: string[];
}

/** A tool that the LMS knows. */
export interface DemoClient {
  _id: string;
  name: string;
  state: 'pending' | 'active';
  /** Course → deployment. */
  deployments: Record<string, string>;
  loginUrl: string;
  redirectUris: string[];
  launchUrl: string;
  deepLinkUrl: string | null;
  keysUrl: string;
  scopes: string[];
  custom: Record<string, string>;
}

export type LaunchMessage = 'open' | 'pick' | 'review';
export type LaunchTarget = 'iframe' | 'window' | 'frame';

/** One press of a link: it may be used once, as in Moodle. */
export interface DemoLaunch {
  _id: string;
  clientId: string;
  courseId: string;
  personId: string;
  message: LaunchMessage;
  target: LaunchTarget;
  placementId: string | null;
  lineItemId: string | null;
  /** Whose work a review is about. */
  ofPersonId: string | null;
  usedAt: Date | null;
  /** When a picker's selection came back. */
  answeredAt: Date | null;
  expiresAt: Date;
}

/** A link in a course. */
export interface DemoPlacement {
  _id: string;
  clientId: string;
  courseId: string;
  title: string;
  url: string | null;
  custom: Record<string, string>;
  createdAt: Date;
}

/** A column of the gradebook. */
export interface DemoLineItem {
  _id: string;
  clientId: string;
  courseId: string;
  placementId: string | null;
  label: string;
  scoreMaximum: number;
  resourceId: string | null;
  tag: string | null;
  reviewUrl: string | null;
  reviewCustom: Record<string, string>;
  createdAt: Date;
}

/** What a column holds for one person. `_id` is `<line item>/<subject>`. */
export interface DemoGrade {
  _id: string;
  lineItemId: string;
  courseId: string;
  subject: string;
  /** Of the event, in whole seconds since 1970. */
  second: number;
  /** On the column's scale; null once erased. */
  score: number | null;
  comment: string | null;
  activityProgress: string;
  gradingProgress: string;
  receivedAt: Date;
}

interface DemoKey {
  _id: string;
  privateJwk: Record<string, unknown>;
}

/** An id that must not be used again: of a client assertion, a registration or a deep-linking answer. */
interface DemoUsedId {
  _id: string;
  expiresAt: Date;
}

export interface DemoRecords {
  readonly keys: Model<DemoKey>;
  readonly usedIds: Model<DemoUsedId>;
  readonly people: Model<DemoPerson>;
  readonly clients: Model<DemoClient>;
  readonly launches: Model<DemoLaunch>;
  readonly placements: Model<DemoPlacement>;
  readonly lineItems: Model<DemoLineItem>;
  readonly grades: Model<DemoGrade>;
}

const string = { type: String, required: true } as const;
const stringOrNull = { type: String, default: null } as const;
const date = { type: Date, required: true } as const;
const dateOrNull = { type: Date, default: null } as const;
const map = { type: Object, default: {} } as const;

/** The collections of the demo LMS on one connection. */
export function demoRecords(connection: Connection): DemoRecords {
  const model = <T>(name: string, fields: SchemaDefinition): Model<T> =>
    (connection.models[name] as Model<T> | undefined) ??
    connection.model<T>(
      name,
      new mongoose.Schema<T>({ _id: string, ...fields } as never, {
        versionKey: false,
        minimize: false,
      }) as never,
      name,
    );
  return {
    keys: model<DemoKey>('demo_keys', { privateJwk: map }),
    usedIds: model<DemoUsedId>('demo_used_ids', { expiresAt: date }),
    people: model<DemoPerson>('demo_people', personFields),
    clients: model<DemoClient>('demo_clients', clientFields),
    launches: model<DemoLaunch>('demo_launches', launchFields),
    placements: model<DemoPlacement>('demo_placements', placementFields),
    lineItems: model<DemoLineItem>('demo_line_items', lineItemFields),
    grades: model<DemoGrade>('demo_grades', gradeFields),
  };
}

const personFields = {
  subject: string,
  role: string,
  givenName: stringOrNull,
  familyName: stringOrNull,
  email: stringOrNull,
  locale: string,
  courseIds: [String],
};

const clientFields = {
  name: string,
  state: string,
  deployments: map,
  loginUrl: string,
  redirectUris: [String],
  launchUrl: string,
  deepLinkUrl: stringOrNull,
  keysUrl: string,
  scopes: [String],
  custom: map,
};

const launchFields = {
  clientId: string,
  courseId: string,
  personId: string,
  message: string,
  target: string,
  placementId: stringOrNull,
  lineItemId: stringOrNull,
  ofPersonId: stringOrNull,
  usedAt: dateOrNull,
  answeredAt: dateOrNull,
  expiresAt: date,
};

const placementFields = {
  clientId: string,
  courseId: string,
  title: string,
  url: stringOrNull,
  custom: map,
  createdAt: date,
};

const lineItemFields = {
  clientId: string,
  courseId: string,
  placementId: stringOrNull,
  label: string,
  scoreMaximum: { type: Number, required: true },
  resourceId: stringOrNull,
  tag: stringOrNull,
  reviewUrl: stringOrNull,
  reviewCustom: map,
  createdAt: date,
};

const gradeFields = {
  lineItemId: string,
  courseId: string,
  subject: string,
  second: { type: Number, required: true },
  score: { type: Number, default: null },
  comment: stringOrNull,
  activityProgress: string,
  gradingProgress: string,
  receivedAt: date,
};

const byCourse = { name: 'course', key: { courseId: 1 } } as const;
const expiry = { name: 'expiry', key: { expiresAt: 1 }, expireAfterSeconds: 0 } as const;

export const demoIndexes: readonly CollectionIndexes[] = [
  { collection: 'demo_people', indexes: [{ name: 'subject', key: { subject: 1 }, unique: true }] },
  { collection: 'demo_placements', indexes: [byCourse] },
  { collection: 'demo_line_items', indexes: [byCourse] },
  { collection: 'demo_grades', indexes: [byCourse, { name: 'lineItem', key: { lineItemId: 1 } }] },
  { collection: 'demo_launches', indexes: [expiry] },
  { collection: 'demo_used_ids', indexes: [expiry] },
];

/** Whether a write failed because what it would add is there already. */
export function isDuplicate(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 11000;
}
