import { claims, startFakePlatform, type FakePlatform, type TokenOptions } from '../support/fake-platform.ts';
import { PlainBrowser, type Visit } from '../support/browser.ts';
import { startTool, type RunningTool } from '../support/tool.ts';

describe('the pages of login, launch and registration', () => {
  let tool: RunningTool;
  let platform: FakePlatform;
  const logged: unknown[] = [];
  const note = (): void => undefined;
  beforeAll(async () => {
    const log = { debug: note, info: note, warn: note, error: (fields: object) => void logged.push(fields) };
    [tool, platform] = await Promise.all([startTool({ log, env: { DEMO: 'off' } }), startFakePlatform()]);
    await tool.administration.addPlatform({
      ...platform,
      issuer: platform.url,
      deployments: ['deployment-1'],
    });
  });
  afterAll(async () => {
    await Promise.all([tool.close(), platform.close()]);
  });
  afterEach(() => expect(logged).toEqual([]));

  const browser = (headers: Record<string, string> = {}): PlainBrowser => new PlainBrowser(tool.url, headers);
  const login = (one: PlainBrowser, changes: Record<string, string> = {}): Promise<Visit> => {
    const usual = {
      iss: platform.url,
      client_id: platform.clientId,
      login_hint: 'user-7',
      target_link_uri: `${tool.url}/lti/launch`,
    };
    return one.get(`/lti/login?${new URLSearchParams({ ...usual, ...changes }).toString()}`);
  };
  const launch = async (one: PlainBrowser, options: TokenOptions = {}): Promise<() => Promise<Visit>> => {
    const { headers } = (await login(one)).response;
    const { state = '', nonce = '' } = Object.fromEntries(new URL(String(headers['location'])).searchParams);
    const id_token = await platform.idToken({ nonce, launchUrl: `${tool.url}/lti/launch` }, options);
    return () => one.post('/lti/launch', { id_token, state });
  };
  const policyOf = ({ response }: Visit): string => String(response.headers['content-security-policy']);

  const refusals: [string, () => Promise<Visit>, number, RegExp][] = [
    [
      'a login without parameters',
      () => browser().get('/lti/login'),
      400,
      /Your platform's request was incomplete/,
    ],
    [
      'an unknown platform',
      () => login(browser(), { iss: 'https://x.example' }),
      403,
      /do not know this learning/,
    ],
    ['an empty launch', () => browser().post('/lti/launch'), 400, /The launch was incomplete/],
    [
      'a refused token',
      async () => (await launch(browser(), { claims: { nonce: 'x' } }))(),
      403,
      /could not be verified/,
    ],
    [
      'an unknown deployment',
      async () => (await launch(browser(), { claims: { [claims.deploymentId]: 'new' } }))(),
      403,
      /waits for approval.*deployment new/,
    ],
    [
      'an unknown invite',
      () => browser().get('/lti/register/guess'),
      404,
      /This registration address is not valid/,
    ],
  ];
  it.each(refusals)('explain %s, with an error id and no stack', async (_name, visit, status, text) => {
    const page = await visit();
    expect([page.status, page.text]).toEqual([status, expect.stringMatching(text)]);
    expect(page.text).toMatch(/Error id: [\w-]{8,}/);
    expect(page.html).not.toMatch(/node_modules|\.ts:\d|at \w+ \(/);
    expect(policyOf(page)).toContain('frame-ancestors *');
    expect(page.response.headers['x-frame-options']).toBeUndefined();
  });

  it('speak German to who reads German', async () => {
    const german = browser({ 'Accept-Language': 'de' });
    expect((await login(german, { iss: 'https://x.example' })).text).toMatch(
      /Diese Lernplattform kennen wir nicht/,
    );
    expect((await german.get('/lti/register/guess')).text).toMatch(/Diese Anmeldeadresse gilt nicht/);
  });

  it('lead back into the course from a launch that is refused, where the whole window is the tool’s', async () => {
    const back = { [claims.launchPresentation]: { return_url: `${platform.url}/course/2` } };
    const refused = await (await launch(browser(), { claims: { ...back, [claims.deploymentId]: 'new' } }))();
    expect(refused.html).toContain(`href="${platform.url}/course/2"`);
    const elsewhere = await (
      await launch(browser(), {
        claims: {
          [claims.launchPresentation]: { return_url: 'https://x.example' },
          [claims.deploymentId]: 'new',
        },
      })
    )();
    expect(elsewhere.html).not.toContain('https://x.example');
  });

  it('answer a launch that is sent again with the way to where it led', async () => {
    const one = browser();
    const send = await launch(one);
    const arrived = await send();
    expect(arrived.status).toBe(200);
    const again = await send();
    expect([again.status, again.text]).toEqual([409, expect.stringContaining('has been used already')]);
    const [home = ''] = again.links(/^\/c\//);
    expect((await one.get(home)).status).toBe(200);
  });

  it('answer a launch without its cookie', async () => {
    const one = browser();
    const send = await launch(one);
    one.jar.clear();
    const page = await send();
    expect([page.status, page.text]).toEqual([400, expect.stringContaining('did not let us recognise you')]);
  });

  it('carry the whole login in links, inside a frame, and run no script but the tool’s own', async () => {
    const page = await login(browser({ 'Sec-Fetch-Dest': 'iframe' }), { lti_storage_target: '_parent' });
    expect(page.status).toBe(200);
    const [here, window] = page.links(/./).filter((href) => /authorize|\/lti\/login/.test(href));
    expect(new URL(here ?? '').searchParams.get('redirect_uri')).toBe(`${tool.url}/lti/launch`);
    expect(window).toMatch(/^\/lti\/login\?iss=/);
    expect(page.html).toMatch(/<script nonce="[^"]+" src="[^"]*lti-login-\w+\.js"/);
    expect(policyOf(page)).not.toMatch(/unsafe/);
  });

  it('end a registration with the next steps', async () => {
    const { url } = await tool.administration.createInvite({ label: 'Our Moodle' });
    const { pathname } = new URL(url);
    expect((await browser().get(pathname)).text).toContain('This address belongs into your LMS');
    platform.configuration = {
      'https://purl.imsglobal.org/spec/lti-platform-configuration': { product_family_code: 'moodle' },
    };
    const query = new URLSearchParams({ openid_configuration: platform.configurationUrl }).toString();
    const page = await browser().get(`${pathname}?${query}`);
    expect([page.status, page.text]).toEqual([200, expect.stringMatching(/Activate.*activity chooser/)]);
    expect(page.response.headers['cross-origin-opener-policy']).toBeUndefined();
    expect(platform.registrations[0]?.body).toMatchObject({ client_name: 'LCF Curriculum' });
    const logo = String(platform.registrations[0]?.body['logo_uri']);
    expect((await browser().get(logo)).status).toBe(200);
  });

  it('say what was wrong with a registration', async () => {
    const { url } = await tool.administration.createInvite({ label: 'Our Moodle' });
    const query = new URLSearchParams({ openid_configuration: `${platform.url}/nothing` }).toString();
    const page = await browser().get(`${new URL(url).pathname}?${query}`);
    expect([page.status, page.text]).toEqual([422, expect.stringMatching(/status 404.*you can try again/)]);
  });

  it('describe the tool to Canvas', async () => {
    const { response } = await browser().get('/lti/canvas.json');
    expect(response.body).toMatchObject({
      title: 'LCF Curriculum',
      oidc_initiation_url: `${tool.url}/lti/login`,
      target_link_uri: `${tool.url}/lti/launch`,
      public_jwk_url: `${tool.url}/lti/keys`,
    });
  });

  it('show the keys to anybody, without a cookie', async () => {
    const { response } = await browser().get('/lti/keys');
    expect(response.headers['content-type']).toMatch(/^application\/json/);
    expect((response.body as { keys: object[] }).keys[0]).toMatchObject({
      kty: 'RSA',
      alg: 'RS256',
      use: 'sig',
    });
    expect(response.headers['set-cookie']).toBeUndefined();
  });

  it('refuse nobody for the number of launches from one address', async () => {
    const statuses = await Promise.all(
      Array.from({ length: 150 }, async () => (await login(browser(), { iss: 'https://x.example' })).status),
    );
    expect(new Set(statuses)).toEqual(new Set([403]));
    expect((await (await launch(browser()))()).status).toBe(200);
  });
});
