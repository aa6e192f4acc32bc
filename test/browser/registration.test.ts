import { openProfile, type Profile } from '../support/chromium.ts';
import { startDemoPlatform, type DemoPlatform } from '../support/demo-platform.ts';
import { startTool, type RunningTool } from '../support/tool.ts';

describe('a registration inside the LMS', () => {
  let tool: RunningTool;
  let lms: DemoPlatform;
  let browser: Profile;
  beforeAll(async () => {
    tool = await startTool({ env: { DEMO: 'off' } });
    lms = await startDemoPlatform();
    browser = await openProfile();
  });
  afterAll(async () => {
    await browser.close();
    await Promise.all([tool.close(), lms.close()]);
  });

  it('shows the next steps, and closes when the administrator is done', async () => {
    const page = await browser.newPage();
    const { url } = await tool.administration.createInvite({ label: 'Demo' });
    await page.goto(`${lms.url}/as/ada/tools/register?${new URLSearchParams({ url }).toString()}`);
    const frame = page.frameLocator('iframe');
    await frame.getByRole('heading', { name: 'The tool is registered' }).waitFor();
    expect(await frame.getByRole('listitem').count()).toBeGreaterThan(0);
    await frame.getByRole('button', { name: 'Keep this page open' }).click();
    await frame.getByRole('button', { name: 'Done' }).click();
    await page.waitForURL(/\/as\/ada\/tools$/);
    expect(await page.getByText('LCF Curriculum').count()).toBeGreaterThan(0);
  });

  it('closes by itself for an LMS that waits for it', async () => {
    const page = await browser.newPage();
    const { url } = await tool.administration.createInvite({ label: 'Demo' });
    await page.goto(`${lms.url}/as/ada/tools/register?${new URLSearchParams({ url }).toString()}`);
    await page.waitForURL(/\/as\/ada\/tools$/, { timeout: 40_000 });
  });
});
