import { startFakePlatform, type FakePlatform } from '../support/fake-platform.ts';
import { LtiBrowser, startLtiTool, type LtiTool } from '../support/lti-tool.ts';

describe('resource link launch', () => {
  let tool: LtiTool;
  let platform: FakePlatform;
  beforeAll(async () => {
    [tool, platform] = await Promise.all([startLtiTool(), startFakePlatform()]);
    await tool.know(platform);
  });
  afterAll(async () => {
    await Promise.all([tool.close(), platform.close()]);
  });
  it('lets a learner in', async () => {
    const answer = await new LtiBrowser(tool).launch(platform);
    expect(tool.crashes).toEqual([]);
    expect(answer.status).toBe(200);
    expect(answer.body?.launch).toMatchObject({ role: 'trainee' });
  });
});
