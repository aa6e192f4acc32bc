import {
  beginUpload,
  filePlace,
  openFileSchool,
  sendPart,
  tus,
  uploadWhole,
  type FileAuthor,
  type FileSchool,
} from '../support/file-school.ts';
import { aPdf, aPhoto } from '../support/sample-files.ts';
import { links, type Arrived } from '../support/school.ts';
import { startFakeClamd, type FakeClamd } from '../support/fake-clamd.ts';

let clamd: FakeClamd;
let isSilent = false;
let files: FileSchool;
let eleni: FileAuthor;
let author: FileAuthor;
let trainer: Arrived;
let other: Arrived;
let elsewhere: Arrived;

beforeAll(async () => {
  clamd = await startFakeClamd(() => isSilent);
  files = await openFileSchool({ CLAMD_URL: clamd.url.href });
  await files.school.lms.leave('marc', 'spring');
  eleni = await files.begin('eleni');
  author = await files.begin('tiago');
  trainer = await files.school.open('sofia', links.whole);
  other = await files.school.open('aino', links.whole);
  elsewhere = await files.school.open('marc', links.whole, { course: 'ka1' });
});
afterAll(async () => {
  await files?.school.close();
  await clamd?.close();
});

const url = (path: string): string => new URL(path, files.school.tool.url).href;

/** What a form with one field for files sends, without a session. */
function sendForm(token: string, chosen: readonly (readonly [string, Buffer])[]): Promise<Response> {
  const form = new FormData();
  form.append('f.text', 'x'.repeat(1000));
  form.append(`upload.${filePlace}`, token);
  for (const [name, content] of chosen)
    form.append(`file.${filePlace}`, new Blob([new Uint8Array(content)]), name);
  return fetch(url('/upload-form'), { method: 'POST', body: form });
}

async function listed(token: string): Promise<{ id: string; name: string }[]> {
  const answer = await fetch(url('/upload'), { headers: { 'Upload-Token': token } });
  return ((await answer.json()) as { files: { id: string; name: string }[] }).files;
}

async function removeAll({ token }: FileAuthor): Promise<void> {
  for (const { id } of await listed(token)) {
    const body = new URLSearchParams({ [`upload.${filePlace}`]: token, remove: `${filePlace} ${id}` });
    await fetch(url('/remove-file'), { method: 'POST', body, headers: { Accept: 'application/json' } });
  }
}

describe('without scripts and without a session', () => {
  afterEach(() => removeAll(eleni));

  it('files of a form are taken, listed and taken out again', async () => {
    const answer = await sendForm(eleni.token, [
      ['Kreis.pdf', aPdf()],
      ['foto.jpeg', await aPhoto()],
    ]);
    const page = await answer.text();
    expect([answer.status, /2 files are uploaded/.test(page), /Kreis\.pdf/.test(page)]).toEqual([
      200,
      true,
      true,
    ]);
    expect((await listed(eleni.token)).map(({ name }) => name)).toEqual(['Kreis.pdf', 'foto.jpg']);
    const [first] = await listed(eleni.token);
    const body = new URLSearchParams({
      [`upload.${filePlace}`]: eleni.token,
      remove: `${filePlace} ${first?.id ?? ''}`,
    });
    const removed = await fetch(url('/remove-file'), {
      method: 'POST',
      body,
      headers: { Accept: 'text/html' },
    });
    expect(await removed.text()).toMatch(/The file is taken out/);
    expect((await listed(eleni.token)).map(({ name }) => name)).toEqual(['foto.jpg']);
  });

  it('each file that is refused is named with its reason, the others are taken', async () => {
    const answer = await sendForm(eleni.token, [
      ['virus.pdf', Buffer.concat([aPdf(), Buffer.from('EICAR')])],
      ['a.txt', Buffer.from('x')],
      ['fine.pdf', aPdf()],
    ]);
    const page = await answer.text();
    expect(answer.status).toBe(422);
    expect(page).toMatch(/virus\.pdf: .*virus scanner refused/);
    expect(page).toMatch(/a\.txt: .*not taken here/);
    expect((await listed(eleni.token)).map(({ name }) => name)).toEqual(['fine.pdf']);
  });

  it('a file too large is not written to its end', async () => {
    const answer = await sendForm(eleni.token, [
      ['large.pdf', Buffer.concat([aPdf(), Buffer.alloc(8 * 1024 * 1024)])],
    ]);
    expect(await answer.text()).toMatch(/at most 5 MB/);
    expect(await listed(eleni.token)).toEqual([]);
  });

  it('nothing is taken without a token', async () => {
    for (const token of ['', 'x.y', `${eleni.token}x`]) {
      const answer = await sendForm(token, [['a.pdf', aPdf()]]);
      expect(answer.status).toBe(403);
    }
  });

  it('a form without a file says so', async () => {
    expect(await (await sendForm(eleni.token, [])).text()).toMatch(/No file was chosen/);
  });
});

describe('a resumable upload', () => {
  afterEach(() => removeAll(eleni));

  it('goes on where it broke off, also after the tool was started anew', async () => {
    const content = aPdf(40);
    const begun = await beginUpload(files.school, {
      token: eleni.token,
      name: 'Sheet',
      bytes: content.length,
    });
    const at = begun.headers.get('location') ?? '';
    expect([begun.status, at.startsWith('/upload/')]).toEqual([201, true]);
    await sendPart(files.school, at, 0, content.subarray(0, 1000));
    await files.school.tool.stop();
    await files.school.tool.start();
    const head = await tus(files.school, at, { method: 'HEAD' });
    expect([head.headers.get('upload-offset'), head.headers.get('upload-metadata')]).toEqual(['1000', null]);
    const end = await sendPart(files.school, at, 1000, content.subarray(1000));
    expect(end.status).toBe(200);
    expect((await listed(eleni.token)).map(({ name }) => name)).toEqual(['Sheet.pdf']);
    const again = await tus(files.school, at, { method: 'HEAD' });
    expect(again.headers.get('upload-offset')).toBe(String(content.length));
  });

  it('is refused before it begins where it could not end well', async () => {
    const { token } = eleni;
    const tooLarge = await beginUpload(files.school, { token, name: 'x', bytes: 6 * 1024 * 1024 });
    expect([tooLarge.status, await tooLarge.text()]).toEqual([413, expect.stringContaining('at most 5 MB')]);
    const stranger = await beginUpload(files.school, { token: 'x', name: 'x', bytes: 5 });
    expect(stranger.status).toBe(403);
  });

  it('cannot go past the length that it said', async () => {
    const begun = await beginUpload(files.school, { token: eleni.token, name: 'x', bytes: 10 });
    const answer = await sendPart(files.school, begun.headers.get('location') ?? '', 0, aPdf());
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(await listed(eleni.token)).toEqual([]);
  });

  it('that the scanner could not look at is finished once it answers', async () => {
    const content = aPdf();
    const begun = await beginUpload(files.school, { token: eleni.token, name: 'x', bytes: content.length });
    const at = begun.headers.get('location') ?? '';
    isSilent = true;
    const refused = await sendPart(files.school, at, 0, content);
    isSilent = false;
    expect([refused.status, await refused.text()]).toEqual([
      503,
      expect.stringContaining('could not be checked'),
    ]);
    expect(files.school.errors.splice(0)).toHaveLength(1);
    expect((await tus(files.school, at, { method: 'HEAD' })).status).toBe(200);
    expect(await listed(eleni.token)).toHaveLength(1);
  });

  it.each(['../../secret', '%2e%2e%2fsecret', 'x'.repeat(20), 'x'])(
    'of a strange name %j is not found',
    async (id) => {
      const answer = await tus(files.school, `/upload/${id}`, { method: 'HEAD' });
      expect(answer.status).toBe(404);
    },
  );
});

describe('a file that was handed in', () => {
  let photo: string;
  let sheet: string;

  beforeAll(async () => {
    const { token } = author;
    photo = await uploadWhole(files.school, { token, name: 'kreis.jpeg', content: await aPhoto() });
    sheet = await uploadWhole(files.school, { token, name: 'Übung „eins“.pdf', content: aPdf(2) });
  });

  const ask = (
    browser: FileAuthor['browser'],
    path: string,
    headers: Record<string, string> = {},
  ): Promise<Response> => fetch(url(path), { headers: { Cookie: browser.jar.header() ?? '', ...headers } });

  it('is shown to its author, and to trainers only from then on', async () => {
    const path = `${author.home}/files/${photo}`;
    const inOther = `${elsewhere.page.url.replace(/\/trainer$/, '')}/files/${photo}`;
    expect((await ask(author.browser, path)).status).toBe(200);
    expect((await ask(trainer.browser, path)).status).toBe(404);
    await files.handIn(author);
    for (const [browser, at, status] of [
      [author.browser, path, 200],
      [trainer.browser, path, 200],
      [other.browser, path, 404],
      [elsewhere.browser, path, 403],
      [elsewhere.browser, inOther, 404],
      [files.school.browser(), path, 401],
    ] as const) {
      expect([at, (await ask(browser, at)).status, (await ask(browser, `${at}/view`)).status]).toEqual([
        at,
        status,
        status,
      ]);
    }
  });

  it('comes with a type that cannot run, sandboxed, and under its name', async () => {
    const picture = await ask(author.browser, `${author.home}/files/${photo}`);
    const pdf = await ask(author.browser, `${author.home}/files/${sheet}`);
    expect(picture.headers.get('content-type')).toBe('image/jpeg');
    expect(picture.headers.get('content-disposition')).toMatch(/^inline; filename="kreis\.jpg"/);
    expect(pdf.headers.get('content-type')).toBe('application/octet-stream');
    expect(pdf.headers.get('content-disposition')).toBe(
      `attachment; filename="_bung _eins_.pdf"; filename*=UTF-8''%C3%9Cbung%20%E2%80%9Eeins%E2%80%9C.pdf`,
    );
    for (const { headers } of [picture, pdf]) {
      expect(headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none'/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('cache-control')).toBe('private, no-store');
    }
    expect(Buffer.from(await pdf.arrayBuffer()).equals(aPdf(2))).toBe(true);
  });

  it('is sent in parts to players that ask for them', async () => {
    const path = `${author.home}/files/${sheet}`;
    const part = await ask(author.browser, path, { Range: 'bytes=0-7' });
    expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([
      206,
      `bytes 0-7/${aPdf(2).length}`,
      '%PDF-1.4',
    ]);
    expect((await ask(author.browser, path, { Range: 'bytes=9999999-' })).status).toBe(416);
  });
});
