import type { Request, Response } from 'express';
import type { Role } from '../people/index.ts';
import type { ActivityRef, CohortId, PlacementId, PlatformId } from '../shared/index.ts';

/** Who launched, as the platform tells it. Names are cleaned and cut, and still untrusted text. */
export interface LaunchPerson {
  readonly issuer: string;
  readonly subject: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly locale: string | null;
}

export interface LaunchPlatform {
  readonly id: PlatformId;
  readonly issuer: string;
  readonly name: string;
  /** Origins that may show the tool's pages in a frame, beside the tool's own. */
  readonly frameOrigins: readonly string[];
}

/** A launch after every check: who came, in which role, from which course, for what. */
export interface VerifiedLaunch {
  /** `review`: the platform asks to show what `reviewOf` handed in, from its gradebook. */
  readonly message: 'open' | 'review';
  readonly platform: LaunchPlatform;
  readonly person: LaunchPerson;
  readonly role: Role;
  readonly course: { readonly id: string; readonly cohortId: CohortId; readonly title: string };
  readonly placement: {
    readonly id: PlacementId;
    readonly title: string | null;
    readonly activity: ActivityRef;
  };
  /** Leads back into the course: http(s), on the platform's own origin. */
  readonly returnUrl: string | null;
  /** Whose work a review is about; a null subject asks for the whole activity. Null for a message of another kind. */
  readonly reviewOf: { readonly subject: string | null } | null;
}

/** Takes over after a verified launch: starts the session and sends the browser to the page. */
export type Welcome = (launch: VerifiedLaunch, req: Request, res: Response) => Promise<void>;

/** A platform asks a trainer to choose what a new link shall open. Verified; its settings are as the platform sent them. */
export interface PickRequest {
  readonly platform: LaunchPlatform;
  readonly deploymentId: string;
  readonly person: LaunchPerson;
  readonly role: Role;
  readonly courseTitle: string | null;
  /** The raw deep_linking_settings claim; null if the platform sent none. */
  readonly settings: Readonly<Record<string, unknown>> | null;
}

/** Answers a pick request with the picker's page. */
export type AnswerPick = (pick: PickRequest, req: Request, res: Response) => Promise<void>;
