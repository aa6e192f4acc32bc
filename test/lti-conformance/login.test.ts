import { startFakePlatform, type FakePlatform } from '../support/fake-platform.ts';
import { authorizationOf, LtiBrowser, startLtiTool, type LtiTool } from '../support/lti-tool.ts';

describe('OpenID Connect third-party-initiated login', () => {
  let tool: LtiTool;
  let platform: FakePlatform;
  beforeAll(async () => {
    [tool, platform] = await Promise.all([startLtiTool(), startFakePlatform()]);
    await tool.know(platform);
  });
  afterAll(async () => {
    await Promise.all([tool.close(), platform.close()]);
  });
  afterEach(() => expect(tool.crashes).toEqual([]));

  it('redirects to the platform with what it wants, to the character', async () => {
    const answer = await new LtiBrowser(tool).login(platform);
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')?.startsWith(`${platform.authorizationUrl}?`)).toBe(true);
    const { state, nonce, ...rest } = authorizationOf(answer);
    expect(rest).toEqual({
      scope: 'openid',
      response_type: 'id_token',
      response_mode: 'form_post',
      prompt: 'none',
      client_id: platform.clientId,
      redirect_uri: tool.launchUrl,
      login_hint: 'user-7',
      lti_message_hint: '{"cmid":2,"launchid":"abc"}',
    });
    expect(Buffer.from(state, 'base64url')).toHaveLength(16);
    expect(Buffer.from(nonce, 'base64url')).toHaveLength(16);
    expect(nonce).not.toBe(state);
  });

  it('takes POST as well as GET', async () => {
    const answer = await new LtiBrowser(tool).post('/lti/login', {
      iss: platform.url,
      login_hint: 'user-7',
      target_link_uri: tool.launchUrl,
      lti_deployment_id: 'deployment-1',
    });
    expect(answer.status).toBe(302);
  });

  it('takes a login without client id, deployment or message hint where the issuer has one registration', async () => {
    const answer = await new LtiBrowser(tool).login(platform, {
      client_id: undefined,
      lti_message_hint: undefined,
    });
    expect(answer.status).toBe(302);
    expect(authorizationOf(answer)).not.toHaveProperty('lti_message_hint');
  });

  it('asks for the client id where the issuer has several registrations', async () => {
    const [a, b] = [await startFakePlatform(), await startFakePlatform()];
    await tool.know(a);
    await tool.know({ ...b, url: a.url });
    expect((await new LtiBrowser(tool).login(a, { client_id: undefined })).body?.code).toBe(
      'lti-client-unknown',
    );
    expect((await new LtiBrowser(tool).login(a)).status).toBe(302);
    await tool.administration.switchOffPlatform({ clientId: b.clientId });
    tool.lti.registry.forget();
    expect((await new LtiBrowser(tool).login(a, { client_id: undefined })).status).toBe(302);
    await Promise.all([a.close(), b.close()]);
  });

  it.each([
    ['no issuer', { iss: undefined }, 'lti-login-malformed'],
    ['no login hint', { login_hint: undefined }, 'lti-login-malformed'],
    ['no target link', { target_link_uri: undefined }, 'lti-login-malformed'],
    ['an empty issuer', { iss: '' }, 'lti-login-malformed'],
    ['an unknown issuer', { iss: 'https://unknown.example' }, 'lti-platform-unknown'],
    ['an unknown client', { client_id: 'unknown' }, 'lti-client-unknown'],
    ['a target on another site', { target_link_uri: 'https://other.example/' }, 'lti-target-elsewhere'],
    ['a target without a site', { target_link_uri: '//other.example/' }, 'lti-target-elsewhere'],
    ['a target that is a script', { target_link_uri: 'javascript:alert(1)' }, 'lti-target-elsewhere'],
  ])('refuses %s', async (_name, parameters, code) => {
    const answer = await new LtiBrowser(tool).login(platform, parameters);
    expect([answer.body?.code, answer.status >= 400 && answer.status < 500]).toEqual([code, true]);
    expect(answer.headers.getSetCookie()).toEqual([]);
  });

  it.each(['iss[$ne]=x', 'iss=a&iss=b', 'iss[]=a', 'iss[a]=b', '__proto__[iss]=x'])(
    'refuses values that are no single string: %s',
    async (iss) => {
      const rest = new URLSearchParams({ login_hint: 'x', target_link_uri: tool.launchUrl }).toString();
      for (const answer of [
        await new LtiBrowser(tool).get(`/lti/login?${iss}&${rest}`),
        await new LtiBrowser(tool).post('/lti/login', `${iss}&${rest}`),
      ]) {
        expect(answer.body?.code).toBe('lti-login-malformed');
      }
    },
  );

  it('lets nobody log in from a platform that is switched off', async () => {
    const other = await startFakePlatform();
    await tool.know(other);
    await tool.administration.switchOffPlatform({ clientId: other.clientId });
    tool.lti.registry.forget();
    expect((await new LtiBrowser(tool).login(other)).body?.code).toBe('lti-platform-off');
    await tool.administration.switchOnPlatform({ clientId: other.clientId });
    tool.lti.registry.forget();
    expect((await new LtiBrowser(tool).login(other)).status).toBe(302);
    await other.close();
  });

  describe('in a frame', () => {
    const framed = { 'Sec-Fetch-Dest': 'iframe' };

    it('answers with a page that carries the complete authorization address, and a way into a new window', async () => {
      const browser = new LtiBrowser(tool);
      const answer = await browser.login(platform, {}, framed);
      expect([answer.status, answer.body?.view]).toEqual([200, 'lti/login']);
      const { authorizationUrl, newWindowUrl, storage } = answer.body?.model as Record<string, string>;
      expect(authorizationUrl?.startsWith(`${platform.authorizationUrl}?scope=openid&`)).toBe(true);
      expect(storage).toBeNull();
      const inNewWindow = await new LtiBrowser(tool).get(newWindowUrl ?? '', {
        'Sec-Fetch-Dest': 'document',
      });
      expect(inNewWindow.status).toBe(302);
      expect(authorizationOf(inNewWindow)['lti_message_hint']).toBe('{"cmid":2,"launchid":"abc"}');
    });

    it('names the cookie by which its script sees whether cookies arrive', async () => {
      const answer = await new LtiBrowser(tool).login(platform, {}, framed);
      const probe = String(answer.body?.model?.['probe']);
      const line = answer.headers.getSetCookie().find((cookie) => cookie.startsWith(`${probe}=1;`));
      expect(line).toMatch(/Secure; SameSite=None; Partitioned$/);
      expect(line).not.toContain('HttpOnly');
    });

    it('offers what platform storage keeps, where the platform has it, and it is not the cookie', async () => {
      const answer = await new LtiBrowser(tool).login(platform, { lti_storage_target: '_parent' }, framed);
      const storage = answer.body?.model?.['storage'] as Record<string, string>;
      expect(storage).toMatchObject({ origin: platform.url, target: '_parent' });
      expect(answer.headers.getSetCookie().join()).not.toContain(storage['secret']);
    });
  });
});

describe('the binding of a login to its browser', () => {
  let tool: LtiTool;
  let platform: FakePlatform;
  beforeAll(async () => {
    [tool, platform] = await Promise.all([startLtiTool(), startFakePlatform()]);
    await tool.know(platform);
  });
  afterAll(async () => {
    await Promise.all([tool.close(), platform.close()]);
  });
  afterEach(() => expect(tool.crashes).toEqual([]));

  it('is a cookie of its own per login, which only this host may set and scripts cannot read', async () => {
    const answer = await new LtiBrowser(tool).login(platform);
    const [cookie] = answer.headers.getSetCookie();
    expect(cookie).toMatch(
      /^__Host-lti-login-[\w-]+=[\w-]{22}; Max-Age=600; HttpOnly; Path=\/; Secure; SameSite=None; Partitioned$/,
    );
  });

  it('lets two logins of one page go on side by side', async () => {
    const browser = new LtiBrowser(tool);
    const forms = [await browser.launchForm(platform), await browser.launchForm(platform)];
    for (const form of forms) expect((await browser.post('/lti/launch', form)).status).toBe(200);
    expect(browser.cookies.names().filter((name) => name.startsWith('__Host-lti-login'))).toEqual([]);
  });

  it('shows a page with the way back when the launch comes without it, and leaves the login as it is', async () => {
    const browser = new LtiBrowser(tool);
    const form = await browser.launchForm(platform);
    const stranger = await new LtiBrowser(tool).post('/lti/launch', form);
    expect([stranger.status, stranger.body?.view]).toEqual([400, 'lti/no-cookie']);
    expect(stranger.body?.model).toEqual({ startAgain: platform.url });
    expect((await browser.post('/lti/launch', form)).status).toBe(200);
  });

  it("refuses the launch of a login with another login's cookie", async () => {
    const [mine, theirs] = [new LtiBrowser(tool), new LtiBrowser(tool)];
    const form = await mine.launchForm(platform);
    await theirs.launchForm(platform);
    expect((await theirs.post('/lti/launch', form)).body?.view).toBe('lti/no-cookie');
  });

  it('takes the secret from platform storage instead of the cookie, and goes on in a new window', async () => {
    tool.launches.length = 0;
    const browser = new LtiBrowser(tool);
    const login = await browser.login(
      platform,
      { lti_storage_target: '_parent' },
      { 'Sec-Fetch-Dest': 'iframe' },
    );
    browser.cookies.clear();
    const { storage, authorizationUrl } = login.body?.model as {
      storage: { secret: string; key: string };
      authorizationUrl: string;
    };
    const { state = '', nonce = '' } = Object.fromEntries(new URL(authorizationUrl).searchParams);
    const form = { state, id_token: await platform.idToken({ nonce, launchUrl: tool.launchUrl }) };
    const asking = await browser.post('/lti/launch', form);
    expect(asking.body?.view).toBe('lti/storage');
    expect(asking.headers.getSetCookie()[0]).toContain(`${String(asking.body?.model?.['probe'])}=1; `);
    expect(asking.body?.model?.['storage']).toEqual({
      origin: platform.url,
      target: '_parent',
      key: storage.key,
    });
    const guess = await browser.post('/lti/launch', { ...form, storage_secret: 'A'.repeat(22) });
    expect(guess.body?.view).toBe('lti/no-cookie');
    const inFrame = await browser.post('/lti/launch', { ...form, storage_secret: storage.secret });
    expect([inFrame.status, inFrame.body?.view, tool.launches.at(-1)]).toEqual([
      200,
      'lti/new-window',
      undefined,
    ]);

    const window = String(inFrame.body?.model?.['address']);
    const elsewhere = await browser.get(window, { 'Sec-Fetch-Site': 'cross-site' });
    expect(elsewhere.body?.code).toBe('lti-launch-expired');
    const opened = await browser.get(window, { 'Sec-Fetch-Site': 'same-origin' });
    expect(opened.body?.launch).toMatchObject({
      person: { subject: 'subject-1' },
      course: { title: 'Spring course' },
    });
    expect((await browser.get(window)).body?.code).toBe('lti-launch-expired');
  });

  it('stays in the frame if other cookies work there, for a form of its own page only', async () => {
    const browser = new LtiBrowser(tool);
    const login = await browser.login(
      platform,
      { lti_storage_target: '_parent' },
      { 'Sec-Fetch-Dest': 'iframe' },
    );
    browser.cookies.clear();
    const { storage, authorizationUrl } = login.body?.model as {
      storage: { secret: string };
      authorizationUrl: string;
    };
    const { state = '', nonce = '' } = Object.fromEntries(new URL(authorizationUrl).searchParams);
    const id_token = await platform.idToken({ nonce, launchUrl: tool.launchUrl });
    const form = { state, id_token, storage_secret: storage.secret, keeps_cookies: 'yes' };
    const elsewhere = await browser.post('/lti/launch', form, { 'Sec-Fetch-Site': 'cross-site' });
    expect([elsewhere.status, elsewhere.body?.view]).toEqual([400, 'lti/no-cookie']);
    const older = await browser.post('/lti/launch', form, { Origin: 'https://other.example' });
    expect([older.status, older.body?.view]).toEqual([400, 'lti/no-cookie']);
    const own = await browser.post('/lti/launch', form, { 'Sec-Fetch-Site': 'same-origin' });
    expect(own.body?.launch).toBeDefined();
  });

  it('ends with the one launch: the same form again is refused and leads to where it led', async () => {
    const browser = new LtiBrowser(tool);
    const form = await browser.launchForm(platform);
    const first = await browser.post('/lti/launch', form);
    const { course, placement } = first.body?.launch ?? {};
    const again = await browser.post('/lti/launch', form);
    expect([again.status, again.body?.view]).toEqual([409, 'lti/replay']);
    expect(again.body?.model?.['home']).toBe(`/c/${course?.cohortId}/${placement?.id}`);
  });

  it('ends after ten minutes', async () => {
    let now = new Date();
    const late = await startLtiTool({ deps: { clock: () => now } });
    await late.know(platform);
    const browser = new LtiBrowser(late);
    const form = await browser.launchForm(platform);
    now = new Date(now.getTime() + 10 * 60_000 + 1);
    expect((await browser.post('/lti/launch', form)).body?.code).toBe('lti-launch-expired');
    await late.close();
  });

  it('knows no state that it has not given', async () => {
    const browser = new LtiBrowser(tool);
    const { id_token } = await browser.launchForm(platform);
    const answer = await browser.post('/lti/launch', { id_token, state: 'A'.repeat(22) });
    expect(answer.body?.code).toBe('lti-launch-expired');
  });
});
