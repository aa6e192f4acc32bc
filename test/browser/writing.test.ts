import { openProfile, policyBreaks, type Profile } from '../support/chromium.ts';
import { links, openSchool, type School } from '../support/school.ts';
import { openWhole } from '../support/in-chromium.ts';
import { control, openWriting, paste, state } from '../support/writing-page.ts';

let school: School;
let profile: Profile;

beforeAll(async () => {
  school = await openSchool();
  profile = await openProfile({ width: 390, touch: true });
}, 60_000);
afterAll(async () => {
  await profile?.close();
  await school?.close();
});

const text = 'f.disagreement';

describe('a draft', () => {
  it('is stored while it is written, every kind of field', async () => {
    const { page, url } = await openWriting({ profile, school }, 'eleni', 'm4-task');
    await control(page, 'f.session').fill('The reading room');
    await page.getByText('In a room', { exact: true }).click();
    await control(page, 'f.held-on').fill('2026-10-05');
    await control(page, 'f.present').fill('12');
    await control(page, text).fill('Two wanted silence, **three** did not.');
    await control(page, 'f.about-people').first().check();
    await page.locator('[data-rows="f.plan"] textarea').first().fill('Say hello');
    await page.locator('[data-rows="f.took-part"] input[type="checkbox"]').first().check();
    await state(page, /^Saved \d/);
    await page.goto(url);
    expect(await control(page, 'f.session').inputValue()).toBe('The reading room');
    expect(await control(page, 'f.setting').first().isChecked()).toBe(true);
    expect(await control(page, 'f.held-on').inputValue()).toBe('2026-10-05');
    expect(await control(page, 'f.present').inputValue()).toBe('12');
    expect(await control(page, text).inputValue()).toBe('Two wanted silence, **three** did not.');
    expect(await page.locator('[data-rows="f.plan"] textarea').first().inputValue()).toBe('Say hello');
    expect(await page.locator('[data-rows="f.took-part"] input[type="checkbox"]').first().isChecked()).toBe(
      true,
    );
    expect(policyBreaks(profile)).toEqual([]);
  });

  it('says how many words are left, of each text and of the whole', async () => {
    const { page } = await openWriting({ profile, school }, 'tiago', 'm4-task');
    const words = page.locator(`[data-words-of="${text}"]`);
    await control(page, text).fill('One two three.');
    await words.getByText('3 words · at least 67 more').waitFor();
    await control(page, text).fill('word '.repeat(151));
    await words.getByText('151 words · 1 too many').waitFor();
    expect(await page.locator('[data-total]').textContent()).toBe('151 of 500–900 words');
  });

  it('gets rows added, taken out and brought back', async () => {
    const { page, url } = await openWriting({ profile, school }, 'aino', 'm4-task');
    const list = page.locator('[data-rows="f.outcome"]');
    await list.locator('textarea, input[type="text"]').first().fill('We meet again.');
    await list.getByRole('button', { name: 'Add a row' }).click();
    await list
      .locator('[data-row]')
      .nth(1)
      .locator('textarea, input[type="text"]')
      .first()
      .fill('We write it down.');
    await state(page, /^Saved \d/);
    await list.getByRole('button', { name: 'Remove row 1' }).click();
    await state(page, /^Saved \d/);
    expect(await list.locator('[data-row]').count()).toBe(1);
    await list.getByRole('button', { name: 'Bring it back' }).click();
    expect(await list.locator('[data-row]').count()).toBe(2);
    await page.waitForTimeout(1_500);
    await state(page, /^Saved \d/);
    await page.goto(url);
    const texts = await list
      .locator('[data-row] textarea, [data-row] input[type="text"]')
      .evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value).filter(Boolean));
    expect(texts).toEqual(['We meet again.', 'We write it down.']);
  });

  it('written without a connection is kept and stored when the connection is back', async () => {
    const { page, url } = await openWriting({ profile, school }, 'katarzyna', 'm4-task');
    await profile.context.setOffline(true);
    await control(page, text).fill('On the train.');
    await page
      .locator('[data-trouble-text]')
      .getByText(/You are offline/)
      .waitFor();
    await profile.context.setOffline(false);
    await state(page, /^Saved \d/);
    await page.goto(url);
    expect(await control(page, text).inputValue()).toBe('On the train.');
  });

  it('that could not be sent comes back when the page is opened again', async () => {
    const { page, url } = await openWriting({ profile, school }, 'anonymous', 'm4-task');
    await page.route('**/save-draft', (route) => route.abort());
    await control(page, text).fill('Half a thought.');
    await page
      .locator('[data-trouble-text]')
      .getByText(/did not answer/)
      .waitFor();
    page.on('dialog', (dialog) => void dialog.accept());
    await page.unroute('**/save-draft');
    await page.goto(url);
    expect(await control(page, text).inputValue()).toBe('Half a thought.');
    await state(page, /^Saved \d/);
  });

  it('is stored although the session has ended, and the way on says so', async () => {
    const { page } = await openWriting({ profile, school }, 'anonymous', 'm3-task');
    await profile.context.clearCookies({ name: '__Host-lcf-session' });
    await page.locator('textarea[data-long-text]').first().fill('After lunch.');
    await state(page, /^Saved \d/);
    await page.getByRole('button', { name: 'Check and hand in' }).click();
    await page.getByRole('heading', { level: 1, name: 'You have been away for a while' }).waitFor();
    await openWhole(page, school, 'anonymous', links.whole);
    const home = page.url().replace(/(\/c\/[^/]+\/[^/?]+).*/, '$1');
    await page.goto(`${home}/tasks/m3-task/write`);
    expect(await page.locator('textarea[data-long-text]').first().inputValue()).toBe('After lunch.');
  });

  it('changed on two devices shows both texts and overwrites nothing', async () => {
    const { page: desk, url } = await openWriting({ profile, school }, 'tiago', 'm1-task');
    const name = (await desk.locator('textarea[data-long-text]').first().getAttribute('name')) ?? '';
    const phone = await profile.newPage();
    await phone.goto(url);
    await control(phone, name).fill('From the phone.');
    await state(phone, /^Saved \d/);
    await control(desk, name).fill('From the desk.');
    const box = desk.locator('[data-conflict]');
    await box.getByText('There are two texts for this part.').waitFor();
    expect(await box.locator('[data-conflict-stored]').textContent()).toBe('From the phone.');
    expect(await control(desk, name).inputValue()).toBe('From the desk.');
    await box.getByRole('button', { name: 'Take the other text' }).click();
    expect(await control(desk, name).inputValue()).toBe('From the phone.');
    await box.getByText('From the desk.').waitFor();
    await box.getByRole('button', { name: 'Put mine back' }).click();
    expect(await control(desk, name).inputValue()).toBe('From the desk.');
    await state(desk, /^Saved \d/);
    await phone.reload();
    expect(await control(phone, name).inputValue()).toBe('From the desk.');
  });

  it('that waits in one device for hand-in says so when it was handed in on another', async () => {
    const { page, url } = await openWriting({ profile, school }, 'eleni', 'm7-task');
    const name = (await page.locator('textarea[data-long-text]').first().getAttribute('name')) ?? '';
    await school.tool.database.connection
      .collection('submission_drafts')
      .updateMany({ taskId: 'm7-task' }, { $set: { open: false } });
    await control(page, name).fill('Too late.');
    await page
      .locator('[data-trouble-text]')
      .getByText(/has been handed in or graded/)
      .waitFor();
    expect(await control(page, name).inputValue()).toBe('Too late.');
    page.on('dialog', (dialog) => void dialog.accept());
    expect(url).toContain('m7-task');
    await page.close({ runBeforeUnload: false });
  });
});

describe('a text', () => {
  it('pasted from a word processor keeps headings, lists, bold and links', async () => {
    const { page } = await openWriting({ profile, school }, 'katarzyna', 'm5-task');
    const name = (await page.locator('textarea[data-long-text]').first().getAttribute('name')) ?? '';
    await paste(page, name, { plain: 'x', html: wordHtml });
    expect(await control(page, name).inputValue()).toBe(
      [
        '## What we did',
        '',
        'We **all** met [here](https://example.org/place).',
        '',
        '- first',
        '- second',
        '  - within',
        '',
        '1. one',
        '2. two',
      ].join('\n'),
    );
    await state(page, /^Saved \d/);
    expect(policyBreaks(profile)).toEqual([]);
  });

  it('of 20 MB is not put in, and the page says why', async () => {
    const { page } = await openWriting({ profile, school }, 'katarzyna', 'm6-task');
    const field = page.locator('textarea[data-long-text]').first();
    const name = (await field.getAttribute('name')) ?? '';
    await field.fill('What stood here.');
    await paste(page, name, { plain: 'x'.repeat(20_000_000), html: `<p>${'x'.repeat(20_000_000)}</p>` });
    await page
      .getByText(/This does not fit: 20,000,000 characters/)
      .first()
      .waitFor();
    expect(await field.inputValue()).toBe('What stood here.');
    await field.press('End');
    await field.pressSequentially(' And more.');
    await state(page, /^Saved \d/);
  });

  it('can be marked up by keyboard and read as trainers will', async () => {
    const { page } = await openWriting({ profile, school }, 'eleni', 'm5-task');
    const field = page.locator('textarea[data-long-text]').first();
    await field.fill('bold');
    await field.selectText();
    const toolbar = page.locator('markdown-toolbar').first();
    await field.press('Shift+Tab');
    await page.keyboard.press('Enter');
    expect(await field.inputValue()).toBe('**bold**');
    await toolbar.getByRole('button', { name: 'Preview' }).click();
    await page.locator('[data-preview] strong').getByText('bold').waitFor();
    await toolbar.getByRole('button', { name: 'Preview' }).click();
    await field.waitFor({ state: 'visible' });
  });

  it('takes notes out of the private log', async () => {
    const { page, url } = await openWriting({ profile, school }, 'aino', 'm6-task');
    await page.goto(`${url.replace(/\/tasks.*/, '')}/log`);
    await page.locator('#log-text').fill('The group went quiet.');
    await page
      .locator('[data-log-state]')
      .getByText(/^Stored \d/)
      .waitFor();
    await page.goto(url);
    await page.locator('[data-insert-note]').first().click();
    await page.locator('[data-note-list]').getByRole('button', { name: 'Put in' }).click();
    expect(await page.locator('textarea[data-long-text]').first().inputValue()).toBe('The group went quiet.');
    await state(page, /^Saved \d/);
  });
});

const item = (level: number, mark: string, words: string): string =>
  `<p class=MsoListParagraph style='margin-left:36pt;mso-list:l0 level${level} lfo1'><!--[if !supportLists]--><span style='mso-list:Ignore'>${mark}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;</span></span><!--[endif]-->${words}</p>`;

const wordHtml = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal {margin:0}</style></head><body>
<h2 style='color:red'>What we did</h2>
<p class=MsoNormal style='margin:0'>We <b style='mso-bidi-font-weight:normal'>all</b> met <a href="https://example.org/place">here</a>.</p>
${item(1, '·', 'first')}${item(1, '·', 'second')}${item(2, 'o', 'within')}
<p class=MsoNormal>&nbsp;</p>
${item(1, '1.', 'one')}${item(1, '2.', 'two')}
</body></html>`;
