import { formatActivityRef, newId, retryOnDuplicate, type Clock } from '../../shared/index.ts';
import type { Course, CourseFacts, CourseRecords } from './course.records.ts';
import type { Placement, PlacementRecords } from './placement.records.ts';

export interface RememberLinkDeps {
  readonly courses: CourseRecords;
  readonly placements: PlacementRecords;
  readonly clock: Clock;
}

/** What a launch says of its link; the course it belongs to is said beside it. */
export type PlacementFacts = Omit<Placement, 'cohortId' | 'courseId'>;

/**
 * Keeps what a launch says of its course and link. Costs two reads; writes only where something is new, since nearly
 * every launch repeats what is known.
 */
export async function rememberLink(
  deps: RememberLinkDeps,
  facts: { readonly course: CourseFacts; readonly placement: PlacementFacts },
): Promise<{ course: Course; placement: Placement }> {
  const [knownCourse, knownPlacement] = await Promise.all([
    deps.courses.findCourse(facts.course.id),
    deps.placements.findPlacement(facts.placement.id),
  ]);
  const course =
    knownCourse && !saysMore(knownCourse, facts.course)
      ? knownCourse
      : await retryOnDuplicate(() => deps.courses.saveCourse(facts.course));
  const placement = await keepPlacement(deps, knownPlacement, {
    ...facts.placement,
    // Moodle leaves the column out of launches once a second one belongs to the link.
    lineItemUrl: facts.placement.lineItemUrl ?? knownPlacement?.lineItemUrl ?? null,
    courseId: course.id,
    cohortId: course.cohortId,
  });
  return { course, placement };
}

function saysMore(known: Course, told: CourseFacts): boolean {
  return (
    known.title !== told.title ||
    (told.lineItemsUrl !== null && known.lineItemsUrl !== told.lineItemsUrl) ||
    (told.scopes.length > 0 && known.scopes.join(' ') !== told.scopes.join(' ')) ||
    (told.membershipsUrl !== null && known.membershipsUrl !== told.membershipsUrl)
  );
}

async function keepPlacement(
  { placements, clock }: RememberLinkDeps,
  known: Placement | null,
  placement: Placement,
): Promise<Placement> {
  const isSameColumn =
    known?.lineItemUrl === placement.lineItemUrl &&
    formatActivityRef(known.activity) === formatActivityRef(placement.activity);
  const isSame = isSameColumn && known.title === placement.title && known.cohortId === placement.cohortId;
  if (isSame) return placement;
  const newColumn = placement.lineItemUrl !== null && !isSameColumn ? { id: newId(), at: clock() } : null;
  await retryOnDuplicate(() => placements.savePlacement(placement, newColumn));
  return placement;
}
