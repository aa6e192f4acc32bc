import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { PickExpired } from './errors.ts';

const LIFETIME_MS = 4 * 60 * 60_000;

const ticketSchema = z.object({
  platformId: z.string(),
  deploymentId: z.string(),
  returnUrl: z.string(),
  multiple: z.boolean(),
  lineItems: z.boolean(),
  data: z.string().nullable(),
  courseTitle: z.string().nullable(),
  frameOrigins: z.array(z.string()),
  locale: z.string().nullable(),
  expiresAt: z.number(),
});

/** All that the picker's form has to know. It travels in the form, signed, so that no session is needed. */
export type PickTicket = Omit<z.output<typeof ticketSchema>, 'expiresAt'>;

export function signTicket(signingKey: Buffer, ticket: PickTicket, now: Date): string {
  const expiresAt = now.getTime() + LIFETIME_MS;
  const body = Buffer.from(JSON.stringify({ ...ticket, expiresAt })).toString('base64url');
  return `${body}.${macOf(signingKey, body).toString('base64url')}`;
}

/** @throws PickExpired if it is not one of the tool's own, or four hours old */
export function openTicket(signingKey: Buffer, text: unknown, now: Date): PickTicket {
  const [body = '', mac = ''] = typeof text === 'string' ? text.split('.') : [];
  const given = Buffer.from(mac, 'base64url');
  const right = macOf(signingKey, body);
  if (given.length !== right.length || !timingSafeEqual(given, right)) throw new PickExpired();
  const { expiresAt, ...ticket } = ticketSchema.parse(JSON.parse(Buffer.from(body, 'base64url').toString()));
  if (expiresAt <= now.getTime()) throw new PickExpired();
  return ticket;
}

function macOf(signingKey: Buffer, body: string): Buffer {
  return createHmac('sha256', signingKey).update(`deep-linking\n${body}`).digest();
}
