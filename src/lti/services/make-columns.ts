import type { Curriculum } from '../../curriculum/index.ts';
import { formatActivityRef, type ActivityRef, type Clock, type CohortId } from '../../shared/index.ts';
import type { Course, CourseRecords } from '../courses/course.records.ts';
import type { PlacementRecords } from '../courses/placement.records.ts';
import { listPickables, type Pickable } from '../deep-linking/pickable.ts';
import { scopes, type ServiceDeps } from './ask-with-token.ts';
import { listLineItems, makeLineItem, OUR_TAG, type LineItem, type LineItemPlace } from './line-items.ts';
import type { MadeColumnRecords } from './made-column.records.ts';
import { serviceFailureOf, type ServiceFailure } from './platform-errors.ts';

const CLAIM_MS = 5 * 60_000;

export interface MakeColumnsDeps extends ServiceDeps {
  readonly courses: Pick<CourseRecords, 'listCoursesOfCohort'>;
  readonly placements: Pick<PlacementRecords, 'listPlacements'>;
  readonly madeColumns: MadeColumnRecords;
  readonly curriculum: () => Curriculum;
  readonly clock: Clock;
}

/** How it went in one course. */
export interface ColumnsOutcome {
  readonly courseTitle: string;
  readonly made: number;
  /** Null if all went well. */
  readonly failure: ServiceFailure | null;
}

/**
 * One column per quiz and task in every course of the cohort, as the trainer asked. What a link of the course has a
 * column for, and what was made before, is left as it is; so it may be repeated, also after a failure half-way.
 */
export async function makeColumns(
  deps: MakeColumnsDeps,
  { cohortId }: { readonly cohortId: CohortId },
): Promise<ColumnsOutcome[]> {
  const outcomes: ColumnsOutcome[] = [];
  const placements = await deps.placements.listPlacements(cohortId);
  for (const course of await deps.courses.listCoursesOfCohort(cohortId)) {
    const placed = placements
      .filter(({ courseId, lineItemUrl }) => courseId === course.id && lineItemUrl !== null)
      .map(({ activity }) => formatActivityRef(activity));
    outcomes.push(await makeInCourse(deps, course, new Set(placed)));
  }
  return outcomes;
}

async function makeInCourse(
  deps: MakeColumnsDeps,
  course: Course,
  placed: ReadonlySet<string>,
): Promise<ColumnsOutcome> {
  const { platformId, lineItemsUrl, title: courseTitle } = course;
  if (lineItemsUrl === null || !course.scopes.includes(scopes.lineItem)) {
    return { courseTitle, made: 0, failure: { kind: 'no-service', status: null } };
  }
  let made = 0;
  try {
    const place = { platformId, lineItemsUrl };
    const existing = await listLineItems(deps, place);
    for (const wanted of columnsWanted(deps.curriculum())) {
      const isPlaced = placed.has(wanted.value);
      if (!isPlaced && (await makeOne(deps, { course, place, existing }, wanted))) made += 1;
    }
    return { courseTitle, made, failure: null };
  } catch (error) {
    const failure = serviceFailureOf(error);
    if (!failure) throw error;
    return { courseTitle, made, failure };
  }
}

type WantedColumn = Pickable & {
  readonly points: number;
  readonly activity: Extract<ActivityRef, { id: string }>;
};

function columnsWanted(curriculum: Curriculum): WantedColumn[] {
  return listPickables(curriculum).filter(
    (one): one is WantedColumn =>
      (one.activity.kind === 'quiz' || one.activity.kind === 'task') && one.points !== null,
  );
}

interface CourseColumns {
  readonly course: Course;
  readonly place: LineItemPlace;
  readonly existing: readonly LineItem[];
}

/** Looks for the column first: a crash after it was made must not make another. */
async function makeOne(
  deps: MakeColumnsDeps,
  { course, place, existing }: CourseColumns,
  { activity, title, points }: WantedColumn,
): Promise<boolean> {
  const { id: courseId, cohortId, platformId } = course;
  const column = { platformId, courseId, cohortId, activity };
  const now = deps.clock();
  if (!(await deps.madeColumns.claim(column, now, new Date(now.getTime() + CLAIM_MS)))) return false;
  const ours = existing.find(({ tag, resourceId }) => tag === OUR_TAG && resourceId === activity.id);
  const wanted = { label: title, scoreMaximum: points, resourceId: activity.id };
  try {
    const item = ours ?? (await makeLineItem(deps, place, wanted));
    await deps.madeColumns.keep(column, item.id, deps.clock());
  } catch (error) {
    await deps.madeColumns.release(column);
    throw error;
  }
  return true;
}
