import type { Enrolment } from '../people/index.ts';
import type { EnrolmentId } from '../shared/index.ts';
import type { NoticeDeps } from './deps.ts';
import type { NoticeKind } from './model.ts';

/** Somebody who gets a mail. */
export interface Reader {
  readonly enrolment: Enrolment;
  readonly address: string;
}

/**
 * The person and their address, or null: who has left, of whom no address is known, or who does not want this. Two store
 * operations at most.
 */
export async function findReader(
  deps: NoticeDeps,
  enrolmentId: EnrolmentId,
  kind: NoticeKind,
): Promise<Reader | null> {
  const enrolment = await deps.people.findEnrolmentById(enrolmentId);
  const address = enrolment?.email ?? null;
  if (enrolment?.state !== 'active' || address === null || !isAddress(address)) return null;
  const off = await deps.records.settings.listOff(enrolmentId);
  return off.includes(kind) ? null : { enrolment, address };
}

/** One plain address: nothing that a mail program could read as several. */
export function isAddress(text: string): boolean {
  return /^[^\s<>,;:"()\\@]+@[^\s<>,;:"()\\@]+$/.test(text) && text.length <= 254;
}
