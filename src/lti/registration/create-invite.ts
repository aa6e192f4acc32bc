import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '../../shared/index.ts';
import { seal, unseal } from '../keys/seal.ts';
import type { ToolAddresses } from '../tool-addresses.ts';
import type { Invite, InviteRecords } from './invite.records.ts';

export interface InviteDeps {
  readonly invites: InviteRecords;
  readonly encryptionKey: Buffer;
  readonly addresses: ToolAddresses;
  readonly clock: Clock;
}

export interface OpenInvite {
  /** The address to paste into the LMS. */
  readonly url: string;
  readonly label: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
}

const lifetime = 14 * 86_400_000;

/** Makes a one-time invite, good for 14 days, and returns the address that registers one platform. */
export async function createInvite(deps: InviteDeps, { label }: { label: string }): Promise<OpenInvite> {
  return addInvite(deps, label, new Date(deps.clock().getTime() + lifetime));
}

/** The one unused invite that every development start prints; a new one only after it has been used. */
export async function getDevelopmentInvite(deps: InviteDeps): Promise<OpenInvite> {
  const invites = await deps.invites.listInvites();
  const known = invites.find(({ label, usedAt }) => label === null && usedAt === null);
  return known ? toOpenInvite(deps, known) : addInvite(deps, null, null);
}

/** Invites that are neither used nor expired. */
export async function listInvites(deps: InviteDeps): Promise<OpenInvite[]> {
  const now = deps.clock();
  const invites = await deps.invites.listInvites();
  return invites
    .filter(({ usedAt, expiresAt }) => usedAt === null && (expiresAt === null || expiresAt > now))
    .map((invite) => toOpenInvite(deps, invite));
}

/** Tokens are looked up by their hash, so that a copy of the database invites nobody. */
export function inviteIdOf(token: string): string {
  return createHash('sha256').update(`lti-invite.${token}`).digest('base64url');
}

async function addInvite(
  deps: InviteDeps,
  label: string | null,
  expiresAt: Date | null,
): Promise<OpenInvite> {
  const token = randomBytes(18).toString('base64url');
  const id = inviteIdOf(token);
  const invite = {
    id,
    label,
    expiresAt,
    createdAt: deps.clock(),
    sealedToken: seal(deps.encryptionKey, id, token),
  };
  await deps.invites.add(invite);
  return toOpenInvite(deps, invite);
}

function toOpenInvite(
  { encryptionKey, addresses }: InviteDeps,
  {
    id,
    sealedToken,
    label,
    createdAt,
    expiresAt,
  }: Pick<Invite, 'id' | 'sealedToken' | 'label' | 'createdAt' | 'expiresAt'>,
): OpenInvite {
  return { url: addresses.registration(unseal(encryptionKey, id, sealedToken)), label, createdAt, expiresAt };
}
