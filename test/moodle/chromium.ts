import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext } from 'playwright-core';
import { patience, settings } from './settings.ts';

export interface BrowserOptions {
  readonly thirdPartyCookies?: 'blocked' | 'allowed';
  readonly phone?: boolean;
}

const phone = {
  viewport: { width: 360, height: 740 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
  userAgent:
    'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36',
};
const desktop = { viewport: { width: 1280, height: 860 } };

const open = new Map<BrowserContext, string>();

/**
 * A Chromium of its own for one person. Playwright has no switch for third-party cookies, so each gets a fresh profile
 * in which the setting is written down.
 */
export async function openChromium({
  thirdPartyCookies = 'blocked',
  phone: isPhone = false,
}: BrowserOptions = {}): Promise<BrowserContext> {
  const blocked = thirdPartyCookies === 'blocked';
  const profile = await mkdtemp(join(tmpdir(), 'lcf-chromium-'));
  await mkdir(join(profile, 'Default'));
  const preferences = {
    profile: { cookie_controls_mode: blocked ? 1 : 0, block_third_party_cookies: blocked },
  };
  await writeFile(join(profile, 'Default', 'Preferences'), JSON.stringify(preferences));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: settings.chromium,
    chromiumSandbox: process.getuid?.() !== 0,
    locale: 'en-GB',
    timezoneId: 'Europe/Ljubljana',
    ...(isPhone ? phone : desktop),
  });
  context.setDefaultTimeout(patience);
  open.set(context, profile);
  return context;
}

export async function closeChromium(context: BrowserContext): Promise<void> {
  const profile = open.get(context);
  if (profile === undefined) return;
  open.delete(context);
  await context.close();
  await rm(profile, { recursive: true, force: true, maxRetries: 5 });
}

export async function closeEveryChromium(): Promise<void> {
  for (const context of [...open.keys()]) await closeChromium(context);
}
