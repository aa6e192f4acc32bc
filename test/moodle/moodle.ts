import type { BrowserContext, Frame, Page } from 'playwright-core';
import { openProfile, type Profile, type ProfileOptions } from '../support/chromium.ts';
import { patience, settings } from './settings.ts';

/** Somebody who is signed in to Moodle in a browser of their own. */
export interface Visitor {
  readonly name: string;
  readonly context: BrowserContext;
  readonly page: Page;
  leave(): Promise<void>;
}

const open = new Set<Profile>();

export async function signIn(name: string, options: ProfileOptions = {}): Promise<Visitor> {
  const profile = await openProfile({ height: 860, ...options });
  open.add(profile);
  const { context } = profile;
  context.setDefaultTimeout(patience);
  const page = context.pages()[0] ?? (await context.newPage());
  await logIn(page, name);
  const leave = async (): Promise<void> => {
    open.delete(profile);
    await profile.close();
  };
  return { name, context, page, leave };
}

/** Closes the browsers that are still open. */
export async function everyoneLeaves(): Promise<void> {
  for (const profile of open) await profile.close();
  open.clear();
}

/** Fills in Moodle's form on the page that shows it. */
export async function logIn(page: Page, name: string): Promise<void> {
  if (!page.url().includes('/login/')) await visit(page, '/login/index.php');
  const password = name === 'admin' ? settings.adminPassword : settings.password;
  // A script replaces the password box some time after the page has loaded: filled in and sent in one go.
  const loaded = page.waitForURL((url) => !url.pathname.endsWith('/login/index.php'));
  await page.locator('form#login').evaluate(
    (form: HTMLFormElement, values) => {
      for (const [field, value] of Object.entries(values)) {
        (form.elements.namedItem(field) as HTMLInputElement).value = value;
      }
      form.submit();
    },
    { username: name, password },
  );
  await loaded;
  await settle(page);
}

/** Ends Moodle's session in a tab of its own; other tabs are left as they are. */
export async function logOut(context: BrowserContext): Promise<void> {
  const page = await context.newPage();
  await visit(page, '/my/');
  await visit(page, `/login/logout.php?sesskey=${await readSesskey(page)}`);
  await page.close();
}

/** What Moodle's own links carry against forgery. */
export function readSesskey(page: Page): Promise<string> {
  return page.evaluate(() => (window as unknown as { M: { cfg: { sesskey: string } } }).M.cfg.sesskey);
}

/** Waits until Moodle's own scripts have nothing left to do, as its acceptance tests do. */
export async function settle(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const { M } = window as unknown as { M?: { util?: { pending_js?: unknown[] } } };
    return document.readyState === 'complete' && (M?.util?.pending_js ?? []).length === 0;
  });
}

export async function visit(page: Page, path: string): Promise<void> {
  await page.bringToFront();
  await page.goto(settings.url + path);
  await settle(page);
}

export function isMoodle(url: string | URL): boolean {
  return new URL(url).origin === new URL(settings.url).origin;
}

/** Does something that makes Moodle launch the tool, and returns the frame in which the tool has answered. */
export async function launch(page: Page, action: () => Promise<unknown>): Promise<Frame> {
  const context = page.context();
  const launched = context.waitForEvent('request', {
    predicate: (request) =>
      request.method() === 'POST' &&
      !isMoodle(request.url()) &&
      /(^|&)(id_token|error)=/.test(request.postData() ?? ''),
    timeout: patience,
  });
  try {
    const [request] = await Promise.all([launched, action()]);
    await request.response();
    const frame = request.frame();
    await frame.waitForURL((url) => !isMoodle(url) && !url.pathname.startsWith('/lti/login'));
    await frame.locator('h1').first().waitFor();
    return frame;
  } catch (error) {
    throw new Error(`The tool was not launched. Open pages:\n${await describePages(context)}`, {
      cause: error,
    });
  }
}

/** Opens an activity as its link in the course does. */
export function openActivity(page: Page, cmid: number): Promise<Frame> {
  return launch(page, () => page.goto(`${settings.url}/mod/lti/view.php?id=${cmid}`));
}

/** Opens an activity that is set to open in a new window; `page()` of the frame is that window. */
export async function openInWindow(page: Page, cmid: number): Promise<Frame> {
  await visit(page, `/course/view.php?id=${settings.courseId}`);
  const link = page.locator(`#module-${cmid} a[href*="/mod/lti/view.php?id=${cmid}"]`).first();
  return launch(page, () => link.click());
}

/** What every open page and frame shows, for messages of failures. */
export async function describePages(context: BrowserContext): Promise<string> {
  const lines: string[] = [];
  for (const page of context.pages()) {
    for (const frame of page.frames().filter((one) => one.url() !== 'about:blank')) {
      const text = await frame
        .locator('body')
        .innerText({ timeout: 1000 })
        .catch(() => '');
      lines.push(`  ${frame.url()}: ${text.replaceAll(/\s+/g, ' ').slice(0, 400)}`);
    }
  }
  return lines.join('\n');
}
