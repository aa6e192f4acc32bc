import { decodeJwt, type JWTPayload } from 'jose';
import { z } from 'zod';
import { newId } from '../../shared/index.ts';
import type { DemoClient, DemoLaunch, DemoLineItem, DemoPlacement } from '../demo.records.ts';
import type { Demo } from '../deps.ts';
import { claim, messageTypes } from '../launch/claims.ts';
import { deploymentOf } from '../launch/deployment.ts';
import { Refused } from '../refused.ts';
import { useOnce, verifyFromTool } from '../services/token.ts';

const linkSchema = z.object({
  type: z.literal('ltiResourceLink'),
  title: z.string().trim().min(1).optional(),
  url: z.url({ protocol: /^https?$/ }).optional(),
  custom: z.record(z.string(), z.string()).default({}),
  lineItem: z
    .object({
      scoreMaximum: z.number().positive(),
      label: z.string().optional(),
      resourceId: z.string().optional(),
      tag: z.string().optional(),
      submissionReview: z
        .object({ url: z.url().optional(), custom: z.record(z.string(), z.string()).default({}) })
        .optional(),
    })
    .optional(),
});

type Link = z.infer<typeof linkSchema>;

const itemSchema = z.union([linkSchema, z.object({ type: z.string().regex(/^(?!ltiResourceLink$)/) })]);

const answerSchema = z.object({
  [claim.messageType]: z.literal(messageTypes.picked),
  [claim.version]: z.literal('1.3.0'),
  [claim.deploymentId]: z.string(),
  [claim.deepLinkData]: z.string(),
  [claim.deepLinkItems]: z.array(itemSchema).default([]),
});

/** What came of a picker's answer. */
export interface Selection {
  readonly launch: DemoLaunch;
  readonly titles: readonly string[];
}

/** Checks a tool's deep-linking answer (LTI Deep Linking 2.0, section 3) and adds what was picked to the course. */
export async function receiveSelection(demo: Demo, form: unknown): Promise<Selection> {
  const jwt = z.object({ JWT: z.string() }).safeParse(form).data?.JWT;
  if (jwt === undefined) throw new Refused(400, 'no_answer');
  const client = await clientOf(demo, jwt);
  const payload = await verifyFromTool(demo, client, jwt, { audience: [demo.addresses.issuer] });
  const answer = answerSchema.safeParse(payload);
  if (!answer.success) throw new Refused(400, 'invalid_answer', z.prettifyError(answer.error));
  await useOnce(demo, `answer/${client._id}/${nonceOf(payload)}`, payload);
  const { [claim.deepLinkData]: data, [claim.deploymentId]: deployment } = answer.data;
  const launch = await closeLaunch(demo, client, data);
  if (deployment !== deploymentOf(client, launch.courseId)) throw new Refused(400, 'wrong_deployment');
  const links = answer.data[claim.deepLinkItems].filter(
    (item): item is Link => item.type === 'ltiResourceLink',
  );
  const titles: string[] = [];
  for (const link of links) titles.push(await addLink(demo, client, launch, link));
  return { launch, titles };
}

async function clientOf({ records }: Demo, jwt: string): Promise<DemoClient> {
  const issuer = issuerOf(jwt);
  const client = await records.clients.findOne({ _id: issuer, state: 'active' }).lean();
  if (!client) throw new Refused(400, 'unknown_tool');
  return client;
}

function issuerOf(jwt: string): string {
  try {
    return decodeJwt(jwt).iss ?? '';
  } catch {
    throw new Refused(400, 'invalid_answer', 'The answer is no JWT');
  }
}

function nonceOf(payload: JWTPayload): string {
  return z.string().parse(payload['nonce']);
}

/** A picker that was opened may answer once. */
async function closeLaunch({ records, clock }: Demo, client: DemoClient, id: string): Promise<DemoLaunch> {
  const launch = await records.launches
    .findOneAndUpdate(
      { _id: id, clientId: client._id, message: 'pick', usedAt: { $ne: null }, answeredAt: null },
      { $set: { answeredAt: clock() } },
    )
    .lean();
  if (!launch) throw new Refused(400, 'unknown_or_answered_picker');
  return launch;
}

async function addLink(demo: Demo, client: DemoClient, launch: DemoLaunch, link: Link): Promise<string> {
  const placement: DemoPlacement = {
    _id: newId(),
    clientId: client._id,
    courseId: launch.courseId,
    title: link.title ?? client.name,
    url: link.url ?? null,
    custom: link.custom,
    createdAt: demo.clock(),
  };
  await demo.records.placements.create(placement);
  if (link.lineItem) await demo.records.lineItems.create(columnOf(placement, link.lineItem));
  return placement.title;
}

/** The column takes the activity's title, as in Moodle. */
function columnOf(placement: DemoPlacement, lineItem: NonNullable<Link['lineItem']>): DemoLineItem {
  const { clientId, courseId, createdAt, title } = placement;
  return {
    _id: newId(),
    clientId,
    courseId,
    createdAt,
    placementId: placement._id,
    label: title,
    scoreMaximum: lineItem.scoreMaximum,
    resourceId: lineItem.resourceId ?? null,
    tag: lineItem.tag ?? null,
    reviewUrl: lineItem.submissionReview?.url ?? null,
    reviewCustom: lineItem.submissionReview?.custom ?? {},
  };
}
