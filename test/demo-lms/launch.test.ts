import { completeLaunch, startDemoPlatform, type DemoPlatform } from '../support/demo-platform.ts';
import { PlainBrowser, type Visit } from '../support/browser.ts';
import { openTestDatabase } from '../support/database.ts';
import { readForm } from '../support/page-form.ts';
import type { TokenFault } from '../support/token-faults.ts';
import { startFakeTool, type FakeTool } from './fake-tool.ts';

const claim = 'https://purl.imsglobal.org/spec/lti/claim';

describe('a launch from the demo LMS', () => {
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

  const quiz = (): string => platform.placement('spring', 'quiz:sample');
  const launchAs = async (person: string, placement = quiz()): Promise<Visit> =>
    completeLaunch(new PlainBrowser(tool.url), await platform.launchAs(person, placement));

  it('reaches a tool that verifies everything', async () => {
    const answer = await launchAs('eleni');
    expect(answer.html).toBe('Launched by 101: {"activity":"quiz:sample"}');
    expect(tool.launches.at(-1)).toMatchObject({
      sub: '101',
      name: 'Eleni Papadopoulou',
      [`${claim}/message_type`]: 'LtiResourceLinkRequest',
      [`${claim}/version`]: '1.3.0',
      [`${claim}/deployment_id`]: '1',
      [`${claim}/resource_link`]: { id: quiz(), title: 'Quiz' },
      [`${claim}/roles`]: ['http://purl.imsglobal.org/vocab/lis/v2/membership#Learner'],
      [`${claim}/launch_presentation`]: {
        locale: 'el-GR',
        return_url: `${platform.url}/as/eleni/courses/spring`,
      },
    });
  });

  it('names the column of a graded link and none for one without', async () => {
    const endpoint = 'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint';
    await launchAs('eleni');
    expect(tool.launches.at(-1)?.[endpoint]).toHaveProperty('lineitem');
    await launchAs('eleni', platform.placement('spring', 'lesson:sample'));
    expect(tool.launches.at(-1)?.[endpoint]).not.toHaveProperty('lineitem');
  });

  it('keeps name and e-mail of a person who shows neither', async () => {
    await launchAs('anonymous');
    const claims = tool.launches.at(-1) ?? {};
    expect(claims.sub).toBe('108');
    for (const name of ['name', 'given_name', 'family_name', 'email'])
      expect(claims).not.toHaveProperty(name);
  });

  it('is a deployment of its own in each course', async () => {
    const launch = await platform.launchAs('eleni', platform.placement('ka1', 'curriculum'), {
      course: 'ka1',
    });
    expect(launch.login.fields['lti_deployment_id']).toBe('2');
    await completeLaunch(new PlainBrowser(tool.url), launch);
    expect(tool.launches.at(-1)?.[`${claim}/deployment_id`]).toBe('2');
  });

  it('can be used once', async () => {
    const launch = await platform.launchAs('eleni', quiz());
    const browser = new PlainBrowser(tool.url);
    await completeLaunch(browser, launch);
    await expect(completeLaunch(browser, launch)).rejects.toThrow('404');
  });

  it('has a page that works without scripts at each step', async () => {
    const page = await (
      await fetch(`${platform.url}/as/eleni/courses/spring/launch?placement=${quiz()}`)
    ).text();
    expect(page).toContain('<button type="submit">Continue</button>');
    expect(readForm(page).action).toBe(`${tool.url}/lti/login`);
  });

  it.each<TokenFault>([
    'unknown kid',
    'signed by another key',
    'alg none',
    'alg HS256',
    'not a JWT',
    'wrong iss',
    'wrong aud',
    'expired',
    'iat in the future',
    'wrong nonce',
    { exp: undefined, iat: 1 },
  ])('carries a fault where a test asks for one: %s', async (fault) => {
    const launch = await platform.launchAs('eleni', quiz(), { fault });
    const { status } = await completeLaunch(new PlainBrowser(tool.url), launch);
    expect(status).toBeGreaterThanOrEqual(400);
  });

  it('is signed by a new key once the LMS has rotated its keys', async () => {
    const other = await startDemoPlatform({ toolUrl: tool.url });
    tool.connect(other.registration);
    await other.rotateKeys();
    const launch = await other.launchAs('tiago', other.placement('spring', 'curriculum'));
    expect((await completeLaunch(new PlainBrowser(tool.url), launch)).status).toBe(200);
    tool.connect(platform.registration);
    await other.close();
  });

  it('comes from the same LMS after a restart: key, people and links are kept', async () => {
    const database = await openTestDatabase();
    const first = await startDemoPlatform({ connection: database.connection });
    const keys = (await (await fetch(first.registration.keysUrl)).json()) as object;
    await first.leave('aino', 'spring');
    await first.close();
    const second = await startDemoPlatform({ connection: database.connection });
    expect(await (await fetch(second.registration.keysUrl)).json()).toEqual(keys);
    expect(await second.records.people.findOne({ _id: 'aino' }).lean()).toMatchObject({ courseIds: [] });
    expect(await second.records.placements.countDocuments({})).toBe(6);
    await second.close();
    await database.close();
  });

  describe('refuses an authentication request', () => {
    const ask = async (changes: Record<string, string | null>): Promise<Response> => {
      const launch = await platform.launchAs('eleni', quiz());
      const { action, fields } = launch.login;
      const started = await new PlainBrowser(tool.url).post(action, fields);
      const url = new URL(started.response.headers['location'] ?? '');
      for (const [name, value] of Object.entries(changes)) {
        if (value === null) url.searchParams.delete(name);
        else url.searchParams.set(name, value);
      }
      return fetch(url);
    };

    it.each([
      ['with another scope', { scope: 'openid profile' }],
      ['with another response mode', { response_mode: 'query' }],
      ['with a prompt', { prompt: 'login' }],
      ['without a nonce', { nonce: null }],
      ['without the message hint', { lti_message_hint: null }],
      ['of a tool it does not know', { client_id: 'unknown' }],
      [
        'to an address that is not registered to the character',
        { redirect_uri: 'http://127.0.0.1:9/lti/launch/' },
      ],
    ])('%s', async (_case, changes) => {
      expect((await ask(changes)).status).toBe(404);
    });

    it('of another person than the one who pressed the link, and tells the tool', async () => {
      const form = readForm(await (await ask({ login_hint: '102' })).text());
      expect(form.fields).toMatchObject({ error: 'access_denied' });
      expect(form.fields['state']).toBeTruthy();
    });
  });
});
