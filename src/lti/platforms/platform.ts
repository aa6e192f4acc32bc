import type { PlatformId } from '../../shared/index.ts';

/** An LMS's registration with the tool: one issuer and client id. */
export interface Platform {
  readonly id: PlatformId;
  readonly issuer: string;
  readonly clientId: string;
  readonly name: string;
  /** The product's family code as the platform states it (`moodle`, `canvas`), in lower case; null if unknown. */
  readonly family: string | null;
  readonly authorizationUrl: string;
  readonly tokenUrl: string;
  /** The `aud` of assertions sent to the token endpoint. */
  readonly tokenAudience: string;
  readonly jwksUrl: string;
  readonly deployments: readonly string[];
  /** Null while the platform is on. */
  readonly switchedOffAt: Date | null;
  readonly createdAt: Date;
}
