import { claims, startFakePlatform, type FakePlatform } from '../support/fake-platform.ts';
import { LtiBrowser, startLtiTool, type Answer, type LtiTool } from '../support/lti-tool.ts';

describe('submission review', () => {
  let tool: LtiTool;
  let platform: FakePlatform;
  beforeAll(async () => {
    [tool, platform] = await Promise.all([startLtiTool(), startFakePlatform()]);
    await tool.know(platform);
  });
  afterAll(async () => {
    await Promise.all([tool.close(), platform.close()]);
  });

  const review = (role: string, forUser: object | undefined, more: object = {}): Promise<Answer> =>
    new LtiBrowser(tool).launch(platform, {
      claims: {
        sub: 'reviewer',
        [claims.messageType]: 'LtiSubmissionReviewRequest',
        [claims.targetLinkUri]: undefined,
        [claims.roles]: [role],
        [claims.forUser]: forUser,
        ...more,
      },
    });

  it('opens the work of the person that a trainer names', async () => {
    const answer = await review('Instructor', { user_id: 'subject-1', name: 'x' });
    expect(answer.body?.launch).toMatchObject({ message: 'review', reviewOf: { subject: 'subject-1' } });
  });

  it('opens everybody’s where a trainer names nobody', async () => {
    expect((await review('Instructor', undefined)).body?.launch?.reviewOf).toEqual({ subject: null });
    expect((await review('Instructor', {})).body?.launch?.reviewOf).toEqual({ subject: null });
  });

  it('lets a trainee see themselves, and nobody else', async () => {
    expect((await review('Learner', { user_id: 'reviewer' })).body?.launch?.reviewOf).toEqual({
      subject: 'reviewer',
    });
    for (const answer of [
      await review('Learner', { user_id: 'subject-1' }),
      await review('Learner', undefined),
      await review('Mentor', { user_id: 'reviewer' }),
      await review('Helper', { user_id: 'reviewer' }),
    ]) {
      expect([answer.status, answer.body?.code]).toEqual([403, 'lti-review-not-allowed']);
    }
  });

  it('leaves what the link opens as it is', async () => {
    const link = { [claims.resourceLink]: { id: 'quiz-link', title: 'Quiz' } };
    const custom = { [claims.custom]: { activity: 'quiz:one' } };
    await new LtiBrowser(tool).launch(platform, { claims: { ...link, ...custom } });
    const answer = await review('Instructor', undefined, link);
    expect(answer.body?.launch?.placement.activity).toEqual({ kind: 'quiz', id: 'one' });
  });
});
