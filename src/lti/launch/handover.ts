import { createHash, randomBytes } from 'node:crypto';
import type { Request } from 'express';
import type { Clock } from '../../shared/index.ts';
import { LaunchExpired } from '../errors.ts';
import type { VerifiedLaunch } from '../launch.ts';
import type { HandoverRecords } from './handover.records.ts';

export interface HandoverDeps {
  readonly handovers: HandoverRecords;
  readonly clock: Clock;
}

const lifetime = 10 * 60_000;

/**
 * Keeps a launch whose frame can hold no session, since no cookie works there (the login was bound by the platform's
 * storage). The ticket that is returned opens it in a window of its own, once.
 */
export async function keepForNewWindow(
  { handovers, clock }: HandoverDeps,
  launch: VerifiedLaunch,
): Promise<string> {
  const ticket = randomBytes(18).toString('base64url');
  await handovers.add(hash(ticket), launch, new Date(clock().getTime() + lifetime));
  return ticket;
}

/**
 * The launch of a ticket. Only the tool's own page may lead here, so that nobody is signed in as somebody else by a
 * link from elsewhere.
 * @throws LaunchExpired
 */
export async function takeInNewWindow(
  { handovers, clock }: HandoverDeps,
  req: Request,
  ticket: string,
): Promise<VerifiedLaunch> {
  const site = req.get('sec-fetch-site') ?? 'same-origin';
  const launch = site === 'same-origin' ? await handovers.take(hash(ticket), clock()) : null;
  if (!launch) throw new LaunchExpired();
  return launch;
}

function hash(ticket: string): string {
  return createHash('sha256').update(`lti-handover.${ticket}`).digest('base64url');
}
