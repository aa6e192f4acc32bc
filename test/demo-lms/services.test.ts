import { generateKeyPair } from 'jose';
import { startDemoPlatform, type DemoPlatform } from '../support/demo-platform.ts';
import { startFakeTool, type FakeTool } from './fake-tool.ts';

const ags = 'https://purl.imsglobal.org/spec/lti-ags/scope';
const rosterScope = 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly';
const scoreType = 'application/vnd.ims.lis.v1.score+json';
const itemType = 'application/vnd.ims.lis.v2.lineitem+json';
const itemsType = 'application/vnd.ims.lis.v2.lineitemcontainer+json';

describe('the services of the demo LMS', () => {
  let tool: FakeTool;
  let platform: DemoPlatform;
  let token: string;

  beforeAll(async () => {
    tool = await startFakeTool();
    platform = await startDemoPlatform({ toolUrl: tool.url });
    tool.connect(platform.registration);
    token = await tool.token(
      [`${ags}/lineitem`, `${ags}/score`, `${ags}/result.readonly`, rosterScope].join(' '),
    );
  });
  afterAll(async () => {
    await platform.close();
    await tool.close();
  });
  afterEach(() => platform.faults.clear());

  const courseUrl = (): string => `${platform.registration.issuer}/services/courses/spring`;
  const itemUrl = (rest = '', id = 'spring-quiz-sample'): string =>
    `${courseUrl()}/lineitems/${id}/lineitem${rest}?type_id=demo-tool`;
  const call = (url: string, init: { method?: string; type?: string; accept?: string; body?: string } = {}) =>
    fetch(url, {
      method: init.method ?? 'GET',
      headers: {
        authorization: `Bearer ${token}`,
        ...(init.type ? { 'content-type': init.type } : {}),
        ...(init.accept ? { accept: init.accept } : {}),
      },
      ...(init.body === undefined ? {} : { body: init.body }),
    });
  const score = (changes: Record<string, unknown> = {}): Record<string, unknown> => ({
    userId: '101',
    timestamp: '2026-03-01T10:00:00.000Z',
    scoreGiven: 4,
    scoreMaximum: 5,
    activityProgress: 'Completed',
    gradingProgress: 'FullyGraded',
    ...changes,
  });
  const postBody = (body: string, type = scoreType): Promise<Response> =>
    call(itemUrl('/scores'), { method: 'POST', type, body });
  const post = (changes: Record<string, unknown> = {}): Promise<Response> =>
    postBody(JSON.stringify(score(changes)));
  const gradeOf = async (person: string): Promise<number | null | undefined> =>
    (await platform.gradebook('spring')).find((entry) => entry.person === person)?.score;

  describe('tokens', () => {
    it('are given for what was asked for and is known', async () => {
      const answer = await tool.requestToken(`${ags}/score urn:unknown`);
      expect(await answer.json()).toMatchObject({
        token_type: 'Bearer',
        expires_in: 3600,
        scope: `${ags}/score`,
      });
    });

    it('are refused when nothing of what was asked for is known', async () => {
      const answer = await tool.requestToken('urn:unknown');
      expect([answer.status, await answer.json()]).toMatchObject([400, { error: 'invalid_scope' }]);
    });

    it('are refused for an assertion that was used before', async () => {
      const assertion = await tool.assertion();
      expect((await tool.requestToken(`${ags}/score`, assertion)).status).toBe(200);
      expect((await tool.requestToken(`${ags}/score`, assertion)).status).toBe(400);
    });

    it.each([
      ['for somebody else', { aud: 'https://other.example/token' }],
      ['that has expired', { iat: 1, exp: 2 }],
      ['of another issuer', { iss: 'somebody' }],
      ['of an unknown tool', { iss: 'unknown', sub: 'unknown' }],
      ['without an id', { jti: undefined }],
    ])('are refused for an assertion %s', async (_case, changes) => {
      expect((await tool.requestToken(`${ags}/score`, await tool.assertion(changes))).status).toBe(400);
    });

    it('are refused for an assertion signed by a key that the tool does not publish', async () => {
      const { privateKey } = await generateKeyPair('RS256');
      expect((await tool.requestToken(`${ags}/score`, await tool.assertion({}, privateKey))).status).toBe(
        400,
      );
    });

    it('open only what they are for', async () => {
      const narrow = await tool.token(`${ags}/score`);
      const headers = { authorization: `Bearer ${narrow}`, accept: itemsType };
      expect((await fetch(`${courseUrl()}/lineitems`, { headers })).status).toBe(401);
      expect(
        (await fetch(`${courseUrl()}/memberships`, { headers: { authorization: 'Bearer no' } })).status,
      ).toBe(401);
    });
  });

  describe('scores', () => {
    beforeEach(async () => {
      await platform.records.grades.deleteMany({});
      Object.assign(platform.rules, { refuseOlderScores: true, eraseUnlessFullyGraded: true });
    });

    it('stand in the gradebook, on the scale of the column', async () => {
      const answer = await post({ comment: 'Well done\nindeed' });
      expect([answer.status, await answer.text()]).toEqual([200, '']);
      expect(await platform.gradebook('spring')).toMatchObject([
        { person: 'eleni', score: 8, maximum: 10, comment: 'Well done\nindeed', column: 'Quiz' },
      ]);
      const results = await call(itemUrl('/results'), {
        accept: 'application/vnd.ims.lis.v2.resultcontainer+json',
      });
      expect(await results.json()).toMatchObject([{ userId: '101', resultScore: 8, resultMaximum: 10 }]);
    });

    it('are clipped to the points of the column', async () => {
      await post({ scoreGiven: 12, scoreMaximum: 10 });
      expect(await gradeOf('eleni')).toBe(10);
    });

    it('are refused with 409 unless they are a whole second newer', async () => {
      await post();
      expect((await post({ timestamp: '2026-03-01T10:00:00.900Z', scoreGiven: 1 })).status).toBe(409);
      expect((await post({ timestamp: '2026-03-01T09:00:00Z', scoreGiven: 1 })).status).toBe(409);
      expect(await gradeOf('eleni')).toBe(8);
      expect((await post({ timestamp: '2026-03-01T12:00:01+02:00', scoreGiven: 5 })).status).toBe(200);
      expect(await gradeOf('eleni')).toBe(10);
    });

    it('may be older where that rule is off', async () => {
      platform.rules.refuseOlderScores = false;
      await post();
      await post({ timestamp: '2026-03-01T09:00:00Z', scoreGiven: 1 });
      expect(await gradeOf('eleni')).toBe(2);
    });

    it('erase the grade without a score or unless fully graded', async () => {
      await post();
      await post({ timestamp: '2026-03-01T10:00:01Z', gradingProgress: 'PendingManual' });
      expect(await gradeOf('eleni')).toBeNull();
      await post({ timestamp: '2026-03-01T10:00:02Z' });
      expect(await gradeOf('eleni')).toBe(8);
      await post({ timestamp: '2026-03-01T10:00:03Z', scoreGiven: undefined, scoreMaximum: undefined });
      expect(await gradeOf('eleni')).toBeNull();
    });

    it.each([
      ['of an unknown person', { userId: '999' }],
      ['of a trainer', { userId: '201' }],
      ['of a trainee of another course', { userId: '106' }],
      ['without a timestamp', { timestamp: undefined }],
      ['without a maximum', { scoreMaximum: undefined }],
      ['with an unknown progress', { activityProgress: 'Done' }],
    ])('are refused with 400 %s', async (_case, changes) => {
      expect((await post(changes)).status).toBe(400);
    });

    it('are refused with 400 in another media type', async () => {
      expect((await postBody(JSON.stringify(score()), 'application/json')).status).toBe(400);
      expect((await postBody(JSON.stringify(score()), `${scoreType}; charset=utf-8`)).status).toBe(200);
    });

    it('that cannot be read are answered with an empty list', async () => {
      const broken = await postBody('{"userId": ');
      expect([broken.status, await broken.text()]).toEqual([200, '[]']);
      const wrapped = await postBody(JSON.stringify(score({ timestamp: undefined }), null, 2));
      expect([wrapped.status, await wrapped.text()]).toEqual([200, '[]']);
    });

    it('are recorded in the order of arrival, refused ones too', async () => {
      const before = platform.scores.length;
      await post();
      await post();
      expect(platform.scores.slice(before).map(({ status }) => status)).toEqual([200, 409]);
    });
  });

  describe('columns', () => {
    it('are listed, made, changed with their grades, and deleted', async () => {
      const made = await call(`${courseUrl()}/lineitems`, {
        method: 'POST',
        type: itemType,
        body: JSON.stringify({ label: 'Own', scoreMaximum: 4, resourceId: 'quiz:own', tag: 'lcf' }),
      });
      expect(made.status).toBe(201);
      const item = (await made.json()) as { id: string };
      const found = await call(`${courseUrl()}/lineitems?type_id=demo-tool&tag=lcf`, { accept: itemsType });
      expect(await found.json()).toEqual([item]);

      const scores = item.id.replace('?', '/scores?');
      await call(scores, { method: 'POST', type: scoreType, body: JSON.stringify(score()) });
      const body = JSON.stringify({ label: 'Own', scoreMaximum: 10, resourceId: 'quiz:own', tag: 'lcf' });
      expect((await call(item.id, { method: 'PUT', type: itemType, body })).status).toBe(200);
      const entry = (await platform.gradebook('spring')).find(({ column }) => column === 'Own');
      expect(entry?.score).toBe(8);

      expect((await call(item.id, { method: 'DELETE' })).status).toBe(204);
      expect((await call(item.id, { accept: itemType })).status).toBe(404);
    });

    it('come in pages as badly described as in Moodle, unless that is off', async () => {
      const url = `${courseUrl()}/lineitems?type_id=demo-tool&limit=1`;
      const link = async (): Promise<string> => {
        const answer = await call(url, { accept: itemsType });
        return Buffer.from(answer.headers.get('link') ?? '', 'latin1').toString();
      };
      expect(await link()).toMatch(/&amp;limit=1&amp;from=1>; rel=“next”$/);
      platform.rules.breakPaging = false;
      expect(await link()).toMatch(/&limit=1&from=1>; rel="next"$/);
      platform.rules.breakPaging = true;
    });

    it('are refused with 400 unless exactly their media type is accepted', async () => {
      expect((await call(`${courseUrl()}/lineitems`, { accept: '*/*' })).status).toBe(400);
      expect(
        (await call(`${courseUrl()}/lineitems`, { accept: `${itemsType}, application/json` })).status,
      ).toBe(400);
    });
  });

  describe('the roster', () => {
    const members = async (url: string): Promise<{ ids: string[]; next: string | null }> => {
      const answer = await call(url);
      const { members: list } = (await answer.json()) as { members: { user_id: string }[] };
      const next = /<([^>]+)>; rel="next"/.exec(answer.headers.get('link') ?? '')?.[1] ?? null;
      return { ids: list.map((member) => member.user_id), next };
    };

    it('shows everybody of the course at once without a limit', async () => {
      const { ids, next } = await members(`${courseUrl()}/memberships`);
      expect(ids).toEqual(expect.arrayContaining(['101', '108', '201', '301', '401']));
      expect(ids).not.toContain('106');
      expect(next).toBeNull();
    });

    it('comes in pages where a limit is given, the next without the role', async () => {
      const first = await members(`${courseUrl()}/memberships?role=Learner&limit=4`);
      expect(first.ids).toHaveLength(4);
      expect(first.next).toContain('limit=4');
      expect(first.next).not.toContain('role');
    });

    it('leaves out those who left', async () => {
      await platform.leave('aino', 'spring');
      expect((await members(`${courseUrl()}/memberships`)).ids).not.toContain('103');
    });
  });

  describe('faults', () => {
    it('answer in place of the LMS as often as asked', async () => {
      const answer = { status: 503, headers: { 'retry-after': '7' } };
      platform.faults.add({ at: 'memberships', answer, times: 1 });
      const first = await call(`${courseUrl()}/memberships`);
      expect([first.status, first.headers.get('retry-after')]).toEqual([503, '7']);
      expect((await call(`${courseUrl()}/memberships`)).status).toBe(200);
    });

    it('lose an answer although the work is done', async () => {
      await platform.records.grades.deleteMany({});
      platform.faults.add({ at: 'scores', answer: 'lost' });
      await expect(post()).rejects.toThrow();
      expect(await gradeOf('eleni')).toBe(8);
    });

    it('refuse connections while it is stopped, and lose nothing', async () => {
      await platform.stop();
      await expect(call(`${courseUrl()}/memberships`)).rejects.toThrow();
      await platform.resume();
      expect((await call(`${courseUrl()}/memberships`)).status).toBe(200);
    });
  });
});
