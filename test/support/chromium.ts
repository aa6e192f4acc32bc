import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright-core';

export interface ProfileOptions {
  /** In `blocked` partitioned cookies still work, as in Chrome and Firefox; in `none` those do not work either. */
  readonly thirdPartyCookies?: 'blocked' | 'allowed' | 'none';
  readonly width?: number;
  readonly height?: number;
  readonly colorScheme?: 'light' | 'dark';
  readonly touch?: boolean;
  /** Presents itself as a phone 360 px wide; LMSs tell phones by their user agent. */
  readonly phone?: boolean;
  readonly javaScript?: boolean;
}

const phone = {
  viewport: { width: 360, height: 740 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
  userAgent:
    'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36',
};

/** A Chromium with a fresh profile. */
export interface Profile {
  readonly context: BrowserContext;
  /** What pages wrote to the console as errors, and scripts that failed. */
  readonly complaints: string[];
  newPage(): Promise<Page>;
  close(): Promise<void>;
}

/**
 * Starts the Chromium that CHROMIUM names. Playwright has no option for third-party cookies, so each start has a profile
 * of its own in which the setting is written down.
 */
export async function openProfile(options: ProfileOptions = {}): Promise<Profile> {
  const { thirdPartyCookies = 'blocked', width = 1280, height = 900, colorScheme = 'light' } = options;
  const { touch = false, javaScript = true, phone: isPhone = false } = options;
  const folder = await mkdtemp(join(tmpdir(), 'lcf-profile-'));
  await mkdir(join(folder, 'Default'));
  const preferences = { profile: cookieSettings(thirdPartyCookies) };
  await writeFile(join(folder, 'Default', 'Preferences'), JSON.stringify(preferences));
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    chromiumSandbox: process.getuid?.() !== 0,
    viewport: { width, height },
    colorScheme,
    hasTouch: touch,
    javaScriptEnabled: javaScript,
    locale: 'en-GB',
    reducedMotion: 'reduce',
    ...(isPhone ? phone : {}),
  });
  context.setDefaultTimeout(30_000);
  const complaints: string[] = [];
  const listen = (page: Page): void => {
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(`${message.location().url}: ${message.text()}`);
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
  };
  context.pages().forEach(listen);
  context.on('page', listen);
  return {
    context,
    complaints,
    newPage: () => context.newPage(),
    async close() {
      await context.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Tests have the tool on 127.0.0.1 and the LMS around it on localhost. */
function cookieSettings(thirdPartyCookies: 'blocked' | 'allowed' | 'none'): object {
  const isBlocked = thirdPartyCookies !== 'allowed';
  const exceptions = { cookies: { '127.0.0.1,localhost': { setting: 2 } } };
  return {
    cookie_controls_mode: isBlocked ? 1 : 0,
    block_third_party_cookies: isBlocked,
    ...(thirdPartyCookies === 'none' ? { content_settings: { exceptions } } : {}),
  };
}

/** What a strict Content-Security-Policy has blocked, among the complaints. */
export function policyBreaks(profile: Profile): string[] {
  return profile.complaints.filter((line) => /content.security.policy|refused to|violates/i.test(line));
}
