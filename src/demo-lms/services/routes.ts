import { Router, type Request, type Response } from 'express';
import type { Demo } from '../deps.ts';
import { Refused } from '../refused.ts';
import { clientOfBearer } from './bearer.ts';
import {
  asJson,
  createLineItem,
  deleteLineItem,
  getLineItem,
  listLineItems,
  updateLineItem,
  type Place,
} from './line-items.ts';
import { checkMediaType, mediaTypes } from './media-types.ts';
import { listMembers } from './memberships.ts';
import { listResults } from './results.ts';
import { receiveScore } from './scores.ts';
import { scopes } from './scopes.ts';

const reading = [scopes.lineItem, scopes.lineItemReadOnly];

/** Assignment and Grade Services 2.0, Names and Role Provisioning Services 2.0. */
export function serviceRoutes(demo: Demo): Router {
  const router = Router();
  memberRoutes(demo, router);
  columnRoutes(demo, router);
  columnRoute(demo, router);
  gradeRoutes(demo, router);
  return router;
}

function memberRoutes(demo: Demo, router: Router): void {
  router.get('/courses/:course/memberships', async (req, res) => {
    const place = await placeOf(demo, req, [scopes.memberships]);
    const { body, next } = await listMembers(demo, place, textQuery(req));
    if (next) res.set('Link', `<${next}>; rel="next"`);
    res.type(mediaTypes.memberships).send(JSON.stringify(body));
  });
}

function columnRoutes(demo: Demo, router: Router): void {
  const path = '/courses/:course/lineitems';
  router.get(path, async (req, res) => {
    const place = await placeOf(demo, req, reading);
    checkMediaType(demo, req.get('accept'), mediaTypes.lineItems);
    const { items, next } = await listLineItems(demo, place, textQuery(req));
    if (next) res.set('Link', demo.rules.breakPaging ? brokenLink(next) : `<${next}>; rel="next"`);
    res.type(mediaTypes.lineItems).send(JSON.stringify(items));
  });
  router.post(path, async (req, res) => {
    const place = await placeOf(demo, req, [scopes.lineItem]);
    checkMediaType(demo, req.get('content-type'), mediaTypes.lineItem);
    sendItem(res.status(201), await createLineItem(demo, place, bodyOf(req)));
  });
}

function columnRoute(demo: Demo, router: Router): void {
  const path = '/courses/:course/lineitems/:item/lineitem';
  router.get(path, async (req, res) => {
    const place = await placeOf(demo, req, reading);
    checkMediaType(demo, req.get('accept'), mediaTypes.lineItem);
    sendItem(res, asJson(demo, await getLineItem(demo, place, req.params.item)));
  });
  router.put(path, async (req, res) => {
    const place = await placeOf(demo, req, [scopes.lineItem]);
    checkMediaType(demo, req.get('content-type'), mediaTypes.lineItem);
    sendItem(res, await updateLineItem(demo, place, req.params.item, bodyOf(req)));
  });
  router.delete(path, async (req, res) => {
    const place = await placeOf(demo, req, [scopes.lineItem]);
    await deleteLineItem(demo, place, req.params.item);
    res.status(204).end();
  });
}

function gradeRoutes(demo: Demo, router: Router): void {
  const path = '/courses/:course/lineitems/:item/lineitem';
  router.post(`${path}/scores`, async (req: Request<{ course: string; item: string }>, res) => {
    const place = await placeOf(demo, req, [scopes.score]);
    const contentType = req.get('content-type');
    const answer = await receiveScore(demo, place, {
      lineItemId: req.params.item,
      contentType,
      body: bodyOf(req),
    });
    res.status(200).type('json').send(answer);
  });
  router.get(`${path}/results`, async (req: Request<{ course: string; item: string }>, res) => {
    const place = await placeOf(demo, req, [scopes.resultReadOnly]);
    checkMediaType(demo, req.get('accept'), mediaTypes.results);
    if (demo.rules.breakPaging && 'limit' in req.query) throw new Refused(404, 'not_found');
    const results = await listResults(demo, place, req.params.item, textQuery(req)['user_id']);
    res.type(mediaTypes.results).send(JSON.stringify(results));
  });
}

/** As Moodle writes it: escaped for HTML, with curly quotes. */
function brokenLink(next: string): string {
  const link = `<${next.replaceAll('&', '&amp;')}>; rel=“next”`;
  return Buffer.from(link, 'utf8').toString('latin1');
}

async function placeOf(
  demo: Demo,
  req: Request<{ course: string }>,
  anyOf: readonly string[],
): Promise<Place> {
  return {
    courseId: req.params.course,
    clientId: await clientOfBearer(demo, req.get('authorization'), anyOf),
  };
}

function textQuery(req: Pick<Request, 'query'>): Record<string, string | undefined> {
  const texts = Object.entries(req.query).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return Object.fromEntries(texts);
}

/** No body at all is parsed as an object. */
function bodyOf(req: Pick<Request, 'body'>): string {
  return typeof req.body === 'string' ? req.body : '';
}

function sendItem(res: Response, item: object): void {
  res.type(mediaTypes.lineItem).send(JSON.stringify(item));
}
