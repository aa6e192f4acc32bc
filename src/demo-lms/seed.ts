import type { Demo, DemoActivity } from './deps.ts';
import { scopes } from './services/scopes.ts';
import { courses, people } from './world.ts';

export const demoClientId = 'demo-tool';

/** Puts the people, the tool and its links in place; what is there already stays as it is, but for addresses. */
export async function seedDemo(demo: Demo, activities: readonly DemoActivity[]): Promise<void> {
  await Promise.all(
    people.map(({ _id, ...person }) =>
      demo.records.people.updateOne({ _id }, { $setOnInsert: person }, { upsert: true }),
    ),
  );
  await seedTool(demo, demo.settings.toolUrl);
  for (const course of courses)
    for (const activity of activities) await seedActivity(demo, course.id, activity);
}

/** Where the tool's addresses are, by its URL contract. */
export async function seedTool({ records }: Pick<Demo, 'records'>, toolUrl: URL): Promise<void> {
  const base = toolUrl.href.replace(/\/$/, '');
  const at = (path: string): string => `${base}${path}`;
  await records.clients.updateOne(
    { _id: demoClientId },
    {
      $set: {
        loginUrl: at('/lti/login'),
        redirectUris: [at('/lti/launch')],
        launchUrl: at('/lti/launch'),
        deepLinkUrl: at('/lti/launch'),
        keysUrl: at('/lti/keys'),
      },
      $setOnInsert: {
        name: 'LCF Curriculum',
        state: 'active',
        deployments: Object.fromEntries(courses.map((course) => [course.id, course.deploymentId])),
        scopes: Object.values(scopes),
        custom: {},
      },
    },
    { upsert: true },
  );
}

/** The id of a seeded link: `spring-quiz-what-is-a-community`. */
export function seededPlacementId(courseId: string, activity: string): string {
  return `${courseId}-${activity.replace(':', '-')}`;
}

async function seedActivity(
  { records, clock }: Demo,
  courseId: string,
  { title, activity, points }: DemoActivity,
): Promise<void> {
  const _id = seededPlacementId(courseId, activity);
  const common = { clientId: demoClientId, courseId, createdAt: clock() };
  await records.placements.updateOne(
    { _id },
    { $setOnInsert: { ...common, title, url: null, custom: { activity } } },
    { upsert: true },
  );
  if (points === null) return;
  const column = { label: title, scoreMaximum: points, resourceId: activity, tag: null };
  await records.lineItems.updateOne(
    { _id },
    { $setOnInsert: { ...common, ...column, placementId: _id, reviewUrl: null, reviewCustom: {} } },
    { upsert: true },
  );
}
