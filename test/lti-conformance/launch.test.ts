import { SignJWT } from 'jose';
import {
  claims,
  makePlatformKey,
  startFakePlatform,
  type FakePlatform,
  type TokenOptions,
} from '../support/fake-platform.ts';
import { LtiBrowser, startLtiTool, type Answer, type LtiTool } from '../support/lti-tool.ts';

/**
 * Named after the cases of 1EdTech's LTI Advantage certification for tools ("Known Bad Payloads", "Valid Teacher
 * Launches", "Valid Student Launches"), each sent by a platform that signs whatever the case needs.
 */
describe('LTI 1.3 core, launches', () => {
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

  const launch = (options: TokenOptions = {}): Promise<Answer> =>
    new LtiBrowser(tool).launch(platform, options);
  const now = (): number => Math.floor(Date.now() / 1000);
  const membership = (role: string): string => `http://purl.imsglobal.org/vocab/lis/v2/membership#${role}`;

  describe('known bad payloads', () => {
    const otherKey = makePlatformKey('unknown-key');
    const cases: [string, () => Promise<TokenOptions> | TokenOptions, string][] = [
      ['no KID in the JWT header', () => ({ header: { kid: undefined } }), 'lti-token-refused'],
      ['an incorrect KID in the JWT header', async () => ({ key: await otherKey }), 'lti-token-refused'],
      [
        'a known KID with another signature',
        async () => ({ key: { ...(await otherKey), kid: platform.key.kid } }),
        'lti-token-refused',
      ],
      ['the wrong LTI version', () => ({ claims: { [claims.version]: '11.3' } }), 'lti-launch-malformed'],
      ['no LTI version', () => ({ claims: { [claims.version]: undefined } }), 'lti-launch-malformed'],
      [
        'no LTI message type',
        () => ({ claims: { [claims.messageType]: undefined } }),
        'lti-launch-malformed',
      ],
      [
        'an unknown message type',
        () => ({ claims: { [claims.messageType]: 'LtiStartProctoring' } }),
        'lti-launch-malformed',
      ],
      ['no deployment id', () => ({ claims: { [claims.deploymentId]: undefined } }), 'lti-launch-malformed'],
      [
        'another deployment id',
        () => ({ claims: { [claims.deploymentId]: 'elsewhere' } }),
        'lti-deployment-unknown',
      ],
      ['no resource link', () => ({ claims: { [claims.resourceLink]: undefined } }), 'lti-launch-malformed'],
      [
        'no resource link id',
        () => ({ claims: { [claims.resourceLink]: { title: 'x' } } }),
        'lti-launch-malformed',
      ],
      [
        'no target link uri',
        () => ({ claims: { [claims.targetLinkUri]: undefined } }),
        'lti-launch-malformed',
      ],
      [
        'a target link uri of another site',
        () => ({ claims: { [claims.targetLinkUri]: 'https://other.example/lti/launch' } }),
        'lti-target-elsewhere',
      ],
      ['no user id (sub)', () => ({ claims: { sub: undefined } }), 'lti-launch-malformed'],
      ['an empty user id (sub)', () => ({ claims: { sub: '' } }), 'lti-launch-malformed'],
      ['a user id of 256 characters', () => ({ claims: { sub: 'x'.repeat(256) } }), 'lti-launch-malformed'],
      ['no roles claim', () => ({ claims: { [claims.roles]: undefined } }), 'lti-launch-malformed'],
      ['an expired token', () => ({ claims: { iat: now() - 120, exp: now() - 60 } }), 'lti-token-refused'],
      ['no expiry (exp)', () => ({ claims: { exp: undefined } }), 'lti-token-refused'],
      ['no time of issue (iat)', () => ({ claims: { iat: undefined } }), 'lti-token-refused'],
      [
        'a time of issue in the future',
        () => ({ claims: { iat: now() + 300, exp: now() + 600 } }),
        'lti-token-refused',
      ],
      [
        'a time of issue long ago',
        () => ({ claims: { iat: now() - 300, exp: now() + 600 } }),
        'lti-token-refused',
      ],
      ['no nonce', () => ({ claims: { nonce: undefined } }), 'lti-token-refused'],
      ['another nonce', () => ({ claims: { nonce: 'guessed' } }), 'lti-token-refused'],
      ['another issuer (iss)', () => ({ claims: { iss: 'https://other.example' } }), 'lti-token-refused'],
      ['no issuer (iss)', () => ({ claims: { iss: undefined } }), 'lti-token-refused'],
      ['another audience (aud)', () => ({ claims: { aud: 'other-client' } }), 'lti-token-refused'],
      [
        'several audiences without azp',
        () => ({ claims: { aud: [platform.clientId, 'x'] } }),
        'lti-token-refused',
      ],
      [
        'several audiences with the azp of another client',
        () => ({ claims: { aud: [platform.clientId, 'x'], azp: 'x' } }),
        'lti-token-refused',
      ],
    ];
    it.each(cases)('refuses %s', async (_name, options, code) => {
      const before = tool.launches.length;
      const answer = await launch(await options());
      expect([answer.body?.code, answer.status >= 400 && answer.status < 500]).toEqual([code, true]);
      expect(tool.launches).toHaveLength(before);
    });

    it('refuses a token signed with the public key as a shared secret (HS256)', async () => {
      const browser = new LtiBrowser(tool);
      const form = await browser.launchForm(platform);
      const [, payload = ''] = form.id_token.split('.');
      const pem = platform.key.publicKey.export({ type: 'spki', format: 'pem' }).toString();
      const id_token = await new SignJWT(
        JSON.parse(Buffer.from(payload, 'base64url').toString()) as object as never,
      )
        .setProtectedHeader({ alg: 'HS256', kid: platform.key.kid })
        .sign(Buffer.from(pem));
      expect((await browser.post('/lti/launch', { ...form, id_token })).body?.code).toBe('lti-token-refused');
    });

    it('refuses a token without signature (alg none)', async () => {
      const browser = new LtiBrowser(tool);
      const form = await browser.launchForm(platform);
      const header = Buffer.from(JSON.stringify({ alg: 'none', kid: platform.key.kid })).toString(
        'base64url',
      );
      const id_token = `${header}.${form.id_token.split('.')[1]}.`;
      expect((await browser.post('/lti/launch', { ...form, id_token })).body?.code).toBe('lti-token-refused');
    });

    it.each(['', 'x', 'a.b', 'a.b.c', 'e30.e30.e30', '{}', `${'A'.repeat(2000)}.B.C`])(
      'refuses what is no token: %j',
      async (id_token) => {
        const browser = new LtiBrowser(tool);
        const { state } = await browser.launchForm(platform);
        const answer = await browser.post('/lti/launch', { id_token, state });
        expect(answer.status).toBeGreaterThanOrEqual(400);
        expect(answer.status).toBeLessThan(500);
      },
    );
  });

  describe('valid teacher launches', () => {
    it('accepts the usual launch of an instructor', async () => {
      const answer = await launch({ claims: { [claims.roles]: [membership('Instructor')] } });
      expect(answer.body?.launch).toMatchObject({
        message: 'open',
        role: 'trainer',
        person: { issuer: platform.url, subject: 'subject-1', name: 'Ana Ruiz', email: 'ana@example.org' },
        course: { title: 'Spring course' },
        placement: { title: 'Facilitation', activity: { kind: 'curriculum' } },
        reviewOf: null,
      });
    });

    it.each([
      [
        'several roles',
        [membership('Instructor'), 'http://purl.imsglobal.org/vocab/lis/v2/institution/person#Instructor'],
        'trainer',
      ],
      ['a short role', ['Instructor'], 'trainer'],
      ['an unknown role', ['http://purl.imsglobal.org/vocab/lis/v2/unknown/unknown#Helper'], 'none'],
      ['no role', [], 'none'],
      ['an empty role', [''], 'none'],
    ])('accepts %s', async (_name, roles, role) => {
      const answer = await launch({ claims: { [claims.roles]: roles } });
      expect(answer.body?.launch?.role).toBe(role);
    });
  });

  describe('valid student launches', () => {
    it('accepts a person without name and e-mail address', async () => {
      const answer = await launch({ claims: { name: undefined, email: undefined } });
      expect(answer.body?.launch?.person).toMatchObject({ name: null, email: null });
    });

    it('takes given and family name where there is no full name', async () => {
      const answer = await launch({ claims: { name: undefined, given_name: 'Ana', family_name: 'Ruiz' } });
      expect(answer.body?.launch?.person.name).toBe('Ana Ruiz');
    });

    it('accepts a launch without context: the link is a course of its own', async () => {
      const first = await launch({ claims: { [claims.context]: undefined } });
      const other = await launch({
        claims: { [claims.context]: undefined, [claims.resourceLink]: { id: 'link-2' } },
      });
      const again = await launch({ claims: { [claims.context]: undefined } });
      expect(first.body?.launch?.course.title).toBe('Facilitation');
      expect(again.body?.launch?.course.cohortId).toBe(first.body?.launch?.course.cohortId);
      expect(other.body?.launch?.course.cohortId).not.toBe(first.body?.launch?.course.cohortId);
    });

    it.each([
      ['an audience list of one without azp', { aud: ['CLIENT'] }],
      ['azp with a single audience', { azp: 'CLIENT' }],
      ['several audiences with azp', { aud: ['CLIENT', 'x'], azp: 'CLIENT' }],
      ['a user id of 255 characters', { sub: 'ü'.repeat(255) }],
      ['an extra claim', { 'https://example.org/claim': { deep: [1] } }],
      [
        'malformed optional claims',
        { [claims.custom]: 'no object', [claims.gradeServices]: 7, locale: 5, name: {} },
      ],
      ['a null context', { [claims.context]: null }],
    ])('accepts %s', async (_name, told) => {
      const text = JSON.stringify(told).replaceAll('CLIENT', platform.clientId);
      const answer = await launch({ claims: JSON.parse(text) as Record<string, unknown> });
      expect(answer.status).toBe(200);
    });

    it('cleans and cuts names and titles instead of refusing them', async () => {
      const answer = await launch({
        claims: {
          name: `\u202E<b>Ana</b>\u0000\n  Ruiz ${'x'.repeat(5000)}`,
          [claims.context]: { id: 'course-long', title: 'T'.repeat(5000) },
        },
      });
      const { person, course } = answer.body?.launch ?? {};
      expect(person?.name).toMatch(/^<b>Ana<\/b> Ruiz x{180,}$/);
      expect(person?.name).toHaveLength(200);
      expect(course?.title).toHaveLength(200);
    });
  });

  it('opens what the custom parameter of the link names', async () => {
    const open = async (activity: unknown): Promise<unknown> =>
      (await launch({ claims: { [claims.custom]: { activity } } })).body?.launch?.placement.activity;
    expect(await open('quiz:what-is-a-community')).toEqual({ kind: 'quiz', id: 'what-is-a-community' });
    expect(await open('$Activity.unknown')).toEqual({ kind: 'curriculum' });
    expect(await open('')).toEqual({ kind: 'curriculum' });
    expect(await open('nonsense of all kinds')).toEqual({ kind: 'curriculum' });
    expect(await open('cohort')).toEqual({ kind: 'cohort' });
  });

  it.each([
    ['on the platform', '/course/view.php?id=2', true],
    ['on another site', 'https://other.example/course', false],
    ['that is a script', 'javascript:alert(1)', false],
    ['that is no address', 'course', false],
  ])('returns to an address %s: %s', async (_name, address, isTaken) => {
    const return_url = address.startsWith('/') ? platform.url + address : address;
    const answer = await launch({ claims: { [claims.launchPresentation]: { return_url, locale: 'de-AT' } } });
    expect(answer.body?.launch?.returnUrl).toBe(isTaken ? return_url : null);
    expect(answer.body?.launch?.person.locale).toBe('de-AT');
  });

  it('lets the origins of the authorization endpoint and of the signed return address frame it', async () => {
    const answer = await launch({
      claims: { [claims.launchPresentation]: { return_url: 'https://school.example/x' } },
    });
    expect(answer.body?.launch?.platform.frameOrigins).toEqual([platform.url, 'https://school.example']);
  });

  it('keeps one cohort per course, and another one for the same course id of another deployment', async () => {
    await tool.administration.approveDeployment({ clientId: platform.clientId, deployment: 'deployment-2' });
    const cohortOf = async (options?: TokenOptions): Promise<string | undefined> =>
      (await launch(options)).body?.launch?.course.cohortId;
    const first = await cohortOf();
    expect(await cohortOf({ claims: { sub: 'subject-2', [claims.resourceLink]: { id: 'link-9' } } })).toBe(
      first,
    );
    expect(await cohortOf({ claims: { [claims.deploymentId]: 'deployment-2' } })).not.toBe(first);
  });

  it('lets a deployment in once it is approved, and lists it until then', async () => {
    const options = { claims: { [claims.deploymentId]: 'deployment-3' } };
    expect((await launch(options)).body?.code).toBe('lti-deployment-unknown');
    const waiting = async (): Promise<string[]> =>
      (await tool.administration.listPlatforms()).flatMap((one) =>
        one.waiting.map(({ deploymentId }) => deploymentId),
      );
    expect(await waiting()).toContain('deployment-3');
    await tool.administration.approveDeployment({ clientId: platform.clientId, deployment: 'deployment-3' });
    expect((await launch(options)).status).toBe(200);
    expect(await waiting()).not.toContain('deployment-3');
  });

  it('makes one cohort of fifty first launches at once', async () => {
    const context = {
      claims: { [claims.context]: { id: 'crowded' }, [claims.resourceLink]: { id: 'crowded' } },
    };
    const forms = await Promise.all(
      Array.from({ length: 50 }, async () => {
        const browser = new LtiBrowser(tool);
        return { browser, form: await browser.launchForm(platform, context) };
      }),
    );
    const answers = await Promise.all(forms.map(({ browser, form }) => browser.post('/lti/launch', form)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(answers.map(({ body }) => body?.launch?.course.cohortId)).size).toBe(1);
  });

  it('answers an error of the platform with a page', async () => {
    const answer = await new LtiBrowser(tool).post('/lti/launch', {
      error: 'access_denied',
      error_description: '<script>',
      state: 'x',
    });
    expect([answer.status, answer.body?.code]).toEqual([403, 'lti-platform-refused']);
  });
});
