import type { Locator, Page } from 'playwright-core';
import type { Profile } from './chromium.ts';
import { openWhole } from './in-chromium.ts';
import { links, type School } from './school.ts';

/** Where a trainee writes a task, in a window of its own, in a browser that may have been somebody else's before. */
export async function openWriting(
  { profile, school }: { readonly profile: Profile; readonly school: School },
  person: string,
  task: string,
): Promise<{ readonly page: Page; readonly url: string }> {
  await profile.context.clearCookies();
  const page = await profile.newPage();
  await openWhole(page, school, person, links.whole);
  const home = page.url().replace(/(\/c\/[^/]+\/[^/?]+).*/, '$1');
  const url = `${home}/tasks/${task}/write`;
  await page.goto(url);
  return { page, url };
}

/** A control of the form by its name. */
export const control = (page: Page, name: string): Locator => page.locator(`[name="${name}"]`);

/** Waits until the page says so of the draft. */
export const state = (page: Page, text: RegExp): Promise<void> =>
  page.locator('[data-save-text]').getByText(text).waitFor();

/** Pastes as a person does who has copied elsewhere. */
export async function paste(
  page: Page,
  name: string,
  copied: { readonly plain: string; readonly html?: string },
): Promise<void> {
  await control(page, name).evaluate((field, { plain, html }) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', plain);
    if (html) clipboardData.setData('text/html', html);
    (field as HTMLTextAreaElement).focus();
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, copied);
}
