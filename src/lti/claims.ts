import { z } from 'zod';
import { LaunchMalformed } from './errors.ts';

const lti = 'https://purl.imsglobal.org/spec/lti/claim/';

export const claimNames = {
  messageType: `${lti}message_type`,
  version: `${lti}version`,
  deploymentId: `${lti}deployment_id`,
  targetLinkUri: `${lti}target_link_uri`,
  resourceLink: `${lti}resource_link`,
  roles: `${lti}roles`,
  context: `${lti}context`,
  custom: `${lti}custom`,
  launchPresentation: `${lti}launch_presentation`,
  toolPlatform: `${lti}tool_platform`,
  forUser: `${lti}for_user`,
  deepLinkingSettings: 'https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings',
  gradeServices: 'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint',
  memberships: 'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice',
} as const;

const identifier = z.string().min(1).max(255);
/** For what a launch can do without: a value of another form is as good as none. */
const lenient = <T extends z.ZodType>(schema: T): z.ZodCatch<z.ZodOptional<T>> =>
  schema.optional().catch(undefined);
const record = z.record(z.string(), z.unknown());

const resourceLinkSchema = z.object({ id: identifier, title: lenient(z.string()) });

const baseSchema = z.object({
  sub: identifier,
  name: lenient(z.string()),
  given_name: lenient(z.string()),
  family_name: lenient(z.string()),
  email: lenient(z.string()),
  locale: lenient(z.string()),
  [claimNames.version]: z.literal('1.3.0'),
  [claimNames.deploymentId]: identifier,
  [claimNames.targetLinkUri]: z.string().optional(),
  [claimNames.roles]: z.array(z.string()),
  [claimNames.context]: lenient(
    z.object({ id: identifier, title: lenient(z.string()), label: lenient(z.string()) }),
  ),
  [claimNames.custom]: lenient(record),
  [claimNames.launchPresentation]: lenient(
    z.object({ return_url: lenient(z.string()), locale: lenient(z.string()) }),
  ),
  [claimNames.toolPlatform]: lenient(
    z.object({ name: lenient(z.string()), product_family_code: lenient(z.string()) }),
  ),
  [claimNames.gradeServices]: lenient(
    z.object({
      scope: z.array(z.string()).catch([]),
      lineitems: lenient(z.string()),
      lineitem: lenient(z.string()),
    }),
  ),
  [claimNames.memberships]: lenient(z.object({ context_memberships_url: lenient(z.string()) })),
});

const openSchema = baseSchema.extend({
  [claimNames.messageType]: z.literal('LtiResourceLinkRequest'),
  [claimNames.targetLinkUri]: z.string().min(1),
  [claimNames.resourceLink]: resourceLinkSchema,
});

const pickSchema = baseSchema.extend({
  [claimNames.messageType]: z.literal('LtiDeepLinkingRequest'),
  [claimNames.deepLinkingSettings]: record.nullable().catch(null),
});

const reviewSchema = baseSchema.extend({
  [claimNames.messageType]: z.literal('LtiSubmissionReviewRequest'),
  [claimNames.resourceLink]: resourceLinkSchema,
  [claimNames.forUser]: z.object({ user_id: identifier.optional() }).optional(),
});

const messageSchema = z.discriminatedUnion(claimNames.messageType, [openSchema, pickSchema, reviewSchema]);

/** What a verified token says, in the form that LTI gives it. */
export type Message = z.output<typeof messageSchema>;
export type PickMessage = z.output<typeof pickSchema>;
export type ReviewMessage = z.output<typeof reviewSchema>;
/** A message that came through a link: to open it, or to review what was handed in through it. */
export type LinkMessage = z.output<typeof openSchema> | ReviewMessage;

export function isPick(message: Message): message is PickMessage {
  return message[claimNames.messageType] === 'LtiDeepLinkingRequest';
}

export function isReview(message: Message): message is ReviewMessage {
  return message[claimNames.messageType] === 'LtiSubmissionReviewRequest';
}

/**
 * Reads the claims of a token that has been verified.
 * @throws LaunchMalformed naming the claims that are missing or of another form
 */
export function parseMessage(payload: Readonly<Record<string, unknown>>): Message {
  const result = messageSchema.safeParse(payload);
  if (result.success) return result.data;
  const claims = new Set(result.error.issues.map(({ path }) => path.map(String).join('.') || 'message_type'));
  throw new LaunchMalformed(`claims missing or malformed: ${[...claims].join(', ')}`);
}
