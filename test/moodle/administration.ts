import type { Frame, Locator, Page } from 'playwright-core';
import { settings } from './settings.ts';
import { describePages, launch, readSesskey, settle, visit } from './moodle.ts';

/** What Moodle keeps of a registered tool, as its administration shows it. */
export interface RegisteredTool {
  readonly typeId: number;
  readonly domain: string;
  readonly launchUrl: string;
  readonly deepLinking: boolean;
  readonly redirects: readonly string[];
  /** 2: line items too. */
  readonly gradeService: string;
  readonly rosterService: string;
}

export interface RegistrationSteps {
  /** Called with the pasted address still unsent. */
  readonly pasted?: () => Promise<void>;
  /** Called with the tool's page inside Moodle's. */
  readonly registered?: (frame: Frame) => Promise<void>;
  /** Called with the card of the pending tool. */
  readonly pending?: (card: Locator) => Promise<void>;
}

/** Registers the tool by its address, to the closing message, and activates it. Returns its number in Moodle. */
export async function registerTool(
  page: Page,
  address: string,
  steps: RegistrationSteps = {},
): Promise<number> {
  await visit(page, '/mod/lti/toolconfigure.php');
  const before = await listTypes(page);
  await paste(page, address);
  await steps.pasted?.();
  await startRegistration(page);
  await finish(page, address, steps.registered);
  await visit(page, '/mod/lti/toolconfigure.php');
  const typeId = (await listTypes(page)).find((id) => !before.includes(id));
  if (typeId === undefined) throw new Error('Moodle has no new tool');
  const card = page.locator(`.tool-card[data-type-id="${typeId}"]`);
  await steps.pending?.(card);
  await card.locator('a.activate').click();
  await card.locator('a.activate').waitFor({ state: 'detached' });
  await settle(page);
  return typeId;
}

/** Registers a known tool anew: Moodle offers that for an address on the same host. */
export async function updateTool(page: Page, address: string, typeId: number): Promise<void> {
  await visit(page, '/mod/lti/toolconfigure.php');
  await paste(page, address);
  await startRegistration(page);
  const choice = page.frameLocator('iframe').locator(`button[data-href$="type=${typeId}"]`);
  await choice.waitFor();
  await clickUntil(page, choice, async () => (await choice.count()) === 0);
  await finish(page, address);
}

async function paste(page: Page, address: string): Promise<void> {
  await page.evaluate(() => {
    window.addEventListener('message', ({ data }: MessageEvent<{ subject?: string } | null>) => {
      if (data?.subject === 'org.imsglobal.lti.close') document.body.dataset['closed'] = 'yes';
    });
  });
  await page.fill('#tool-url', address);
}

async function startRegistration(page: Page): Promise<void> {
  let isAsked = false;
  page.on(
    'request',
    (request) => (isAsked ||= request.url().includes('/mod/lti/startltiadvregistration.php')),
  );
  await clickUntil(page, page.locator('#tool-create-button'), () => isAsked);
}

/** Moodle's buttons do nothing until its scripts have come, which takes time on a busy machine. */
async function clickUntil(
  page: Page,
  button: Locator,
  isDone: () => boolean | Promise<boolean>,
): Promise<void> {
  for (let clicks = 0; clicks < 6; clicks += 1) {
    await button.click();
    for (let waits = 0; waits < 50; waits += 1) {
      if (await isDone()) return;
      await page.waitForTimeout(100);
    }
  }
  throw new Error('A button of Moodle does nothing');
}

/** To the tool's last page and its closing message. */
async function finish(page: Page, address: string, shown?: (frame: Frame) => Promise<void>): Promise<void> {
  const frame = await toolFrame(page, new URL(address).origin);
  await shown?.(frame);
  await frame.locator('[data-press="close"]').click();
  await page.waitForFunction(() => document.body.dataset['closed'] === 'yes');
}

/** Reads the form in which an administrator would change the tool. */
export async function readTool(page: Page, typeId: number): Promise<RegisteredTool> {
  await openSettings(page, typeId);
  const value = (name: string): Promise<string> => page.locator(`[name="${name}"]`).last().inputValue();
  const launchUrl = await value('lti_toolurl');
  return {
    typeId,
    launchUrl,
    domain: new URL(launchUrl).host,
    deepLinking: await page.locator('[name="lti_contentitem"]').last().isChecked(),
    redirects: (await value('lti_redirectionuris')).trim().split(/\s+/),
    gradeService: await value('ltiservice_gradesynchronization'),
    rosterService: await value('ltiservice_memberships'),
  };
}

/** A tool registered dynamically is hidden from the activity chooser until a teacher shows it in the course. */
export async function showInChooser(page: Page, typeId: number): Promise<void> {
  const path = `/mod/lti/coursetools.php?id=${settings.courseId}`;
  await visit(page, path);
  const toggle = page.locator(`#showinactivitychooser-toggle-${typeId}`);
  const stored = page.waitForResponse((response) => response.url().includes('toggle_showinactivitychooser'));
  await toggle.press('Space'); // The switch is drawn beside an invisible box; there is nothing to click.
  await stored;
  await visit(page, path);
  if (!(await toggle.isChecked())) throw new Error(`Moodle does not show tool ${typeId} in the chooser`);
}

/** Opens the activity chooser as a teacher does and returns the tool's entry; the page stays there. */
export async function findInChooser(page: Page, typeId: number): Promise<Locator> {
  await visit(page, `/course/view.php?id=${settings.courseId}`);
  await page.locator('input[name="setmode"]').setChecked(true, { force: true });
  await page.getByRole('button', { name: 'Add an activity or resource' }).first().click();
  const entry = page.locator(
    `.modchooser [data-region="chooser-option-container"]:has(a[href*="typeid=${typeId}"])`,
  );
  await entry.first().waitFor();
  return entry.first();
}

export interface AddedActivity {
  readonly cmid: number;
  readonly title: string;
}

/** Adds activities by "Select content". `pick` ends with the tool sending the browser back. */
export async function addByDeepLink(
  page: Page,
  typeId: number,
  pick: (frame: Frame) => Promise<void>,
): Promise<AddedActivity[]> {
  const before = (await listActivities(page)).map(({ cmid }) => cmid);
  await visit(
    page,
    `/course/modedit.php?add=lti&typeid=${typeId}&course=${settings.courseId}&section=1&return=0`,
  );
  const frame = await launch(page, () => page.click('[name=selectcontent]'));
  await pick(frame);
  await page.locator('#contentitem-page-iframe').waitFor({ state: 'detached' });
  await settle(page);
  await page.click('#id_submitbutton2');
  await page.waitForURL((url) => !url.pathname.endsWith('/course/modedit.php'));
  return (await listActivities(page)).filter(({ cmid }) => !before.includes(cmid));
}

/** Makes the tool's activities open in a new window, as an administrator does in the tool's settings. */
export async function openInNewWindow(page: Page, typeId: number): Promise<void> {
  await openSettings(page, typeId);
  await page.locator('#id_lti_launchcontainer').selectOption('4', { force: true });
  await page.click('#id_submitbutton');
  await page.waitForURL((url) => !url.pathname.endsWith('/typessettings.php'));
}

async function openSettings(page: Page, typeId: number): Promise<void> {
  await visit(page, '/mod/lti/toolconfigure.php');
  const query = `action=update&id=${typeId}&sesskey=${await readSesskey(page)}&returnto=toolconfigure`;
  await visit(page, `/mod/lti/typessettings.php?${query}`);
}

async function listActivities(page: Page): Promise<AddedActivity[]> {
  await visit(page, `/course/view.php?id=${settings.courseId}`);
  return page.locator('li.activity.modtype_lti').evaluateAll((items: HTMLElement[]) =>
    items.map((item) => ({
      cmid: Number(item.dataset['id']),
      title: item.querySelector<HTMLElement>('[data-activityname]')?.dataset['activityname'] ?? '',
    })),
  );
}

async function listTypes(page: Page): Promise<number[]> {
  await page.locator('.tool-card, #tool-list-container').first().waitFor({ state: 'attached' });
  return page
    .locator('.tool-card')
    .evaluateAll((cards: HTMLElement[]) => cards.map((card) => Number(card.dataset['typeId'])));
}

async function toolFrame(page: Page, origin: string): Promise<Frame> {
  const find = (): Frame | undefined => page.frames().find((frame) => frame.url().startsWith(origin));
  for (let tries = 0; tries < 600; tries += 1) {
    const frame = find();
    if (frame) {
      await frame.locator('h1').waitFor();
      return frame;
    }
    await page.waitForTimeout(100);
  }
  throw new Error(`Moodle shows no page of the tool. Open pages:\n${await describePages(page.context())}`);
}
