/**
 * Takes a picture of every kind of page at three widths, light and dark, in English and German:
 * npm run pictures [-- part of a name]. They stand in ./pictures, which git ignores, to be looked at.
 */
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { projectPaths } from '../../src/config/index.ts';
import { openWhole } from '../support/in-chromium.ts';
import { pageKinds, trainee, trainer, type PageKind } from '../support/page-kinds.ts';
import { links, openSchool, type School } from '../support/school.ts';

const widths = [360, 768, 1280];
const schemes = ['light', 'dark'] as const;
const languages = ['en', 'de'] as const;

interface Look {
  readonly width: number;
  readonly scheme: (typeof schemes)[number];
  readonly language: (typeof languages)[number];
}

const [filter = ''] = process.argv.slice(2);
const folder = join(projectPaths().root, 'pictures');
const looks = languages.flatMap((language) =>
  schemes.flatMap((scheme) => widths.map((width): Look => ({ language, scheme, width }))),
);

const school = await openSchool();
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  chromiumSandbox: process.getuid?.() !== 0,
});
try {
  if (!filter) await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const kinds = await pageKinds(school);
  for (const look of looks) await takeAll(browser, look, kinds);
} finally {
  await browser.close();
  await school.close();
}
process.exit(0);

async function takeAll(from: Browser, look: Look, kinds: readonly PageKind[]): Promise<void> {
  for (const who of ['trainee', 'trainer', 'nobody', 'demo'] as const) {
    const wanted = kinds.filter((kind) => kind.who === who && nameOf(kind.name, look).includes(filter));
    const framed = who === 'demo' && nameOf('framed-quiz', look).includes(filter);
    if (wanted.length === 0 && !framed) continue;
    const context = await openAs(from, look, who);
    const page = context.pages()[0] ?? (await context.newPage());
    for (const { name, url } of wanted) {
      await page.goto(url, { waitUntil: 'networkidle' });
      await take(page, name, look);
    }
    if (framed) await takeFramed(page, look);
    await context.close();
  }
}

async function openAs(from: Browser, look: Look, who: PageKind['who']): Promise<BrowserContext> {
  const context = await from.newContext({
    viewport: { width: look.width, height: look.width === 360 ? 740 : 800 },
    colorScheme: look.scheme,
    locale: look.language === 'de' ? 'de-DE' : 'en-GB',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  if (who === 'trainee' || who === 'trainer') {
    await openWhole(page, school, who === 'trainee' ? trainee : trainer, links.whole);
    const other = page.locator(`.bar-language button[value="${look.language}"]`);
    if ((await other.count()) > 0) await other.click();
    await page.locator(`html[lang="${look.language}"]`).waitFor();
  }
  return context;
}

async function takeFramed(page: Page, look: Look): Promise<void> {
  const { lms }: School = school;
  const placement = lms.placement('spring', links.quiz);
  await page.goto(`${lms.url}/as/${trainee}/courses/spring/activities/${placement}`, {
    waitUntil: 'networkidle',
  });
  await page.frameLocator('iframe').locator('main h1').waitFor();
  await take(page, 'framed-quiz', look);
}

function nameOf(name: string, { width, scheme, language }: Look): string {
  return `${name}-${String(width).padStart(4, '0')}-${scheme}-${language}`;
}

async function take(page: Page, name: string, look: Look): Promise<void> {
  await page.screenshot({ path: join(folder, `${nameOf(name, look)}.png`), fullPage: true });
}
