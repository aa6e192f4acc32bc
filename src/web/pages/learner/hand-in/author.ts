import type { Actor } from '../../../../assessment/index.ts';
import type { Viewer } from '../../../middleware/viewer.ts';

/** The viewer as an author, or as one who is asked to be. */
export function authorOf({ enrolment }: Viewer): Actor {
  return { enrolmentId: enrolment.id, personId: enrolment.personId, name: enrolment.name };
}
