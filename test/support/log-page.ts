import type { Locator, Page } from 'playwright-core';
import type { Profile } from './chromium.ts';
import { openWhole } from './in-chromium.ts';
import { links, type School } from './school.ts';

/** A trainee's first lesson in a window of its own, in a browser that may have been somebody else's before. */
export async function openLesson(
  { profile, school }: { readonly profile: Profile; readonly school: School },
  person: string,
): Promise<{ readonly page: Page; readonly url: string }> {
  await profile.context.clearCookies();
  const page = await profile.newPage();
  await openWhole(page, school, person, links.lesson);
  return { page, url: page.url() };
}

/** Where the note of the page is written. */
export const field = (page: Page): Locator => page.locator('#log-text');

/** Waits until the page says so of the note. */
export const state = (page: Page, text: RegExp): Promise<void> =>
  page.locator('[data-log-state]').getByText(text).waitFor();
