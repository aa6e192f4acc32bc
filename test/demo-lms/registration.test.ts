import { startDemoPlatform, type DemoPlatform } from '../support/demo-platform.ts';

const configuration = 'https://purl.imsglobal.org/spec/lti-tool-configuration';

describe('dynamic registration at the demo LMS', () => {
  let platform: DemoPlatform;

  beforeAll(async () => {
    platform = await startDemoPlatform();
  });
  afterAll(() => platform.close());

  const request = (changes: object = {}, tool: object = {}): object => ({
    application_type: 'web',
    client_name: 'Another tool',
    response_types: ['id_token'],
    grant_types: ['client_credentials', 'implicit'],
    initiate_login_uri: 'https://tool.example:8443/login',
    redirect_uris: ['https://tool.example:8443/launch'],
    jwks_uri: 'https://tool.example:8443/keys',
    token_endpoint_auth_method: 'private_key_jwt',
    scope: 'https://purl.imsglobal.org/spec/lti-ags/scope/score urn:unknown',
    [configuration]: {
      domain: 'tool.example:8443',
      target_link_uri: 'https://tool.example:8443/launch',
      claims: ['sub', 'name'],
      messages: [{ type: 'LtiDeepLinkingRequest' }],
      ...tool,
    },
    ...changes,
  });
  /** What the registration page hands to a tool in its frame. */
  const handOver = async (): Promise<{ configurationUrl: string; token: string }> => {
    const query = new URLSearchParams({ url: 'https://tool.example:8443/register/abc?x=1' });
    const page = await (await fetch(`${platform.url}/as/ada/tools/register?${query.toString()}`)).text();
    const source = new URL(
      (/<iframe src="([^"]*)"/.exec(page)?.[1] ?? '').replaceAll(/&amp;|&#x3D;/g, (text) =>
        text === '&amp;' ? '&' : '=',
      ),
    );
    expect(source.searchParams.get('x')).toBe('1');
    return {
      configurationUrl: source.searchParams.get('openid_configuration') ?? '',
      token: source.searchParams.get('registration_token') ?? '',
    };
  };
  const register = async (token: string, body: object): Promise<Response> => {
    const { configurationUrl } = await handOver();
    const { registration_endpoint: url } = (await (await fetch(configurationUrl)).json()) as Record<
      string,
      string
    >;
    return fetch(url ?? '', {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  };

  it('says what the LMS is', async () => {
    const { configurationUrl } = await handOver();
    const { issuer, authorizationUrl, tokenUrl, keysUrl } = platform.registration;
    expect(await (await fetch(configurationUrl)).json()).toMatchObject({
      issuer,
      authorization_endpoint: authorizationUrl,
      token_endpoint: tokenUrl,
      jwks_uri: keysUrl,
    });
  });

  it('takes a tool, which waits until an administrator switches it on', async () => {
    const { token } = await handOver();
    const answer = await register(token, request());
    expect(answer.status).toBe(200);
    const { client_id: clientId, ...rest } = (await answer.json()) as { client_id: string };
    expect(rest).toMatchObject({
      scope: 'https://purl.imsglobal.org/spec/lti-ags/scope/score',
      [configuration]: { deployment_id: '1' },
    });
    const course = async (): Promise<string> =>
      (await fetch(`${platform.url}/as/sofia/courses/spring`)).text();
    expect(await course()).not.toContain('Another tool');
    await fetch(`${platform.url}/as/ada/tools/${clientId}/activate`, { method: 'POST' });
    expect(await course()).toContain('Add activities from Another tool');
  });

  it('refuses a second registration with the same token, and keeps the token if the first was wrong', async () => {
    const { token } = await handOver();
    expect((await register(token, request({ jwks_uri: 'no url' }))).status).toBe(400);
    expect((await register(token, request())).status).toBe(200);
    const again = await register(token, request());
    expect([again.status, await again.json()]).toMatchObject([401, { error: 'token_already_used' }]);
  });

  it.each([
    ['missing_domain', request({}, { domain: undefined })],
    ['domain_targetlinkuri_mismatch', request({}, { domain: 'tool.example' })],
    ['invalid_client_metadata', request({ response_types: ['code'] })],
    ['invalid_client_metadata', request({ token_endpoint_auth_method: 'client_secret_post' })],
  ])('refuses with %s', async (error, body) => {
    const { token } = await handOver();
    const answer = await register(token, body);
    expect([answer.status, await answer.json()]).toMatchObject([400, { error }]);
  });

  it('refuses without a token of its own', async () => {
    expect((await register('no-token', request())).status).toBe(401);
  });

  it('is the work of the administrator', async () => {
    expect((await fetch(`${platform.url}/as/sofia/tools`)).status).toBe(403);
  });
});
