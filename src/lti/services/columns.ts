import { moduleOf, type Curriculum } from '../../curriculum/index.ts';
import { formatActivityRef, type ActivityRef, type CohortId, type PlatformId } from '../../shared/index.ts';
import type { CourseRecords } from '../courses/course.records.ts';
import type { PlacementRecords } from '../courses/placement.records.ts';
import { scopes } from './ask-with-token.ts';
import type { MadeColumnRecords } from './made-column.records.ts';

/** A column of a course's gradebook that this tool fills. */
export interface Column {
  readonly platformId: PlatformId;
  readonly courseId: string;
  readonly lineItemUrl: string;
  readonly activity: ActivityRef;
}

export interface ColumnDeps {
  readonly placements: Pick<PlacementRecords, 'listPlacements'>;
  readonly courses: Pick<CourseRecords, 'listCoursesOfCohort'>;
  readonly madeColumns: Pick<MadeColumnRecords, 'listMade'>;
  readonly curriculum: () => Curriculum;
}

/** Whose columns are meant: people have columns only in the courses through which they came. */
export interface ColumnOwner {
  readonly cohortId: CohortId;
  readonly courseIds: readonly string[];
}

/**
 * Every column that changes when someone's result of an activity does: those of the activity itself, of its module and
 * of the whole curriculum. Three store operations.
 */
export async function columnsFor(deps: ColumnDeps, owner: ColumnOwner, ref: ActivityRef): Promise<Column[]> {
  const [placements, made, courses] = await Promise.all([
    deps.placements.listPlacements(owner.cohortId),
    deps.madeColumns.listMade(owner.cohortId),
    deps.courses.listCoursesOfCohort(owner.cohortId),
  ]);
  const gradable = new Set(
    courses.filter((course) => course.scopes.includes(scopes.score)).map(({ id }) => id),
  );
  const byAddress = new Map<string, Column>();
  for (const { platformId, courseId, lineItemUrl, activity } of [...placements, ...made]) {
    const isOwners = owner.courseIds.includes(courseId) && gradable.has(courseId);
    if (lineItemUrl === null || byAddress.has(lineItemUrl) || !isOwners) continue;
    byAddress.set(lineItemUrl, { platformId, courseId, lineItemUrl, activity });
  }
  const related = refsAbove(deps.curriculum(), ref);
  return [...byAddress.values()].filter(({ activity }) => related.has(formatActivityRef(activity)));
}

/** The activity itself, its module and the curriculum. */
function refsAbove(curriculum: Curriculum, ref: ActivityRef): Set<string> {
  const module = moduleOf(curriculum, ref);
  const refs: ActivityRef[] = [
    ref,
    ...(module ? [{ kind: 'module', id: module.id } as const] : []),
    { kind: 'curriculum' },
  ];
  return new Set(refs.map(formatActivityRef));
}
