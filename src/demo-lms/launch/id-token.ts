import { SignJWT } from 'jose';
import { scopes } from '../services/scopes.ts';
import type { DemoClient, DemoLaunch, DemoLineItem, DemoPerson } from '../demo.records.ts';
import type { Demo } from '../deps.ts';
import { Refused } from '../refused.ts';
import { findCourse, type DemoCourse } from '../world.ts';
import { claim, messageTypes } from './claims.ts';
import { deploymentOf } from './deployment.ts';
import { launchRoles } from './roles.ts';
import { targetOf } from './start-launch.ts';

const lifeSeconds = 60;

/** An id_token before it is signed. */
export interface IdTokenDraft {
  readonly launchId: string;
  readonly header: { readonly alg: string; readonly kid?: string; readonly typ?: string };
  readonly claims: Readonly<Record<string, unknown>>;
}

interface Launched {
  readonly client: DemoClient;
  readonly launch: DemoLaunch;
  readonly person: DemoPerson;
  readonly nonce: string;
}

/** The signed message of a launch. */
export async function makeIdToken(demo: Demo, launched: Launched): Promise<string> {
  const claims = { ...standardClaims(demo, launched), ...(await messageClaims(demo, launched)) };
  const plain: IdTokenDraft = {
    launchId: launched.launch._id,
    header: { alg: 'RS256', kid: demo.key.kid, typ: 'JWT' },
    claims,
  };
  const draft = (await demo.hooks.idToken?.(plain)) ?? plain;
  if (typeof draft === 'string') return draft;
  return new SignJWT({ ...draft.claims }).setProtectedHeader(draft.header).sign(demo.key.privateKey);
}

function standardClaims(demo: Demo, { client, launch, person, nonce }: Launched): Record<string, unknown> {
  const course = courseOf(launch);
  const now = Math.floor(demo.clock().getTime() / 1000);
  return {
    iss: demo.addresses.issuer,
    aud: client._id,
    sub: person.subject,
    nonce,
    iat: now,
    exp: now + lifeSeconds,
    ...personClaims(person),
    [claim.version]: '1.3.0',
    [claim.messageType]: messageTypes[launch.message],
    [claim.deploymentId]: deploymentOf(client, launch.courseId),
    [claim.roles]: launchRoles(person.role),
    [claim.context]: { id: course.id, label: course.label, title: course.title, type: ['CourseSection'] },
    [claim.platform]: {
      guid: demo.addresses.issuer,
      name: 'Demo LMS',
      product_family_code: 'lcf-demo-lms',
      version: '1',
    },
    [claim.presentation]: {
      locale: person.locale,
      document_target: launch.target,
      return_url: demo.addresses.course(person._id, launch.courseId),
    },
  };
}

/** Name and e-mail, unless the person keeps them from tools. */
function personClaims({ givenName, familyName, email }: DemoPerson): Record<string, string> {
  return {
    ...(givenName && familyName
      ? { given_name: givenName, family_name: familyName, name: `${givenName} ${familyName}` }
      : {}),
    ...(email ? { email } : {}),
  };
}

async function messageClaims(demo: Demo, launched: Launched): Promise<Record<string, unknown>> {
  const { launch, client } = launched;
  const target = { [claim.targetLinkUri]: await targetOf(demo, client, launch) };
  if (launch.message === 'pick') return { ...target, ...pickClaims(demo, launch) };
  return {
    ...target,
    ...(await linkClaims(demo, launched)),
    ...(launch.message === 'review' ? await reviewClaims(demo, launch) : {}),
    ...serviceClaims(demo, client, launch.courseId),
    ...(await gradeClaims(demo, launched)),
  };
}

function pickClaims({ addresses }: Demo, launch: DemoLaunch): Record<string, unknown> {
  return {
    [claim.deepLinkSettings]: {
      deep_link_return_url: addresses.deepLinkReturn,
      accept_types: ['ltiResourceLink'],
      accept_presentation_document_targets: ['iframe', 'window', 'frame'],
      accept_multiple: true,
      accept_lineitem: true,
      auto_create: true,
      data: launch._id,
    },
  };
}

async function linkClaims({ records }: Demo, { launch, client }: Launched): Promise<Record<string, unknown>> {
  const placement = await records.placements.findOne({ _id: launch.placementId ?? '' }).lean();
  if (!placement) return {};
  const item = launch.message === 'review' ? await itemOf(records, launch) : null;
  const custom = { ...client.custom, ...placement.custom, ...item?.reviewCustom };
  return {
    [claim.resourceLink]: { id: placement._id, title: placement.title },
    ...(Object.keys(custom).length > 0 ? { [claim.custom]: custom } : {}),
  };
}

async function reviewClaims(demo: Demo, launch: DemoLaunch): Promise<Record<string, unknown>> {
  if (launch.ofPersonId === null) return {};
  const person = await demo.records.people.findOne({ _id: launch.ofPersonId }).lean();
  if (!person) throw new Refused(404, 'unknown_person');
  return {
    [claim.forUser]: { user_id: person.subject, ...personClaims(person), roles: launchRoles(person.role) },
  };
}

function serviceClaims({ addresses }: Demo, client: DemoClient, courseId: string): Record<string, unknown> {
  if (!client.scopes.includes(scopes.memberships)) return {};
  const address = {
    context_memberships_url: addresses.memberships(courseId),
    service_versions: ['1.0', '2.0'],
  };
  return { [claim.namesService]: address };
}

/** A link with several columns of its own names none of them, as in Moodle. A review names the column it came from. */
async function gradeClaims(demo: Demo, { client, launch }: Launched): Promise<Record<string, unknown>> {
  const scope = client.scopes.filter((name) => name !== scopes.memberships);
  if (scope.length === 0) return {};
  const { records, addresses } = demo;
  const columns = launch.placementId
    ? await records.lineItems.find({ placementId: launch.placementId }).lean()
    : [];
  const own = columns.length === 1 ? columns[0]?._id : undefined;
  const _id = launch.lineItemId ?? own;
  const { courseId, clientId } = launch;
  return {
    [claim.gradeService]: {
      scope,
      lineitems: addresses.lineItems(courseId, clientId),
      ...(_id ? { lineitem: addresses.lineItem({ _id, courseId, clientId }) } : {}),
    },
  };
}

async function itemOf(records: Demo['records'], launch: DemoLaunch): Promise<DemoLineItem | null> {
  return records.lineItems.findOne({ _id: launch.lineItemId ?? '' }).lean();
}

function courseOf(launch: DemoLaunch): DemoCourse {
  const course = findCourse(launch.courseId);
  if (!course) throw new Refused(404, 'unknown_course');
  return course;
}
