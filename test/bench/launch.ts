import { claims, type FakePlatform } from '../support/fake-platform.ts';
import { Client, expectStatus } from './client.ts';

/** A tool that can be launched: the project's, or the one beside which it is measured. */
export interface Site {
  readonly url: string;
  readonly loginUrl: string;
  readonly launchUrl: string;
}

/** One launch, step by step, so that the steps can be measured apart. */
export interface LaunchUnderWay {
  readonly client: Client;
  readonly subject: string;
  /** What the login led to. */
  authorization: URLSearchParams;
  /** Where the launch leads. */
  landing: string;
}

const frameHeaders = { 'Sec-Fetch-Dest': 'iframe', 'Sec-Fetch-Site': 'cross-site' };

export function newLaunch(subject: string): LaunchUnderWay {
  return { client: new Client(), subject, authorization: new URLSearchParams(), landing: '' };
}

export async function login(
  site: Site,
  platform: FakePlatform,
  launch: LaunchUnderWay,
  { inFrame = false } = {},
): Promise<void> {
  const fields = {
    iss: platform.url,
    login_hint: launch.subject,
    lti_message_hint: '{"cmid":1,"launchid":"1"}',
    target_link_uri: site.launchUrl,
    client_id: platform.clientId,
    lti_deployment_id: platform.deploymentId,
  };
  const answer = await launch.client.post(site.loginUrl, fields, inFrame ? frameHeaders : {});
  expectStatus(answer, inFrame ? 200 : 302, 'The login');
  const address = inFrame
    ? /data-press="here" href="([^"]*)"/
        .exec(answer.body)?.[1]
        ?.replaceAll('&amp;', '&')
        .replaceAll('&#x3D;', '=')
    : answer.headers.location;
  launch.authorization = new URL(address ?? '').searchParams;
}

/** Posts what the platform answers. Signing the token is the platform's work. */
export async function postLaunch(
  site: Site,
  platform: FakePlatform,
  launch: LaunchUnderWay,
  role: Role = 'Learner',
): Promise<void> {
  const idToken = await signedToken(platform, site, { ...launch, role });
  const state = launch.authorization.get('state') ?? '';
  const answer = await launch.client.post(site.launchUrl, { id_token: idToken, state });
  expectStatus(answer, [302, 303].includes(answer.status) ? answer.status : 303, 'The launch');
  launch.landing = new URL(answer.headers.location ?? '', site.url).href;
}

export async function land(launch: LaunchUnderWay): Promise<void> {
  expectStatus(await launch.client.get(launch.landing), 200, 'The landing page');
}

export type Role = 'Learner' | 'Instructor';

/** A whole launch; the client has a session afterwards. */
export async function launchAs(
  site: Site,
  platform: FakePlatform,
  subject: string,
  role: Role = 'Learner',
): Promise<LaunchUnderWay> {
  const launch = newLaunch(subject);
  await login(site, platform, launch);
  await postLaunch(site, platform, launch, role);
  await land(launch);
  return launch;
}

/** A token with the claims that Moodle sends. */
export function signedToken(
  platform: FakePlatform,
  site: Pick<Site, 'launchUrl'>,
  { subject, role, authorization }: { subject: string; role: Role; authorization: URLSearchParams },
): Promise<string> {
  const nonce = authorization.get('nonce') ?? '';
  const course = { id: '2', label: 'KA1', title: 'Learning communities', type: ['CourseSection'] };
  return platform.idToken(
    { nonce, launchUrl: site.launchUrl },
    {
      claims: {
        sub: subject,
        name: `Trainee ${subject}`,
        given_name: 'Trainee',
        family_name: subject,
        email: `${subject}@example.org`,
        [claims.roles]: [
          'http://purl.imsglobal.org/vocab/lis/v2/institution/person#Student',
          `http://purl.imsglobal.org/vocab/lis/v2/membership#${role}`,
        ],
        [claims.context]: course,
        [claims.resourceLink]: { id: 'link-1', title: 'The curriculum', description: '' },
        [claims.custom]: { activity: 'curriculum' },
        [claims.launchPresentation]: {
          locale: 'en',
          document_target: 'iframe',
          return_url: `${platform.url}/return?course=2&launch_container=3&sesskey=0123456789`,
        },
        [claims.gradeServices]: {
          scope: [
            'https://purl.imsglobal.org/spec/lti-ags/scope/lineitem',
            'https://purl.imsglobal.org/spec/lti-ags/scope/score',
          ],
          lineitems: `${platform.url}/services/2/lineitems`,
        },
        [claims.memberships]: {
          context_memberships_url: `${platform.url}/services/2/memberships`,
          service_versions: ['1.0', '2.0'],
        },
      },
    },
  );
}
