import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext } from 'playwright-core';

/**
 * What a browser does with cookies of a site inside another site's page: `allowed`; `blocked`, where partitioned ones
 * still work (as Chrome and Firefox block them); `none`, where those do not work either (as Safari did).
 */
export type FrameCookies = 'allowed' | 'blocked' | 'none';

export interface ChromiumOptions {
  readonly frameCookies?: FrameCookies;
  readonly javaScriptEnabled?: boolean;
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly locale?: string;
}

export interface TestChromium {
  readonly context: BrowserContext;
  close(): Promise<void>;
}

/**
 * A Chromium with a fresh profile. Playwright cannot say what happens to third-party cookies, so the setting is written
 * into the profile. Tools stand on 127.0.0.1 and platforms on localhost: to a browser those are two sites.
 */
export async function openChromium({
  frameCookies = 'blocked',
  locale = 'en',
  ...options
}: ChromiumOptions = {}): Promise<TestChromium> {
  const profile = await mkdtemp(join(tmpdir(), 'lcf-chromium-'));
  await mkdir(join(profile, 'Default'));
  await writeFile(
    join(profile, 'Default', 'Preferences'),
    JSON.stringify({ profile: cookieSettings(frameCookies) }),
  );
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    chromiumSandbox: process.getuid?.() !== 0,
    locale,
    ...options,
  });
  return {
    context,
    async close() {
      await context.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function cookieSettings(frameCookies: FrameCookies): object {
  const isBlocked = frameCookies !== 'allowed';
  const insideLocalhost = { '127.0.0.1,localhost': { setting: 2 } };
  return {
    cookie_controls_mode: isBlocked ? 1 : 0,
    block_third_party_cookies: isBlocked,
    ...(frameCookies === 'none' ? { content_settings: { exceptions: { cookies: insideLocalhost } } } : {}),
  };
}
