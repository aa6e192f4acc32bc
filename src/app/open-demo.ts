import type { ToolDeps } from '../app.ts';
import type { Config } from '../config/index.ts';
import type { Curriculum } from '../curriculum/index.ts';
import { createDemoLms, isDemoPlatform, type DemoActivity, type DemoLms } from '../demo-lms/index.ts';
import type { LtiAdministration } from '../lti/index.ts';
import { formatActivityRef } from '../shared/index.ts';
import type { Texts } from '../web/index.ts';

/** Where the demo LMS stands in a development start. */
export function demoAddress({ publicUrl }: Config): URL {
  return new URL('/demo', publicUrl);
}

interface DemoParts {
  readonly texts: Texts;
  readonly content: Curriculum;
  readonly administration: LtiAdministration;
}

/** Opens the demo LMS beside the tool and makes the tool know it as a platform. */
export async function openDemo(
  { config, paths, database, clock, log }: ToolDeps,
  { texts, content, administration }: DemoParts,
): Promise<DemoLms> {
  const demo = await createDemoLms({
    connection: database.connection,
    clock,
    log,
    texts,
    settings: { publicUrl: demoAddress(config), toolUrl: config.publicUrl, viewsFolder: paths.views },
    activities: demoActivities(content),
  });
  const { deploymentIds, keysUrl, ...registration } = demo.registration;
  await administration.addPlatform({ ...registration, deployments: deploymentIds, jwksUrl: keysUrl });
  // A start without the demo has switched it off.
  await administration.switchOnPlatform({ issuer: registration.issuer, clientId: registration.clientId });
  return demo;
}

/** The whole curriculum, and the first lesson, the quiz and the task of the first complete module. */
function demoActivities(content: Curriculum): DemoActivity[] {
  const module = content.modules.find(({ state }) => state === 'complete');
  const whole: DemoActivity = { title: content.title, activity: 'curriculum', points: 100 };
  if (!module) return [whole];
  const [lesson] = module.lessons;
  const { quiz, task } = module;
  const linkTo = (
    kind: 'lesson' | 'quiz' | 'task',
    { id, title }: { readonly id: string; readonly title: string },
    points: number | null,
  ): DemoActivity => ({
    title: kind === 'lesson' ? title : `${module.title}: ${title}`,
    activity: formatActivityRef({ kind, id }),
    points,
  });
  return [
    whole,
    ...(lesson ? [linkTo('lesson', lesson, null)] : []),
    ...(quiz ? [linkTo('quiz', quiz, quiz.points)] : []),
    ...(task ? [linkTo('task', task, task.points)] : []),
  ];
}

/** Switches off every demo LMS that a development start left in the data: it lets anyone be anyone. */
export async function switchOffDemos(administration: LtiAdministration): Promise<number> {
  const demos = (await administration.listPlatforms()).filter(
    ({ issuer, switchedOffAt }) => switchedOffAt === null && isDemoPlatform(issuer),
  );
  for (const { issuer, clientId } of demos) await administration.switchOffPlatform({ issuer, clientId });
  return demos.length;
}
