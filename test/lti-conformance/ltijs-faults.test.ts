import { claims, makePlatformKey, startFakePlatform, type FakePlatform } from '../support/fake-platform.ts';
import type { OutboxEntry } from '../../src/delivery/index.ts';
import { createScoreSender } from '../../src/lti/services/send-score.ts';
import type { Score } from '../../src/lti/services/score.ts';
import { openFakePlatform } from '../lti-services/fake-platform.ts';
import { PLATFORM_ID, serviceDeps } from '../lti-services/service-deps.ts';
import { authorizationOf, LtiBrowser, startLtiTool, type LtiTool } from '../support/lti-tool.ts';

function scoreEntry(lineItemUrl: string, stamp: Date): OutboxEntry {
  const payload: Score = {
    platformId: PLATFORM_ID,
    lineItemUrl,
    userId: 'subject-1',
    activityProgress: 'Completed',
    gradingProgress: 'FullyGraded',
    scoreGiven: 8,
    scoreMaximum: 10,
    comment: null,
  };
  const { signal } = new AbortController();
  return { key: 'k', kind: 'score', cohortId: 'c', enrolmentId: 'e', label: 'Quiz', payload, stamp, signal };
}

/** What ltijs 5.9.9 does wrong by itself by number, and what happens here instead. */
describe('faults of ltijs that the wrapping closes', () => {
  let tool: LtiTool;
  let platform: FakePlatform;
  const rejections: unknown[] = [];
  const note = (error: unknown): void => void rejections.push(error);
  beforeAll(async () => {
    process.on('unhandledRejection', note);
    [tool, platform] = await Promise.all([startLtiTool(), startFakePlatform()]);
    await tool.know(platform);
  });
  afterAll(async () => {
    process.off('unhandledRejection', note);
    await Promise.all([tool.close(), platform.close()]);
  });
  afterEach(() => expect([tool.crashes, rejections]).toEqual([[], []]));

  it.each([
    'state=a b&id_token=x',
    'state[a]=b&id_token=x',
    'state=a;b',
    'state=%0d%0aX: y&id_token=a.b.c',
    'id_token[]=x',
  ])('1: no form post ends the process: %s', async (body) => {
    const answer = await new LtiBrowser(tool).post('/lti/launch', body);
    expect([answer.status, answer.body?.code]).toEqual([400, 'lti-launch-malformed']);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect((await new LtiBrowser(tool).get('/lti/keys')).status).toBe(200);
  });

  it('2: of one id_token posted ten times at once, one launch is let in', async () => {
    const browser = new LtiBrowser(tool);
    const form = await browser.launchForm(platform);
    const cookie = browser.cookies.header();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => new LtiBrowser(tool).post('/lti/launch', form, { Cookie: cookie })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(9).fill(409)]);
  });

  it('2: a state cookie fits no other name and no other state', async () => {
    const browser = new LtiBrowser(tool);
    const [one, other] = [await browser.launchForm(platform), await browser.launchForm(platform)];
    const [first = '', second = ''] = browser.cookies
      .header()
      .split('; ')
      .filter((pair) => pair.startsWith('__Host-lti-login'));
    const swapped = `${first.split('=')[0]}=${second.split('=')[1]}`;
    const answer = await new LtiBrowser(tool).post('/lti/launch', one, { Cookie: swapped });
    expect(answer.body?.view).toBe('lti/no-cookie');
    expect(other.state).not.toBe(one.state);
  });

  it('2: the nonce is random and compared with the one that was issued', async () => {
    const { random } = Math;
    let called = 0;
    Math.random = () => {
      called += 1;
      return random();
    };
    const browser = new LtiBrowser(tool);
    const { state } = authorizationOf(await browser.login(platform));
    const { nonce } = authorizationOf(await browser.login(platform));
    Math.random = random;
    expect(called).toBe(0);
    const id_token = await platform.idToken({ nonce, launchUrl: tool.launchUrl });
    expect((await browser.post('/lti/launch', { id_token, state })).body?.code).toBe('lti-token-refused');
  });

  it.each([
    ['without exp', { exp: undefined }],
    ['without iat', { iat: undefined }],
    ['without nonce', { nonce: undefined }],
    [
      'with iat in the future',
      { iat: Math.floor(Date.now() / 1000) + 3600, exp: Math.floor(Date.now() / 1000) + 7200 },
    ],
  ])('3: a token %s is refused', async (_name, changes) => {
    const answer = await new LtiBrowser(tool).launch(platform, { claims: changes });
    expect(answer.body?.code).toBe('lti-token-refused');
  });

  it('3: several audiences without azp are refused', async () => {
    const answer = await new LtiBrowser(tool).launch(platform, {
      claims: { aud: [platform.clientId, 'other'] },
    });
    expect(answer.body?.code).toBe('lti-token-refused');
  });

  it('3: a deployment that nobody approved is refused', async () => {
    const answer = await new LtiBrowser(tool).launch(platform, { claims: { [claims.deploymentId]: 'mine' } });
    expect(answer.body?.code).toBe('lti-deployment-unknown');
  });

  it('4: target_link_uri leads nowhere else, in login or launch', async () => {
    const login = await new LtiBrowser(tool).login(platform, { target_link_uri: 'https://other.example/x' });
    expect(login.headers.get('location')).toBeNull();
    const launch = await new LtiBrowser(tool).launch(platform, {
      claims: { [claims.targetLinkUri]: 'https://other.example/x' },
    });
    expect([launch.body?.code, launch.headers.get('location')]).toEqual(['lti-target-elsewhere', null]);
    const post = await new LtiBrowser(tool).post('//other.example/', {});
    expect([post.status, post.headers.get('location')]).toEqual([404, null]);
  });

  it('5: no query or body value reaches the database as an object', async () => {
    for (const query of ['iss[$ne]=x', 'client_id[$gt]=', 'iss=x&iss=y']) {
      const usual = new URLSearchParams({
        iss: platform.url,
        login_hint: 'h',
        target_link_uri: tool.launchUrl,
      });
      if (query.startsWith('iss')) usual.delete('iss');
      const answer = await new LtiBrowser(tool).get(`/lti/login?${usual.toString()}&${query}`);
      expect([400, 302]).toContain(answer.status);
      if (answer.status === 302) expect(authorizationOf(answer)['client_id']).toBe(platform.clientId);
    }
    const usual = { iss: platform.url, login_hint: 'h', target_link_uri: tool.launchUrl };
    const body = await new LtiBrowser(tool).post(
      '/lti/login',
      JSON.stringify({ ...usual, iss: { $ne: 1 } }),
      {
        'Content-Type': 'application/json',
      },
    );
    expect(body.status).toBe(400);
  });

  it('6: registration fetches nothing without a living invite', async () => {
    const before = platform.requests.length;
    const query = new URLSearchParams({ openid_configuration: platform.configurationUrl }).toString();
    const answer = await new LtiBrowser(tool).get(`/lti/register/guessed?${query}`);
    expect([answer.status, answer.body?.code]).toEqual([404, 'lti-invite-not-valid']);
    expect((await new LtiBrowser(tool).get(`/lti/register?${query}`)).status).toBe(404);
    expect(platform.requests).toHaveLength(before);
  });

  it('6: no answer reflects an origin, and a refusal does not echo the request', async () => {
    const browser = new LtiBrowser(tool);
    const form = await browser.launchForm(platform);
    const marked = { ...form, id_token: `${form.id_token}x`, note: 'marker-in-the-request' };
    const refused = await browser.post('/lti/launch', marked, { Origin: 'https://other.example' });
    expect(refused.status).toBe(403);
    expect(refused.headers.get('access-control-allow-origin')).toBeNull();
    expect(refused.headers.get('access-control-allow-credentials')).toBeNull();
    expect(JSON.stringify(refused.body)).not.toContain('marker');
  });

  it('7: key sets are not fetched at every launch', async () => {
    await new LtiBrowser(tool).launch(platform);
    const before = platform.requests.length;
    for (let count = 0; count < 5; count += 1) {
      expect((await new LtiBrowser(tool).launch(platform)).status).toBe(200);
    }
    expect(platform.requests).toHaveLength(before);
  });

  it('7: a key set that never arrives is given up', async () => {
    const slow = await startFakePlatform();
    await tool.know(slow);
    slow.faults.set('/keys', () => undefined);
    const start = Date.now();
    const answer = await new LtiBrowser(tool).launch(slow);
    expect([answer.status, answer.body?.code]).toEqual([424, 'lti-keys-unreachable']);
    expect(Date.now() - start).toBeLessThan(8_000);
    await slow.close();
  });

  it('7: keys are RSA-2048, and the event loop goes on while one is made', async () => {
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 1);
    await tool.administration.rotateKeys({ atOnce: false });
    clearInterval(timer);
    expect(turns).toBeGreaterThan(0);
    tool.lti.ring.forget();
    const { keys } = await tool.lti.ring.keySet();
    expect(keys.map(({ n }) => Buffer.from(n, 'base64url').length * 8)).toEqual([2048, 2048]);
  });

  it('8: nothing exits the process, and a launch without cookies gets a page instead of a 401', async () => {
    const listeners = process.listenerCount('SIGINT');
    const browser = new LtiBrowser(tool);
    const form = await browser.launchForm(platform);
    expect((await new LtiBrowser(tool).post('/lti/launch', form)).body?.view).toBe('lti/no-cookie');
    expect(process.listenerCount('SIGINT')).toBe(listeners);
  });

  it('9: a score sent again keeps its own timestamp, the answer is kept, and no platform is waited for for ever', async () => {
    const other = await openFakePlatform();
    const send = createScoreSender(serviceDeps(other, { timeOutMs: 300 }));
    const stamp = new Date('2026-01-02T03:04:05.678Z');
    const entry = scoreEntry(`${other.url}/lineitem?type_id=1`, stamp);
    await send(entry);
    const { tokens } = serviceDeps(other);
    other.fault = ({ path }) =>
      path.startsWith('/lineitem') ? { status: 422, body: 'no such student' } : undefined;
    expect(await send(entry)).toMatchObject({
      kind: 'parked',
      answer: { status: 422, body: 'no such student' },
    });
    other.fault = ({ path }) => (path.startsWith('/lineitem') ? 'silence' : undefined);
    expect(await send(entry)).toMatchObject({ kind: 'retry' });
    const posts = other.seen.filter(({ path }) => path.startsWith('/lineitem'));
    expect(posts.map(({ body }) => (JSON.parse(body) as { timestamp: string }).timestamp)).toEqual(
      Array(3).fill(stamp.toISOString()),
    );
    const before = other.seen.length;
    await Promise.all(Array.from({ length: 10 }, () => tokens.get(PLATFORM_ID, ['a'])));
    expect(other.seen).toHaveLength(before + 1);
    await other.close();
  });

  it('10: its storage is the tool’s own, on the connection that the tool has', async () => {
    await new LtiBrowser(tool).launch(platform);
    const collections = await tool.database.connection.listCollections();
    const names = collections.map(({ name }) => name);
    for (const own of ['idtokens', 'contexttokens', 'nonces', 'states', 'platforms', 'privatekeys']) {
      expect(names).not.toContain(own);
    }
    const stored = await tool.database.connection.collection('lti_keys').find().toArray();
    expect(JSON.stringify(stored)).not.toContain('PRIVATE KEY');
  });

  it('11: every tool has an instance of its own', async () => {
    const other = await startLtiTool();
    await other.know(platform);
    expect((await new LtiBrowser(other).launch(platform)).status).toBe(200);
    expect((await new LtiBrowser(tool).launch(platform)).status).toBe(200);
    await other.close();
  });

  it('12: a submission review is verified with the same checks as every other message', async () => {
    const review = {
      [claims.messageType]: 'LtiSubmissionReviewRequest',
      [claims.forUser]: { user_id: 'subject-1' },
    };
    const launch = (changes: Record<string, unknown>, key = platform.key): Promise<{ status: number }> =>
      new LtiBrowser(tool).launch(platform, { key, claims: { ...review, ...changes } });
    expect((await launch({})).status).toBe(200);
    const now = Math.floor(Date.now() / 1000);
    const bad: Record<string, unknown>[] = [
      { exp: undefined },
      { iat: undefined },
      { iat: now + 300 },
      { iat: now - 300 },
      { exp: now - 1, iat: now - 50 },
      { nonce: 'other' },
      { iss: 'https://other.example' },
      { aud: 'other' },
      { aud: [platform.clientId, 'x'] },
      { sub: undefined },
      { [claims.version]: '1.1' },
      { [claims.deploymentId]: 'other' },
      { [claims.roles]: undefined },
      { [claims.resourceLink]: undefined },
    ];
    for (const changes of bad) expect((await launch(changes)).status).not.toBe(200);
    const stranger = { ...(await makePlatformKey()), kid: platform.key.kid };
    expect((await launch({}, stranger)).status).toBe(403);
  });
});
