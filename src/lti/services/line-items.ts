import { z } from 'zod';
import type { PlatformId } from '../../shared/index.ts';
import { askPages } from './ask-pages.ts';
import { isSuccess, readJson } from './ask-platform.ts';
import { askWithToken, scopes, type Permit, type ServiceDeps } from './ask-with-token.ts';
import { PlatformRefusal } from './platform-errors.ts';

/** Marks the line items that this tool made. */
export const OUR_TAG = 'lcf';

const lineItemSchema = z.object({
  id: z.url(),
  label: z.string().catch(''),
  scoreMaximum: z.number().catch(0),
  resourceId: z.string().nullish().catch(null),
  tag: z.string().nullish().catch(null),
});

export type LineItem = z.output<typeof lineItemSchema>;

/** Where a course keeps its line items. */
export interface LineItemPlace {
  readonly platformId: PlatformId;
  readonly lineItemsUrl: string;
}

/** All line items of a course that the tool may see. Asked for without a filter or limit, which platforms get wrong. */
export async function listLineItems(deps: ServiceDeps, place: LineItemPlace): Promise<LineItem[]> {
  const items: LineItem[] = [];
  const accept = 'application/vnd.ims.lis.v2.lineitemcontainer+json';
  const listing = { permit: permitFor(place), url: place.lineItemsUrl, accept, what: 'its line items' };
  for await (const answer of askPages(deps, listing)) {
    const body = z.array(z.unknown()).safeParse(readJson(answer.body));
    if (!body.success) throw new PlatformRefusal(listing.what, answer);
    items.push(...body.data.flatMap((item) => lineItemSchema.safeParse(item).data ?? []));
  }
  return items;
}

/** Makes a line item that belongs to no link (with its `resourceLinkId`, Moodle would leave out the link's own). */
export async function makeLineItem(
  deps: ServiceDeps,
  place: LineItemPlace,
  item: { readonly label: string; readonly scoreMaximum: number; readonly resourceId: string },
): Promise<LineItem> {
  const answer = await askWithToken(deps, permitFor(place), {
    method: 'POST',
    url: place.lineItemsUrl,
    headers: {
      'Content-Type': 'application/vnd.ims.lis.v2.lineitem+json',
      Accept: 'application/vnd.ims.lis.v2.lineitem+json',
    },
    body: JSON.stringify({ ...item, tag: OUR_TAG }),
  });
  const made = lineItemSchema.safeParse(readJson(answer.body));
  if (!isSuccess(answer) || !made.success) throw new PlatformRefusal('a new line item', answer);
  return made.data;
}

function permitFor({ platformId }: LineItemPlace): Permit {
  return { platformId, scopes: [scopes.lineItem] };
}
