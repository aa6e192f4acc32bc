import type { Response } from 'express';
import type { Connection } from 'mongoose';
import type { Curriculum } from '../curriculum/index.ts';
import type { Clock, CohortId, Log, PlacementId } from '../shared/index.ts';
import type { Welcome } from './launch.ts';

/** A page to be shown in the tool's layout. `view` names a file under views/pages; scripts and headers are web's. */
export interface Page {
  readonly view: string;
  readonly model: object;
  readonly title: string;
  readonly status?: number;
  /** Origins that may frame the page; `anyone` only for pages without session or form. */
  readonly frameAncestors?: 'anyone' | readonly string[];
  /** Origins beside the tool's own that a form of the page may go to. */
  readonly formActions?: readonly string[];
  /** Names of scripts that the page loads. */
  readonly scripts?: readonly string[];
  /** `bare` leaves out the tool's bar. */
  readonly layout?: string;
}

export type RenderPage = (res: Response, page: Page) => void;

export interface LtiSettings {
  /** How browsers and platforms reach the tool. */
  readonly publicUrl: URL;
  readonly production: boolean;
  /** Whether a production tool may fetch from private addresses and over http: an LMS in the same network. */
  readonly allowPrivatePlatforms: boolean;
  /** 32 bytes; encrypts private keys and access tokens at rest. */
  readonly encryptionKey: Buffer;
  /** 32 bytes; binds a login to its browser. */
  readonly signingKey: Buffer;
}

export interface LtiDeps {
  readonly connection: Connection;
  readonly settings: LtiSettings;
  readonly clock: Clock;
  readonly log: Log;
  readonly page: RenderPage;
  readonly welcome: Welcome;
  readonly curriculum: () => Curriculum;
  /** Text in the reader's language; `key` with its namespace, such as `lti:login.title`. */
  readonly translate: (res: Response, key: string, values?: Record<string, string | number>) => string;
  /** The address of a placement's home, for the page that answers a launch sent twice. */
  readonly homeOf: (cohortId: CohortId, placementId: PlacementId) => string;
}
