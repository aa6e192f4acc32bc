/**
 * LTI 1.3 Advantage: everything that is said between the tool and a platform (an LMS), and the only place that knows
 * the specification's words. Login, launch, registration, keys, deep linking, scores and roster stand here; who a
 * person is and what they may do afterwards does not.
 */
import type { CollectionIndexes } from '../shared/index.ts';
import { courseIndexes } from './courses/course.records.ts';
import { placementIndexes } from './courses/placement.records.ts';
import { toolKeyIndexes } from './keys/tool-key.records.ts';
import { handoverIndexes } from './launch/handover.records.ts';
import { loginStateIndexes } from './login/login-state.records.ts';
import { deploymentRequestIndexes } from './platforms/deployment-request.records.ts';
import { platformIndexes } from './platforms/platform.records.ts';
import { inviteIndexes } from './registration/invite.records.ts';
import { madeColumnIndexes } from './services/made-column.records.ts';
import { rosterIndexes } from './services/roster.records.ts';

export { createLti, type Lti } from './create-lti.ts';
export type { VerifiedLaunch } from './launch.ts';
export type { LtiDeps, LtiSettings } from './lti-deps.ts';
export { ltiAdministration, type LtiAdministration } from './lti-administration.ts';
export type { Platform } from './platforms/platform.ts';
export type { ChangedResult, ChangeSource } from './services/score-sources.ts';
export { createLtiServices, type LtiServices, type LtiServicesDeps } from './services/create-services.ts';

/** The indexes of every collection of this room. */
export const ltiIndexes: readonly CollectionIndexes[] = [
  ...courseIndexes,
  ...deploymentRequestIndexes,
  ...handoverIndexes,
  ...inviteIndexes,
  ...loginStateIndexes,
  ...madeColumnIndexes,
  ...placementIndexes,
  ...platformIndexes,
  ...rosterIndexes,
  ...toolKeyIndexes,
];
