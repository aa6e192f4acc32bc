import { startFakePlatform, type FakePlatform } from '../support/fake-platform.ts';
import type { Platform } from '../../src/lti/index.ts';
import { LtiBrowser, startLtiTool, type Answer, type LtiTool } from '../support/lti-tool.ts';

const toolClaim = 'https://purl.imsglobal.org/spec/lti-tool-configuration';
const platformClaim = 'https://purl.imsglobal.org/spec/lti-platform-configuration';

describe('dynamic registration', () => {
  let tool: LtiTool;
  let platform: FakePlatform;
  beforeAll(async () => {
    tool = await startLtiTool();
  });
  afterAll(() => tool.close());
  beforeEach(async () => {
    platform = await startFakePlatform();
  });
  afterEach(async () => {
    expect(tool.crashes).toEqual([]);
    await platform.close();
  });

  const invite = async (): Promise<string> =>
    new URL((await tool.administration.createInvite({ label: 'Our Moodle' })).url).pathname;
  const register = (path: string, query: Record<string, string> = {}): Promise<Answer> => {
    const usual = { openid_configuration: platform.configurationUrl, registration_token: 'secret.token' };
    return new LtiBrowser(tool).get(`${path}?${new URLSearchParams({ ...usual, ...query }).toString()}`);
  };
  const isLiving = async (path: string): Promise<boolean> =>
    (await tool.administration.listInvites()).some(({ url }) => url.endsWith(path));
  const stored = async (): Promise<Platform[]> =>
    (await tool.administration.listPlatforms()).filter(({ issuer }) => issuer === platform.url);

  it('registers with one address, to the end: a launch works at once', async () => {
    platform.configuration = { [platformClaim]: { product_family_code: 'Moodle', messages_supported: [] } };
    const path = await invite();
    const answer = await register(path);
    expect([answer.status, answer.body?.view]).toEqual([200, 'lti/registered']);
    expect(answer.body?.model?.['steps']).toEqual([
      'lti:registered.step.moodleActivate',
      'lti:registered.step.moodleChooser',
      'lti:registered.step.moodleAdd',
    ]);
    expect(await isLiving(path)).toBe(false);
    expect((await stored()).map(({ name, family }) => [name, family])).toEqual([['Our Moodle', 'moodle']]);
    expect((await new LtiBrowser(tool).launch(platform)).status).toBe(200);
  });

  it('sends what a platform needs: addresses, domain with port, scopes, deep linking, logo', async () => {
    await register(await invite());
    const [sent] = platform.registrations;
    const host = new URL(tool.url).host;
    expect(sent?.authorization).toBe('Bearer secret.token');
    expect(sent?.body).toMatchObject({
      application_type: 'web',
      response_types: ['id_token'],
      initiate_login_uri: `${tool.url}/lti/login`,
      redirect_uris: [tool.launchUrl],
      jwks_uri: `${tool.url}/lti/keys`,
      logo_uri: `${tool.url}/logo.svg`,
      token_endpoint_auth_method: 'private_key_jwt',
      [toolClaim]: {
        domain: host,
        target_link_uri: tool.launchUrl,
        messages: [
          { type: 'LtiResourceLinkRequest' },
          { type: 'LtiDeepLinkingRequest', target_link_uri: tool.launchUrl },
        ],
      },
    });
    expect(String(sent?.body['scope']).split(' ')).toEqual(
      expect.arrayContaining([
        'https://purl.imsglobal.org/spec/lti-ags/scope/lineitem',
        'https://purl.imsglobal.org/spec/lti-ags/scope/score',
        'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly',
      ]),
    );
  });

  it('asks only for what the platform says it has', async () => {
    platform.configuration = {
      scopes_supported: ['openid', 'https://purl.imsglobal.org/spec/lti-ags/scope/score'],
      [platformClaim]: { messages_supported: [{ type: 'LtiResourceLinkRequest' }] },
    };
    await register(await invite());
    const { body } = platform.registrations[0] ?? {};
    expect(body?.['scope']).toBe('https://purl.imsglobal.org/spec/lti-ags/scope/score');
    expect((body?.[toolClaim] as { messages: unknown[] }).messages).toHaveLength(1);
  });

  it('takes an answer without a deployment: the first launch waits for approval', async () => {
    platform.registration = { [toolClaim]: undefined };
    const answer = await register(await invite());
    expect(answer.body?.model?.['waitsForDeployment']).toBe(true);
    expect((await new LtiBrowser(tool).launch(platform)).body?.code).toBe('lti-deployment-unknown');
  });

  it('uses an invite once', async () => {
    const path = await invite();
    expect((await register(path)).status).toBe(200);
    expect((await register(path)).body?.code).toBe('lti-invite-not-valid');
    expect(platform.registrations).toHaveLength(1);
  });

  it('registers once where the address is opened twice at the same time', async () => {
    const path = await invite();
    const answers = await Promise.all([register(path), register(path), register(path)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404, 404]);
    expect(platform.registrations).toHaveLength(1);
  });

  it.each<[string, (platform: FakePlatform) => void, string]>([
    [
      'no configuration',
      (one) => one.faults.set('/openid-configuration', (_req, res) => res.end('{}')),
      'noConfiguration',
    ],
    ['a redirect', (one) => redirect(one, '/openid-configuration'), 'noConfiguration'],
    [
      'a refusal',
      (one) => one.faults.set('/register', (_req, res) => res.writeHead(400).end('no')),
      'refused',
    ],
    ['no client id', (one) => (one.registration = { client_id: undefined }), 'noClientId'],
    [
      'an address that is none',
      (one) => (one.configuration = { token_endpoint: 'ftp://x' }),
      'addressNotAllowed',
    ],
    [
      'more than 1 MB',
      (one) => one.faults.set('/openid-configuration', (_req, res) => res.end('x'.repeat(2_000_000))),
      'notReached',
    ],
    [
      'a broken connection',
      (one) => one.faults.set('/openid-configuration', (_req, res) => res.destroy()),
      'notReached',
    ],
  ])('keeps the invite after %s', async (_name, fault, problem) => {
    fault(platform);
    const path = await invite();
    const failed = await register(path);
    expect([failed.status, failed.body?.model?.['problem']]).toEqual([
      422,
      `lti:registrationFailed.problem.${problem}`,
    ]);
    expect(await isLiving(path)).toBe(true);
    platform.faults.clear();
    platform.configuration = {};
    platform.registration = {};
    expect((await register(path)).status).toBe(200);
  });

  it('gives up a platform that never answers, and keeps the invite', async () => {
    platform.faults.set('/openid-configuration', () => undefined);
    const start = Date.now();
    const path = await invite();
    expect((await register(path)).body?.model?.['problem']).toMatch(/notReached$/);
    expect(Date.now() - start).toBeLessThan(8_000);
    expect(await isLiving(path)).toBe(true);
  });

  it('takes a known client id as an update: it adds the deployment and keeps the old ones', async () => {
    await register(await invite());
    platform.registration = { [toolClaim]: { deployment_id: 7 } };
    expect((await register(await invite())).status).toBe(200);
    expect((await stored()).map(({ deployments }) => deployments)).toEqual([['deployment-1', '7']]);
  });

  it('lets nobody redirect a known platform to other addresses', async () => {
    await register(await invite());
    const intruder = await startFakePlatform({ clientId: platform.clientId });
    intruder.configuration = { issuer: platform.url };
    const answer = await register(await invite(), { openid_configuration: intruder.configurationUrl });
    expect(answer.body?.model?.['problem']).toMatch(/otherPlatform$/);
    expect((await stored()).map(({ jwksUrl }) => jwksUrl)).toEqual([platform.jwksUrl]);
    await intruder.close();
  });

  it('explains itself to somebody who opens the address in a browser', async () => {
    const path = await invite();
    const answer = await new LtiBrowser(tool).get(path);
    expect([answer.status, answer.body?.view]).toEqual([400, 'lti/register']);
    expect(await isLiving(path)).toBe(true);
  });

  it('prints the same development invite until it is used', async () => {
    const first = await tool.administration.getDevelopmentInvite();
    expect(await tool.administration.getDevelopmentInvite()).toEqual(first);
    await register(new URL(first.url).pathname);
    expect((await tool.administration.getDevelopmentInvite()).url).not.toBe(first.url);
  });

  it('stops answering an address that tries many invites', async () => {
    for (let count = 0; count < 20; count += 1) await register(`/lti/register/guess-${count}`);
    expect((await register('/lti/register/guess-21')).status).toBe(429);
  });
});

describe('dynamic registration in production', () => {
  let tool: LtiTool;
  beforeAll(async () => {
    tool = await startLtiTool({ settings: { production: true, allowPrivatePlatforms: false } });
  });
  afterAll(() => tool.close());

  it.each([
    ['http', 'http://203.0.113.9/openid-configuration'],
    ['loopback', 'https://127.0.0.1/openid-configuration'],
    ['a private network', 'https://10.0.0.7/openid-configuration'],
    ['a link-local address', 'https://169.254.169.254/latest/meta-data'],
    ['a name of this machine', 'https://localhost/openid-configuration'],
    ['an IPv6 loopback', 'https://[::1]/openid-configuration'],
    ['an IPv4 address in IPv6', 'https://[::ffff:10.0.0.1]/openid-configuration'],
    ['a file', 'file:///etc/passwd'],
  ])('does not fetch from %s', async (_name, address) => {
    const { url } = await tool.administration.createInvite({ label: 'x' });
    const query = new URLSearchParams({ openid_configuration: address }).toString();
    const answer = await new LtiBrowser(tool).get(`${new URL(url).pathname}?${query}`);
    expect([answer.status, answer.body?.model?.['problem']]).toEqual([
      422,
      'lti:registrationFailed.problem.addressNotAllowed',
    ]);
  });

  it('fetches from a private network where that is allowed', async () => {
    const lenient = await startLtiTool({ settings: { production: true, allowPrivatePlatforms: true } });
    const platform = await startFakePlatform();
    const { url } = await lenient.administration.createInvite({ label: 'x' });
    const query = new URLSearchParams({ openid_configuration: platform.configurationUrl }).toString();
    expect((await new LtiBrowser(lenient).get(`${new URL(url).pathname}?${query}`)).status).toBe(200);
    await Promise.all([lenient.close(), platform.close()]);
  });
});

function redirect(platform: FakePlatform, path: string): void {
  platform.faults.set(path, (_req, res) =>
    res.writeHead(302, { Location: `${platform.url}/elsewhere` }).end(),
  );
}
