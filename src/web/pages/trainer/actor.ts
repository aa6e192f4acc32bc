import type { Actor as Marker } from '../../../assessment/index.ts';
import type { Actor } from '../../../learning/index.ts';
import type { Viewer } from '../../middleware/viewer.ts';

/** Who stands in the record of a decision. */
export function actorOf({ enrolment }: Viewer): Actor {
  return { personId: enrolment.personId, name: enrolment.name };
}

/** The same for what is handed in, where a marker is known by their enrolment. */
export function markerOf(viewer: Viewer): Marker {
  return { enrolmentId: viewer.enrolment.id, ...actorOf(viewer) };
}
