import AxeBuilder from '@axe-core/playwright';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import type { Page } from 'playwright-core';
import { openProfile, policyBreaks, type Profile } from '../support/chromium.ts';
import { openHandIns, type HandIns } from '../support/hand-ins.ts';
import { openWhole } from '../support/in-chromium.ts';
import { links, openSchool, type School } from '../support/school.ts';

let school: School;
let handIns: HandIns;
let profile: Profile | undefined;
let trainerHome: string;

beforeAll(async () => {
  school = await openSchool();
  handIns = await openHandIns(school);
  await fillQueue(handIns);
}, 120_000);
afterAll(() => school?.close());
afterEach(async () => {
  await profile?.close();
  profile = undefined;
});

/** Works in every state, of tasks with one marker and with two. */
async function fillQueue(filled: HandIns): Promise<void> {
  await filled.handIn('eleni', 'm1-task', { dueAt: new Date('2026-01-01T00:00:00Z') });
  const revised = await filled.handIn('tiago', 'm1-task');
  await filled.mark('sofia', revised, { levels: [1, 3], todo: 'Name a second source.', release: 'now' });
  await filled.handIn('tiago', 'm1-task', { word: 'evidence' });
  await filled.mark('sofia', await filled.handIn('aino', 'm1-task'), { levels: [3], release: 'together' });
  await filled.mark('marc', await filled.handIn('lukas', 'm1-task'), {
    levels: [4, 3, 2, 3],
    release: 'now',
  });
  await filled.write('katarzyna', 'm1-task');
  const twice = await filled.handIn('eleni', 'm9-task');
  await filled.mark('sofia', twice, { levels: [4, 3, 2, 2], release: 'later' });
  await filled.mark('marc', twice, { levels: [2, 3, 1, 2], todo: 'Show the chain.', release: 'later' });
  const once = await filled.handIn('aino', 'm9-task');
  await filled.mark('marc', once, { levels: [3], release: 'later' });
}

async function openTrainer(options: Parameters<typeof openProfile>[0]): Promise<Page> {
  profile = await openProfile(options);
  const page = await profile.newPage();
  await openWhole(page, school, 'sofia', links.whole);
  trainerHome = `${page.url().replace(/\/trainer.*/, '')}/trainer`;
  return page;
}

const pages = [
  ['queue', '/queue'],
  ['queue-all', '/queue?who=all&show=all'],
  ['queue-drafts', '/queue?who=all&show=drafts'],
  ['queue-none', '/queue?who=all&author=nobody'],
  ['allocate', '/queue/allocate'],
  ['task', '/tasks/m1-task'],
  ['task-none', '/tasks/m3-task'],
  ['points', '/tasks/m1-task/points'],
  ['sheet', '/tasks/m1-task/sheet'],
  ['moderation', '/moderation?task=m9-task'],
  ['moderation-one', '/moderation?task=m1-task'],
  ['moderation-none', '/moderation?task=m2-task'],
] as const;

describe.each([
  ['light', 1280],
  ['dark', 1280],
  ['light', 360],
  ['dark', 360],
] as const)('the pages around grading, %s, %i px', (colorScheme, width) => {
  it('have no axe violation and fit the window', async () => {
    const page = await openTrainer({ colorScheme, width, height: 800, touch: width === 360 });
    const found: string[] = [];
    for (const [name, path] of pages) {
      const answer = await page.goto(trainerHome + path);
      if (answer?.status() !== 200) found.push(`${name} answers ${answer?.status()}`);
      const { violations } = await new AxeBuilder({ page }).analyze();
      found.push(
        ...violations.map(
          ({ id, nodes }) => `${name}: ${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`,
        ),
      );
      const shown = await page.evaluate(() => document.documentElement.scrollWidth);
      if (shown > width) found.push(`${name} is ${shown} px wide`);
      const folder = process.env['PICTURES'];
      if (folder)
        await page.screenshot({ path: `${folder}/${name}-${width}-${colorScheme}.png`, fullPage: true });
    }
    expect(found).toEqual([]);
    expect(policyBreaks(profile as Profile)).toEqual([]);
  }, 240_000);
});

it('a sheet that comes back shows its changes and problems on a phone before anything counts', async () => {
  const page = await openTrainer({ width: 360, height: 740, touch: true });
  const sheet = await page.request.get(`${trainerHome}/tasks/m1-task/sheet?file=csv`);
  const rows = parse(await sheet.text(), { bom: true });
  const changed = rows.map((row, line) =>
    row.map((cell, i) => (line > 0 && i === 2 ? String(line * 3) : cell)),
  );
  await page.goto(`${trainerHome}/tasks/m1-task/sheet`);
  const file = { name: 'sheet.csv', mimeType: 'text/csv', buffer: Buffer.from(stringify(changed)) };
  await page.setInputFiles('#file', file);
  await page.getByRole('button', { name: 'Show what would change' }).click();
  await page.getByRole('heading', { name: 'What would change' }).waitFor();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  const folder = process.env['PICTURES'];
  if (folder) await page.screenshot({ path: `${folder}/preview-360.png`, fullPage: true });
  await page.getByRole('button', { name: 'Store these changes' }).click();
  await page.getByText('1 row of the sheet is stored in your grades.').waitFor();
});
