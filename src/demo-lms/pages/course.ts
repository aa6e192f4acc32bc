import type { DemoClient, DemoGrade, DemoLineItem, DemoPerson, DemoPlacement } from '../demo.records.ts';
import type { Demo } from '../deps.ts';
import type { DemoCourse } from '../world.ts';
import { gradeText } from './gradebook.ts';
import { whoModel } from './names.ts';

export interface CourseContent {
  readonly course: DemoCourse;
  readonly person: DemoPerson;
  readonly placements: readonly DemoPlacement[];
  readonly lineItems: readonly DemoLineItem[];
  readonly grades: readonly DemoGrade[];
  readonly clients: readonly DemoClient[];
}

/** Everything of one course that its pages show. */
export async function readCourse(
  { records }: Demo,
  course: DemoCourse,
  person: DemoPerson,
): Promise<CourseContent> {
  const filter = { courseId: course.id };
  const inOrder = { createdAt: 1, _id: 1 } as const;
  const [placements, lineItems, grades, clients] = await Promise.all([
    records.placements.find(filter).sort(inOrder).lean(),
    records.lineItems.find(filter).sort(inOrder).lean(),
    records.grades.find(filter).lean(),
    records.clients.find({ state: 'active' }).sort({ _id: 1 }).lean(),
  ]);
  return { course, person, placements, lineItems, grades, clients };
}

/** A course's activities, each with the ways to open it. */
export function courseModel({ addresses }: Demo, content: CourseContent, language: string): object {
  const { course, person } = content;
  const runsCourse = person.role !== 'trainee';
  return {
    course: { title: course.title, label: course.label },
    who: whoModel(person),
    runsCourse,
    gradebookHref: addresses.gradebook(person._id, course.id),
    toolsHref: person.role === 'administrator' ? addresses.tools(person._id) : null,
    pickers: content.clients
      .filter((client) => runsCourse && client.deepLinkUrl !== null)
      .map((client) => ({ name: client.name, href: addresses.add(person._id, course.id, client._id) })),
    activities: content.placements.map((placement) => ({
      title: placement.title,
      grade: ownGrade(content, placement, language),
      openHref: addresses.activity(person._id, course.id, placement._id),
      windowHref: addresses.launch(person._id, course.id, { placement: placement._id, target: 'window' }),
      wholeHref: addresses.launch(person._id, course.id, { placement: placement._id, target: 'frame' }),
    })),
  };
}

/** What stands in the gradebook for the reader; null where nothing does. */
function ownGrade(content: CourseContent, placement: DemoPlacement, language: string): string | null {
  const item = content.lineItems.find((column) => column.placementId === placement._id);
  const grade = content.grades.find(
    (one) => one.lineItemId === item?._id && one.subject === content.person.subject && one.score !== null,
  );
  return item && grade ? gradeText(grade, item, language) : null;
}
