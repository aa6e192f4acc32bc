import type { Actor } from '../../../learning/index.ts';
import type { Viewer } from '../../middleware/viewer.ts';

/** Who stands in the record of a decision. */
export function actorOf({ enrolment }: Viewer): Actor {
  return { personId: enrolment.personId, name: enrolment.name };
}
