import type { Request } from 'express';
import { z } from 'zod';
import { LoginMalformed } from '../errors.ts';

/** What a platform sends to ask for a login. */
export interface LoginRequest {
  readonly issuer: string;
  readonly loginHint: string;
  readonly targetLinkUri: string;
  readonly messageHint: string | null;
  readonly clientId: string | null;
  /** The name of the platform's frame that keeps secrets for the tool; null where it offers none. */
  readonly storageTarget: string | null;
  /** The parameters as they came, to ask for the same login again in another window. */
  readonly parameters: URLSearchParams;
}

const required = z.string().min(1).max(4096);
const optional = z
  .string()
  .max(16_384)
  .optional()
  .transform((value) => value || null);

/** Kept for ten minutes of whoever asks for a login, so no more of it than a frame's name needs. */
const frameName = z
  .string()
  .max(255)
  .optional()
  .transform((value) => value || null);

const parameterSchema = z.object({
  iss: required,
  login_hint: required,
  target_link_uri: required,
  lti_message_hint: optional,
  client_id: optional,
  lti_deployment_id: optional,
  lti_storage_target: frameName,
});

/**
 * Reads a login request from query or form. Values that are no single string (`iss[$ne]=x`, `iss=a&iss=b`) are refused.
 * @throws LoginMalformed naming the parameters
 */
export function parseLoginRequest(req: Request): LoginRequest {
  const given: unknown =
    req.method === 'POST' ? { ...req.query, ...(req.body as object | undefined) } : req.query;
  const result = parameterSchema.safeParse(given);
  if (!result.success) {
    const names = new Set(result.error.issues.map(({ path }) => String(path[0] ?? 'parameters')));
    throw new LoginMalformed(`missing or malformed: ${[...names].join(', ')}`);
  }
  const { iss, login_hint, target_link_uri, lti_message_hint, client_id, lti_storage_target } = result.data;
  const parameters = Object.entries(result.data).filter(
    (entry): entry is [string, string] => entry[1] !== null,
  );
  return {
    issuer: iss,
    loginHint: login_hint,
    targetLinkUri: target_link_uri,
    messageHint: lti_message_hint,
    clientId: client_id,
    storageTarget: lti_storage_target,
    parameters: new URLSearchParams(parameters),
  };
}
