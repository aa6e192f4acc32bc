import type { RequestHandler } from 'express';
import type { Connection } from 'mongoose';
import type { Clock, Log } from '../shared/index.ts';
import type { Addresses } from './addresses.ts';
import type { DemoRecords } from './demo.records.ts';
import type { IdTokenDraft } from './launch/id-token.ts';
import type { PlatformKey } from './keys.ts';
import type { DemoRenderer } from './pages/renderer.ts';

/** What a seeded course links to. `activity` goes to the tool as the custom parameter of that name. */
export interface DemoActivity {
  readonly title: string;
  readonly activity: string;
  /** Of its column in the gradebook; null has no column. */
  readonly points: number | null;
}

/** The interface's text by language; keys are `demo:…`. */
export interface DemoTexts {
  inLanguage(language: 'en' | 'de'): (key: string, values: Record<string, unknown>) => string;
}

/** Where the gradebook is as strict as Moodle 4.5. Each may be switched off while the LMS runs. */
export interface DemoRules {
  /** 409 for a score that is not a whole second newer than the one that is kept. */
  refuseOlderScores: boolean;
  /** A score that is not FullyGraded, or that has no scoreGiven, erases the grade. */
  eraseUnlessFullyGraded: boolean;
  /** 200 with `[]` for what cannot be read as a score, instead of 400. */
  answerBadScoresWithEmptyList: boolean;
  /** 400 for any other media type than the one of the specification. */
  exactMediaTypes: boolean;
  /** Paging of columns with `&amp;` and curly quotes, and no paging of results (404). */
  breakPaging: boolean;
  /** 400 for a score of somebody who is not a student of the course. */
  studentsOnly: boolean;
}

/** A score as it came in, whatever became of it. */
export interface ReceivedScore {
  readonly lineItemId: string;
  readonly status: number;
  readonly receivedAt: Date;
  /** The JSON that was sent; null where it could not be read. */
  readonly score: Readonly<Record<string, unknown>> | null;
  readonly body: string;
}

/** What tests put between the LMS and the world. The running demo has none. */
export interface DemoHooks {
  /** Sees every request first, and may answer it, late or wrongly. */
  readonly intercept?: RequestHandler;
  /** Sees every id_token before it is signed; a string is sent in its place. */
  readonly idToken?: (draft: IdTokenDraft) => IdTokenDraft | string | Promise<IdTokenDraft | string>;
  readonly scoreReceived?: (received: ReceivedScore) => void;
}

export interface DemoSettings {
  /** Where browsers and the tool reach the demo, with its path. */
  readonly publicUrl: URL;
  /** The tool that the two courses use. */
  readonly toolUrl: URL;
  /** The project's `views`. */
  readonly viewsFolder: string;
  /** Offer LTI platform storage (postMessage) to tools in a frame; Moodle has none. */
  readonly platformStorage?: boolean;
}

/** What the demo LMS needs from outside. */
export interface DemoDeps {
  readonly connection: Connection;
  readonly clock: Clock;
  readonly log: Log;
  readonly settings: DemoSettings;
  readonly texts: DemoTexts;
  /** What both courses link to from the start. */
  readonly activities: readonly DemoActivity[];
  readonly hooks?: DemoHooks;
}

/** What every part of the demo works with. */
export interface Demo {
  readonly records: DemoRecords;
  readonly clock: Clock;
  readonly log: Log;
  readonly settings: DemoSettings;
  readonly addresses: Addresses;
  readonly key: PlatformKey;
  readonly rules: DemoRules;
  readonly hooks: DemoHooks;
  readonly texts: DemoTexts;
  readonly renderer: DemoRenderer;
}
