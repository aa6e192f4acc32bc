import type { Demo } from '../deps.ts';
import { Refused } from '../refused.ts';

export const mediaTypes = {
  lineItem: 'application/vnd.ims.lis.v2.lineitem+json',
  lineItems: 'application/vnd.ims.lis.v2.lineitemcontainer+json',
  results: 'application/vnd.ims.lis.v2.resultcontainer+json',
  score: 'application/vnd.ims.lis.v1.score+json',
  memberships: 'application/vnd.ims.lti-nrps.v2.membershipcontainer+json',
} as const;

/** Moodle knows a handler for exactly one media type per address; a charset is tolerated. */
export function checkMediaType(demo: Demo, given: string | undefined, expected: string): void {
  if (!demo.rules.exactMediaTypes) return;
  const [type = ''] = (given ?? '').split(';');
  if (type.trim().toLowerCase() !== expected)
    throw new Refused(400, `No handler found for ${given ?? 'nothing'}`);
}
