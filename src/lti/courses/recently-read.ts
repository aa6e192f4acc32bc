import type { Clock, PlacementId } from '../../shared/index.ts';
import type { Course, CourseRecords } from './course.records.ts';
import type { Placement, PlacementRecords } from './placement.records.ts';

/** ms. A class that opens the same link at once is asked for its course and link once. */
const maxAge = 5_000;
const maxKnown = 10_000;

interface LinkRecords {
  readonly courses: CourseRecords;
  readonly placements: PlacementRecords;
}

/** The same records, which need no store operation for a course or link that was read a moment ago. */
export function recentlyRead({ courses, placements }: LinkRecords, clock: Clock): LinkRecords {
  const knownCourses = shortMemory<Course>(clock);
  const knownPlacements = shortMemory<Placement>(clock);
  return {
    courses: {
      ...courses,
      findCourse: (id) => knownCourses.get(id, () => courses.findCourse(id)),
      async saveCourse(facts) {
        const course = await courses.saveCourse(facts);
        knownCourses.put(course.id, course);
        return course;
      },
    },
    placements: {
      ...placements,
      findPlacement: (id: PlacementId) => knownPlacements.get(id, () => placements.findPlacement(id)),
      async savePlacement(placement, newColumn) {
        await placements.savePlacement(placement, newColumn);
        knownPlacements.put(placement.id, placement);
      },
    },
  };
}

/** Keeps what was found for a moment; what was not found is looked for again. */
function shortMemory<Value>(clock: Clock) {
  const known = new Map<string, { readonly value: Value; readonly at: number }>();
  const put = (id: string, value: Value): void => {
    if (known.size >= maxKnown) known.clear();
    known.set(id, { value, at: clock().getTime() });
  };
  return {
    put,
    async get(id: string, read: () => Promise<Value | null>): Promise<Value | null> {
      const entry = known.get(id);
      if (entry && clock().getTime() - entry.at < maxAge) return entry.value;
      const value = await read();
      if (value !== null) put(id, value);
      return value;
    },
  };
}
