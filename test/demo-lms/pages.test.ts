import { isDemoPlatform } from '../../src/demo-lms/index.ts';
import { startDemoPlatform, type DemoPlatform } from '../support/demo-platform.ts';

describe('the pages of the demo LMS', () => {
  let platform: DemoPlatform;

  beforeAll(async () => {
    platform = await startDemoPlatform();
    await platform.records.grades.create({
      _id: 'spring-quiz-sample/101',
      lineItemId: 'spring-quiz-sample',
      courseId: 'spring',
      subject: '101',
      second: Date.UTC(2026, 2, 1, 10, 30) / 1000,
      score: 7.5,
      comment: 'Passed <b>well</b>',
      activityProgress: 'Completed',
      gradingProgress: 'FullyGraded',
      receivedAt: new Date(),
    });
  });
  afterAll(() => platform.close());

  const page = async (path: string, language = 'en'): Promise<string> =>
    (await fetch(`${platform.url}${path}`, { headers: { 'accept-language': language } })).text();

  it('let anyone be anyone of either course', async () => {
    const start = await page('');
    for (const name of [
      'Eleni Papadopoulou',
      'Katarzyna Zielińska',
      'Sofia Lindqvist',
      'Ada Novak',
      'Portugal',
    ])
      expect(start).toContain(name);
    expect(start).toContain('/demo/as/caoimhe/courses/ka1');
    expect(start).not.toContain('/as/caoimhe/courses/spring');
  });

  it('speak German to who prefers it', async () => {
    const start = await page('', 'de-AT,de;q=0.9,en;q=0.5');
    expect(start).toContain('<html lang="de">');
    expect(start).toContain('Wer möchtest du sein?');
  });

  it('offer an activity in a frame, a new window and the whole window', async () => {
    expect(await page('/as/eleni/courses/spring')).toContain('Open in a new window: Quiz');
    const frame = await page('/as/eleni/courses/spring/activities/spring-quiz-sample');
    expect(frame).toMatch(/<iframe src="[^"]*target(=|&#x3D;)iframe" title="Quiz"/);
  });

  it('show the trainer what everybody has, with comment and time, and a trainee their own', async () => {
    const everybody = await page('/as/sofia/courses/spring/gradebook');
    expect(everybody).toContain('7.5 / 10');
    expect(everybody).toContain('Passed &lt;b&gt;well&lt;/b&gt;');
    expect(everybody).toContain('1 Mar 2026');
    expect(everybody).toContain('Grade analysis: Eleni Papadopoulou, Quiz');
    expect(everybody).toContain('Person 108, without a name');
    const own = await page('/as/tiago/courses/spring/gradebook');
    expect(own).not.toContain('7.5 / 10');
    expect(await page('/as/eleni/courses/spring')).toContain('Your grade: 7.5 / 10');
  });

  it('allow no script or style but their own files', async () => {
    const answer = await fetch(`${platform.url}/as/eleni/courses/spring/activities/spring-quiz-sample`);
    expect(answer.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(await answer.text()).not.toMatch(/<script>|style=| on\w+=/);
    expect((await fetch(`${platform.url}/style.css`)).headers.get('content-type')).toContain('text/css');
    expect((await fetch(`${platform.url}/scripts/frame.js`)).headers.get('content-type')).toContain(
      'javascript',
    );
  });

  it.each(['/as/nobody/courses/spring', '/as/caoimhe/courses/spring', '/as/eleni/courses/other', '/nothing'])(
    'explain that there is nothing at %s',
    async (path) => {
      const answer = await fetch(`${platform.url}${path}`);
      expect([answer.status, await answer.text()]).toEqual([404, expect.stringContaining('start page')]);
    },
  );

  it('are told from every other LMS by the issuer', () => {
    expect(isDemoPlatform(platform.registration.issuer)).toBe(true);
    expect(isDemoPlatform('https://moodle.example/demo')).toBe(false);
    expect(isDemoPlatform('not an address')).toBe(false);
  });
});
