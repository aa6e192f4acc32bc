import { randomUUID } from 'node:crypto';
import type { JWTPayload } from 'jose';
import { PlainBrowser } from '../support/browser.ts';
import { completeLaunch, startDemoPlatform, type DemoPlatform } from '../support/demo-platform.ts';
import { startFakeTool, type FakeTool } from './fake-tool.ts';

const lti = 'https://purl.imsglobal.org/spec/lti/claim';
const deepLinking = 'https://purl.imsglobal.org/spec/lti-dl/claim';

interface Settings {
  deep_link_return_url: string;
  data: string;
}

describe('deep linking in the demo LMS', () => {
  let tool: FakeTool;
  let platform: DemoPlatform;

  beforeAll(async () => {
    tool = await startFakeTool();
    platform = await startDemoPlatform({ toolUrl: tool.url });
    tool.connect(platform.registration);
  });
  afterAll(async () => {
    await platform.close();
    await tool.close();
  });

  const openPicker = async (person = 'sofia'): Promise<Settings> => {
    await completeLaunch(
      new PlainBrowser(tool.url),
      await platform.launchAs(person, '', { pick: true, target: 'iframe' }),
    );
    return tool.launches.at(-1)?.[`${deepLinking}/deep_linking_settings`] as Settings;
  };
  const answer = (settings: Settings, changes: JWTPayload = {}): Promise<string> => {
    const now = Math.floor(Date.now() / 1000);
    return tool.sign({
      iss: platform.registration.clientId,
      aud: platform.registration.issuer,
      iat: now,
      exp: now + 60,
      nonce: randomUUID(),
      [`${lti}/message_type`]: 'LtiDeepLinkingResponse',
      [`${lti}/version`]: '1.3.0',
      [`${lti}/deployment_id`]: '1',
      [`${deepLinking}/data`]: settings.data,
      [`${deepLinking}/content_items`]: [
        {
          type: 'ltiResourceLink',
          title: 'Quiz of module 2',
          custom: { activity: 'quiz:two' },
          lineItem: { scoreMaximum: 20, resourceId: 'quiz:two', submissionReview: {} },
        },
        { type: 'ltiResourceLink', title: 'A reading', custom: { activity: 'lesson:two' } },
      ],
      ...changes,
    });
  };
  const send = async (settings: Settings, jwt: string): Promise<Response> =>
    fetch(settings.deep_link_return_url, { method: 'POST', body: new URLSearchParams({ JWT: jwt }) });

  it('adds what was picked to the course, with its columns', async () => {
    const settings = await openPicker();
    const page = await send(settings, await answer(settings));
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('Quiz of module 2')]);

    const course = await (await fetch(`${platform.url}/as/eleni/courses/spring`)).text();
    expect(course).toContain('A reading');
    const placement = await platform.records.placements
      .findOne({ title: 'Quiz of module 2' })
      .lean()
      .orFail();
    await completeLaunch(new PlainBrowser(tool.url), await platform.launchAs('eleni', placement._id));
    expect(tool.launches.at(-1)).toMatchObject({
      [`${lti}/message_type`]: 'LtiResourceLinkRequest',
      [`${lti}/custom`]: { activity: 'quiz:two' },
    });
    expect(await platform.records.lineItems.findOne({ placementId: placement._id }).lean()).toMatchObject({
      label: 'Quiz of module 2',
      scoreMaximum: 20,
    });
  });

  it('takes an empty answer for nothing picked', async () => {
    const settings = await openPicker();
    const page = await send(settings, await answer(settings, { [`${deepLinking}/content_items`]: [] }));
    expect(await page.text()).toContain('Nothing was chosen');
  });

  it('takes an answer once, also if the tool signs another', async () => {
    const settings = await openPicker();
    expect((await send(settings, await answer(settings))).status).toBe(200);
    expect((await send(settings, await answer(settings))).status).toBe(400);
  });

  it.each<[string, JWTPayload]>([
    ['another issuer', { iss: 'somebody' }],
    ['another audience', { aud: 'https://other.example' }],
    ['another deployment', { [`${lti}/deployment_id`]: '2' }],
    ['another message type', { [`${lti}/message_type`]: 'LtiResourceLinkRequest' }],
    ['changed data', { [`${deepLinking}/data`]: 'other' }],
    ['a past end', { iat: 1, exp: 2 }],
    ['no nonce', { nonce: undefined }],
    [
      'custom values that are no text',
      { [`${deepLinking}/content_items`]: [{ type: 'ltiResourceLink', custom: { a: 1 } }] },
    ],
  ])('refuses an answer with %s', async (_case, changes) => {
    const settings = await openPicker();
    expect((await send(settings, await answer(settings, changes))).status).toBe(400);
  });

  it('is refused to trainees', async () => {
    const page = await completeLaunch(
      new PlainBrowser(tool.url),
      await platform.launchAs('eleni', '', { pick: true }),
    );
    expect(page.status).toBe(403);
    expect(tool.errors.at(-1)).toBe('access_denied');
  });
});
