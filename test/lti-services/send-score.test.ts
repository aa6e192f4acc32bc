import type { OutboxEntry } from '../../src/delivery/index.ts';
import { createScoreSender, scoresUrl } from '../../src/lti/services/send-score.ts';
import { createAskPlatform } from '../../src/lti/services/ask-platform.ts';
import { ServicePlatformGone } from '../../src/lti/services/platform-errors.ts';
import { systemClock } from '../../src/shared/index.ts';
import type { Score } from '../../src/lti/services/score.ts';
import { openFakePlatform, type FakePlatform, type Fault } from './fake-platform.ts';
import { PLATFORM_ID, serviceDeps } from './service-deps.ts';

const stamp = new Date('2026-11-22T10:00:00.250Z');
let fake: FakePlatform;

beforeEach(async () => (fake = await openFakePlatform()));
afterEach(() => fake.close());

function entry(change: Partial<Score> = {}, at = stamp): OutboxEntry {
  const payload: Score = {
    platformId: PLATFORM_ID,
    lineItemUrl: `${fake.url}/2/lineitems/5/lineitem?type_id=1`,
    userId: 'anna',
    activityProgress: 'Completed',
    gradingProgress: 'FullyGraded',
    scoreGiven: 8,
    scoreMaximum: 10,
    comment: 'Well done',
    ...change,
  };
  const signal = new AbortController().signal;
  return {
    key: 'k',
    kind: 'score',
    cohortId: 'c',
    enrolmentId: 'e',
    label: 'Quiz 1',
    payload,
    stamp: at,
    signal,
  };
}

const send = (one = entry()): ReturnType<ReturnType<typeof createScoreSender>> =>
  createScoreSender(serviceDeps(fake))(one);
const scorePosts = (): FakePlatform['seen'] => fake.seen.filter(({ path }) => path.includes('/scores'));
const onScores = (fault: Fault) => (request: { path: string }) =>
  request.path.includes('/scores') ? fault : undefined;

describe('a score that is sent', () => {
  it('arrives as compact JSON of the exact media type, with the stored timestamp', async () => {
    expect(await send()).toEqual({ kind: 'delivered' });
    const [post] = scorePosts();
    expect(post?.headers['content-type']).toBe('application/vnd.ims.lis.v1.score+json');
    expect(post?.body).toBe(
      '{"userId":"anna","timestamp":"2026-11-22T10:00:00.250Z","activityProgress":"Completed",' +
        '"gradingProgress":"FullyGraded","scoreGiven":8,"scoreMaximum":10,"comment":"Well done"}',
    );
  });

  it('goes to /scores before the query of the line item', async () => {
    await send();
    expect(scorePosts()[0]?.path).toBe('/2/lineitems/5/lineitem/scores?type_id=1');
    expect(scoresUrl('https://lms.example/items/7/')).toBe('https://lms.example/items/7/scores');
  });

  it('leaves out scoreGiven and scoreMaximum while there is no score', async () => {
    await send(
      entry({
        scoreGiven: null,
        comment: null,
        activityProgress: 'Submitted',
        gradingProgress: 'PendingManual',
      }),
    );
    expect(Object.keys(JSON.parse(scorePosts()[0]?.body ?? '') as object)).toEqual([
      'userId',
      'timestamp',
      'activityProgress',
      'gradingProgress',
    ]);
  });

  it('gets a token by client credentials for the score scope alone', async () => {
    await send();
    const form = new URLSearchParams(fake.seen.find(({ path }) => path === '/token')?.body);
    expect(form.get('grant_type')).toBe('client_credentials');
    expect(form.get('scope')).toBe('https://purl.imsglobal.org/spec/lti-ags/scope/score');
    expect(JSON.parse(form.get('client_assertion') ?? '')).toEqual({
      iss: 'client-1',
      sub: 'client-1',
      aud: `${fake.url}/token`,
    });
  });
});

describe('what the platform answers to a score', () => {
  it('takes an empty 200 and a 204 as success', async () => {
    expect(await send()).toEqual({ kind: 'delivered' });
    fake.fault = onScores({ status: 204 });
    expect(await send()).toEqual({ kind: 'delivered' });
  });

  it('takes a body of [] as failure', async () => {
    fake.fault = onScores({ status: 200, body: '[]\n' });
    expect(await send()).toMatchObject({ kind: 'retry', answer: { status: 200, body: '[]\n' } });
  });

  it('takes 409 as done: the platform has something newer', async () => {
    fake.fault = onScores({ status: 409, body: 'Refusing score with an earlier timestamp' });
    expect(await send()).toEqual({ kind: 'platform-has-newer' });
  });

  it('parks other refusals with status and the first 2 kB of the answer', async () => {
    for (const status of [400, 403, 404, 422]) {
      fake.fault = onScores({ status, body: 'x'.repeat(10_000) });
      const outcome = await send();
      expect(outcome).toMatchObject({ kind: 'parked', answer: { status } });
      expect(outcome.kind === 'parked' && outcome.answer.body).toHaveLength(2_048);
    }
  });

  it('tries again after 408, 429, 5xx and a redirect, which it does not follow', async () => {
    for (const status of [408, 429, 500, 502, 503]) {
      fake.fault = onScores({ status });
      expect(await send()).toMatchObject({ kind: 'retry', answer: { status } });
    }
    fake.fault = (request) =>
      request.path.includes('/scores')
        ? { status: 302, headers: { location: `${fake.url}/elsewhere` } }
        : undefined;
    expect(await send()).toMatchObject({ kind: 'retry', answer: { status: 302 } });
    expect(fake.seen.some(({ path }) => path === '/elsewhere')).toBe(false);
  });

  it('keeps Retry-After in seconds and as a date', async () => {
    fake.fault = onScores({ status: 429, headers: { 'retry-after': '120' } });
    expect(await send()).toMatchObject({ kind: 'retry', afterMs: 120_000 });
    fake.fault = onScores({
      status: 503,
      headers: { 'retry-after': new Date(Date.now() + 60_000).toUTCString() },
    });
    const outcome = await send();
    expect(outcome.kind === 'retry' && outcome.afterMs).toBeGreaterThan(57_000);
  });

  it('tries again after a time-out, a broken connection and a refused one', async () => {
    fake.fault = onScores('silence');
    expect(await send()).toMatchObject({ kind: 'retry', answer: { status: null } });
    fake.fault = onScores('hang-up');
    expect(await send()).toMatchObject({ kind: 'retry', answer: { status: null } });
    await fake.goDown();
    expect(await send()).toMatchObject({ kind: 'retry', answer: { status: null } });
  });

  it('breaks off when the outbox says so', async () => {
    fake.fault = onScores('silence');
    const signal = AbortSignal.timeout(50);
    expect(
      await createScoreSender(serviceDeps(fake, { timeOutMs: 5_000 }))({ ...entry(), signal }),
    ).toMatchObject({
      kind: 'retry',
    });
  });
});

describe('a token that is refused', () => {
  it('is replaced once, unseen by the outbox', async () => {
    const sender = createScoreSender(serviceDeps(fake));
    await sender(entry());
    fake.forgetTokens();
    expect(await sender(entry({}, new Date(stamp.getTime() + 5_000)))).toEqual({ kind: 'delivered' });
    expect(fake.seen.filter(({ path }) => path === '/token')).toHaveLength(2);
  });

  it('lets the score wait if the new one is refused too: platforms may forget tokens at any time', async () => {
    fake.fault = onScores({ status: 401, body: 'no' });
    expect(await send()).toMatchObject({ kind: 'retry', answer: { status: 401, body: 'no' } });
    expect(fake.seen.filter(({ path }) => path === '/token')).toHaveLength(2);
  });

  it('tries again if the platform gives no token, with its answer', async () => {
    fake.fault = ({ path }) =>
      path === '/token' ? { status: 400, body: '{"error":"invalid_client"}' } : undefined;
    expect(await send()).toMatchObject({
      kind: 'retry',
      answer: { status: 400, body: '{"error":"invalid_client"}' },
    });
  });
});

describe('a platform that must not be asked', () => {
  it('is not: in production over http or at a private address, or switched off; the score waits', async () => {
    const tokens = { get: () => Promise.resolve('token'), forget: () => undefined };
    const ask = createAskPlatform({ production: true, allowPrivatePlatforms: false });
    const strict = createScoreSender({ ask, tokens, clock: systemClock });
    for (const lineItemUrl of [
      `${fake.url}/1`,
      'https://127.0.0.1:1/1',
      'https://localhost:1/1',
      'https://10.0.0.1/1',
    ]) {
      const outcome = await strict(entry({ lineItemUrl }));
      expect(outcome).toMatchObject({ kind: 'retry', answer: { status: null } });
      expect(outcome.kind === 'retry' && outcome.answer.body).toContain('may not ask');
    }
    const off = { ...tokens, get: () => Promise.reject(new ServicePlatformGone()) };
    expect(await createScoreSender({ ...serviceDeps(fake), tokens: off })(entry())).toMatchObject({
      kind: 'retry',
    });
    expect(fake.seen).toHaveLength(0);
  });
});
