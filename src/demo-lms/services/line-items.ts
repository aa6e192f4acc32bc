import { z } from 'zod';
import { newId } from '../../shared/index.ts';
import type { DemoLineItem } from '../demo.records.ts';
import type { Demo } from '../deps.ts';
import { Refused } from '../refused.ts';

const bodySchema = z.object({
  label: z.string().trim().min(1),
  scoreMaximum: z.number().positive(),
  resourceId: z.string().nullish(),
  tag: z.string().nullish(),
  resourceLinkId: z.string().nullish(),
  submissionReview: z
    .object({ url: z.string().optional(), custom: z.record(z.string(), z.string()).optional() })
    .optional(),
});

/** Where a request is: the course of the address and the tool of the token. */
export interface Place {
  readonly courseId: string;
  readonly clientId: string;
}

/** The answer to a request for columns, and whether more follow. */
export interface LineItemPage {
  readonly items: readonly object[];
  readonly next: string | null;
}

export async function listLineItems(
  demo: Demo,
  place: Place,
  query: Record<string, string | undefined>,
): Promise<LineItemPage> {
  const filter: Record<string, string> = { ...place };
  if (query['resource_link_id'] !== undefined) filter['placementId'] = query['resource_link_id'];
  if (query['resource_id'] !== undefined) filter['resourceId'] = query['resource_id'];
  if (query['tag'] !== undefined) filter['tag'] = query['tag'];
  const all = await demo.records.lineItems.find(filter).sort({ createdAt: 1, _id: 1 }).lean();
  const from = Number(query['from'] ?? 0);
  const limit = query['limit'] === undefined ? all.length : Number(query['limit']);
  const more = from + limit < all.length;
  const address = demo.addresses.lineItems(place.courseId, place.clientId);
  return {
    items: all.slice(from, from + limit).map((item) => asJson(demo, item)),
    next: more ? `${address}&limit=${limit}&from=${from + limit}` : null,
  };
}

/** Adds a column; the same one twice if asked twice, as Moodle does. */
export async function createLineItem(demo: Demo, place: Place, body: string): Promise<object> {
  const fields = await fieldsOf(demo, place, body);
  const item: DemoLineItem = { _id: newId(), ...place, ...fields, createdAt: demo.clock() };
  await demo.records.lineItems.create(item);
  return asJson(demo, item);
}

export async function getLineItem(demo: Demo, place: Place, id: string): Promise<DemoLineItem> {
  const item = await demo.records.lineItems.findOne({ _id: id, courseId: place.courseId }).lean();
  if (!item) throw new Refused(404, 'not_found', 'There is no such line item');
  if (item.clientId !== place.clientId)
    throw new Refused(403, 'forbidden', 'The line item is not of this tool');
  return item;
}

/** Changes a column; its grades keep their share of the points. */
export async function updateLineItem(demo: Demo, place: Place, id: string, body: string): Promise<object> {
  const before = await getLineItem(demo, place, id);
  const fields = await fieldsOf(demo, place, body);
  const kept = fields.placementId === null ? { ...fields, placementId: before.placementId } : fields;
  await demo.records.lineItems.updateOne({ _id: id }, { $set: kept });
  const factor = fields.scoreMaximum / before.scoreMaximum;
  const grades = factor === 1 ? [] : await demo.records.grades.find({ lineItemId: id }).lean();
  for (const { _id, score } of grades) {
    if (score !== null) await demo.records.grades.updateOne({ _id }, { $set: { score: score * factor } });
  }
  return asJson(demo, { ...before, ...kept });
}

export async function deleteLineItem(demo: Demo, place: Place, id: string): Promise<void> {
  await getLineItem(demo, place, id);
  await demo.records.lineItems.deleteOne({ _id: id });
  await demo.records.grades.deleteMany({ lineItemId: id });
}

/** A column as the service shows it. */
export function asJson({ addresses }: Demo, item: DemoLineItem): object {
  return {
    id: addresses.lineItem(item),
    label: item.label,
    scoreMaximum: item.scoreMaximum,
    resourceId: item.resourceId ?? '',
    tag: item.tag ?? '',
    ...(item.placementId ? { resourceLinkId: item.placementId } : {}),
  };
}

type Fields = Omit<DemoLineItem, '_id' | 'clientId' | 'courseId' | 'createdAt'>;

async function fieldsOf({ records }: Demo, place: Place, body: string): Promise<Fields> {
  const parsed = bodySchema.safeParse(parseJson(body));
  if (!parsed.success) throw new Refused(400, 'invalid_line_item', z.prettifyError(parsed.error));
  const { label, scoreMaximum, resourceId, tag, resourceLinkId, submissionReview } = parsed.data;
  if (resourceLinkId && !(await records.placements.exists({ _id: resourceLinkId, ...place }))) {
    throw new Refused(400, 'unknown_resource_link');
  }
  return {
    label,
    scoreMaximum,
    resourceId: resourceId ?? null,
    tag: tag ?? null,
    placementId: resourceLinkId ?? null,
    reviewUrl: submissionReview?.url ?? null,
    reviewCustom: submissionReview?.custom ?? {},
  };
}

/** Null for what is no JSON: the schema then says what is missing. */
export function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
