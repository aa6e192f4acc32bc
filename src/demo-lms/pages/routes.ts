import { join } from 'node:path';
import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import type { DemoPerson } from '../demo.records.ts';
import type { Demo } from '../deps.ts';
import { startLaunch, type LaunchWish } from '../launch/start-launch.ts';
import { Refused } from '../refused.ts';
import { findCourse, type DemoCourse } from '../world.ts';
import { courseModel, readCourse } from './course.ts';
import { frameModel, type Framed } from './frame.ts';
import { gradebookModel } from './gradebook.ts';
import { scripts } from './scripts.ts';
import { startModel } from './start.ts';

type InCourse = Request<{ person: string; course: string }>;

/** What people see. Who one is stands in the address: nobody signs in here. */
export function pageRoutes(demo: Demo): Router {
  const router = Router();
  const course = '/as/:person/courses/:course';
  router.get('/', (req, res) => showStart(demo, req, res));
  router.get(course, (req, res) => showCourse(demo, req, res));
  router.get(`${course}/gradebook`, (req: InCourse, res) => showGradebook(demo, req, res));
  router.get(`${course}/activities/:placement`, (req: Request<PlacementParams>, res) =>
    showActivity(demo, req, res),
  );
  router.get(`${course}/add`, (req: InCourse, res) => showPicker(demo, req, res));
  router.get(`${course}/review/:item`, (req: Request<ItemParams>, res) => showReview(demo, req, res));
  router.get(`${course}/launch`, (req: InCourse, res) => showLaunch(demo, req, res));
  router.get('/style.css', (_req, res) =>
    res.sendFile(join(demo.settings.viewsFolder, 'pages/demo/demo.css')),
  );
  router.get('/scripts/:name.js', showScript);
  return router;
}

interface PlacementParams {
  person: string;
  course: string;
  placement: string;
}

interface ItemParams {
  person: string;
  course: string;
  item: string;
}

async function showStart(demo: Demo, req: Request, res: Response): Promise<void> {
  const people = await demo.records.people.find({}).sort({ subject: 1 }).lean();
  const model = startModel(demo.addresses, people, demo.renderer.language(req));
  await demo.renderer.send(req, res, { view: 'start', title: ['demo:start.title'], model });
}

async function showCourse(demo: Demo, req: InCourse, res: Response): Promise<void> {
  const { course, person } = await whereOf(demo, req);
  const content = await readCourse(demo, course, person);
  const model = courseModel(demo, content, demo.renderer.language(req));
  await demo.renderer.send(req, res, {
    view: 'course',
    title: ['demo:course.title', { course: course.title }],
    model,
  });
}

async function showGradebook(demo: Demo, req: InCourse, res: Response): Promise<void> {
  const { course, person } = await whereOf(demo, req);
  const content = await readCourse(demo, course, person);
  const trainees = await demo.records.people
    .find({ courseIds: course.id, role: 'trainee' })
    .sort({ subject: 1 })
    .lean();
  const model = gradebookModel(demo, content, trainees, demo.renderer.language(req));
  const title = ['demo:gradebook.title', { course: course.title }] as const;
  await demo.renderer.send(req, res, { view: 'gradebook', title, model });
}

async function showActivity(demo: Demo, req: Request<PlacementParams>, res: Response): Promise<void> {
  const { course, person } = await whereOf(demo, req);
  const placement = await demo.records.placements
    .findOne({ _id: req.params.placement, courseId: course.id })
    .lean();
  if (!placement) throw new Refused(404, 'unknown_activity');
  await showFrame(demo, req, res, {
    course,
    person,
    title: placement.title,
    launch: { placement: placement._id },
    clientId: placement.clientId,
  });
}

async function showPicker(demo: Demo, req: InCourse, res: Response): Promise<void> {
  const { course, person } = await whereOf(demo, req);
  const clientId = z.string().catch('').parse(req.query['tool']);
  const title = demo.texts.inLanguage(demo.renderer.language(req))('demo:add.title', {});
  await showFrame(demo, req, res, { course, person, title, launch: { tool: clientId }, clientId });
}

async function showReview(demo: Demo, req: Request<ItemParams>, res: Response): Promise<void> {
  const { course, person } = await whereOf(demo, req);
  const item = await demo.records.lineItems.findOne({ _id: req.params.item, courseId: course.id }).lean();
  if (!item) throw new Refused(404, 'unknown_line_item');
  const of = z.string().optional().catch(undefined).parse(req.query['of']);
  await showFrame(demo, req, res, {
    course,
    person,
    title: item.label,
    launch: { item: item._id, ...(of === undefined ? {} : { of }) },
    clientId: item.clientId,
  });
}

async function showFrame(
  demo: Demo,
  req: Pick<Request, 'acceptsLanguages'>,
  res: Response,
  framed: Framed,
): Promise<void> {
  const client = await demo.records.clients.findOne({ _id: framed.clientId, state: 'active' }).lean();
  if (!client) throw new Refused(404, 'unknown_tool');
  const origins = [client.loginUrl, ...client.redirectUris].map((url) => new URL(url).origin);
  await demo.renderer.send(req, res, {
    view: 'frame',
    title: ['demo:frame.title', { title: framed.title, course: framed.course.title }],
    model: frameModel(demo, framed),
    frames: [...new Set(origins)],
  });
}

const launchSchema = z.object({
  placement: z.string().optional(),
  tool: z.string().optional(),
  item: z.string().optional(),
  of: z.string().optional(),
  target: z.enum(['iframe', 'window', 'frame']).default('frame'),
});

/** Makes a launch that may be used once, and passes the browser on to the tool. */
async function showLaunch(demo: Demo, req: InCourse, res: Response): Promise<void> {
  const { course, person } = await whereOf(demo, req);
  const wish = await launchWish(demo, launchSchema.parse(req.query), course, person);
  const { action, fields } = await startLaunch(demo, wish);
  await demo.renderer.send(req, res, {
    view: 'pass-on',
    title: ['demo:passOn.title'],
    model: { action, fields: Object.entries(fields).map(([name, value]) => ({ name, value })) },
    formTargets: [new URL(action).origin],
  });
}

async function launchWish(
  { records }: Demo,
  query: z.infer<typeof launchSchema>,
  course: DemoCourse,
  person: DemoPerson,
): Promise<LaunchWish> {
  const common = { person, courseId: course.id, target: query.target };
  if (query.tool !== undefined) return { ...common, message: 'pick', clientId: query.tool };
  const courseId = course.id;
  if (query.item === undefined) {
    const placement = await records.placements.findOne({ _id: query.placement ?? '', courseId }).lean();
    if (!placement) throw new Refused(404, 'unknown_activity');
    return { ...common, message: 'open', clientId: placement.clientId, placementId: placement._id };
  }
  const item = await records.lineItems.findOne({ _id: query.item, courseId }).lean();
  if (!item?.placementId) throw new Refused(404, 'unknown_line_item');
  const { _id: lineItemId, clientId, placementId } = item;
  return { ...common, message: 'review', clientId, placementId, lineItemId, ofPersonId: query.of };
}

async function whereOf(
  { records }: Demo,
  req: Request<{ person: string; course: string }>,
): Promise<{ course: DemoCourse; person: DemoPerson }> {
  const course = findCourse(req.params.course);
  const person = await records.people.findOne({ _id: req.params.person }).lean();
  if (!course || !person?.courseIds.includes(course.id)) throw new Refused(404, 'unknown_person_or_course');
  return { course, person };
}

function showScript(req: Request<{ name: string }>, res: Response): void {
  const script = scripts[req.params.name];
  if (script === undefined) throw new Refused(404, 'not_found');
  res.type('js').send(script);
}
