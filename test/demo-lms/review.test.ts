import { PlainBrowser } from '../support/browser.ts';
import { completeLaunch, startDemoPlatform, type DemoPlatform } from '../support/demo-platform.ts';
import { startFakeTool, type FakeTool } from './fake-tool.ts';

const lti = 'https://purl.imsglobal.org/spec/lti/claim';

describe('a submission review from the gradebook of the demo LMS', () => {
  let tool: FakeTool;
  let platform: DemoPlatform;

  beforeAll(async () => {
    tool = await startFakeTool();
    platform = await startDemoPlatform({ toolUrl: tool.url });
    tool.connect(platform.registration);
  });
  afterAll(async () => {
    await platform.close();
    await tool.close();
  });

  const review = async (person: string, of?: string): Promise<unknown> => {
    const lineItem = platform.placement('spring', 'quiz:sample');
    const wish = of === undefined ? { lineItem } : { lineItem, of };
    await completeLaunch(new PlainBrowser(tool.url), await platform.launchAs(person, '', { review: wish }));
    return tool.launches.at(-1);
  };

  it('names the person whose work it is about, and the column', async () => {
    expect(await review('sofia', 'tiago')).toMatchObject({
      sub: '201',
      [`${lti}/message_type`]: 'LtiSubmissionReviewRequest',
      [`${lti}/for_user`]: { user_id: '102', name: 'Tiago Ferreira' },
      [`${lti}/custom`]: { activity: 'quiz:sample' },
      'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint': {
        lineitem: expect.stringContaining(
          '/lineitems/spring-quiz-sample/lineitem?type_id=demo-tool',
        ) as string,
      },
    });
  });

  it('names nobody from the heading of a column', async () => {
    expect(await review('sofia')).not.toHaveProperty([`${lti}/for_user`]);
  });

  it('is open to a trainee about their own work', async () => {
    expect(await review('eleni', 'eleni')).toMatchObject({
      sub: '101',
      [`${lti}/for_user`]: { user_id: '101' },
    });
  });
});
