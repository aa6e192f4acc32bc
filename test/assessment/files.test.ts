import { mkdir, readFile, symlink, unlink, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import JSZip from 'jszip';
import sharp from 'sharp';
import {
  checkUpload,
  copyFiles,
  finishUpload,
  getReadableFile,
  listFilesOf,
  removeFile,
  signFileToken,
  sweepFiles,
  type FileReader,
  type StoredFile,
} from '../../src/assessment/index.ts';
import { asStorageError } from '../../src/assessment/files/storage-errors.ts';
import { asId, newId } from '../../src/shared/index.ts';
import { aDocx, anOdt, aPdf, aPhoto } from '../support/sample-files.ts';
import { cohortId, eleni, openFileRoom, type FileRoom } from './file-room.ts';

let room: FileRoom;
beforeEach(async () => {
  room = await openFileRoom();
});
afterEach(() => room?.close());

async function stored({ key }: StoredFile): Promise<Buffer> {
  return buffer(await room.deps.storage.open(key));
}

function names(): Promise<string[]> {
  return listFilesOf(room.deps, room.submission.id).then((files) =>
    (files['photo'] ?? []).map(({ name }) => name),
  );
}

describe('an upload', () => {
  it('becomes a file of its field, under a name that fits its content', async () => {
    await room.upload(aPdf(), 'Sheet.docx');
    await room.upload(await aPhoto(), '../../etc/photo.html');
    expect(await names()).toEqual(['Sheet.pdf', 'photo.jpg']);
    expect(await room.below('incoming')).toHaveLength(2);
  });

  it.each([
    ['a page that a browser would run', '<!doctype html><script>alert(1)</script>', 'x.png', 'text/plain'],
    [
      'a picture with a script',
      '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
      'x.png',
      'text/plain',
    ],
    ['a program', Buffer.from('MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00', 'latin1'), 'x.pdf', null],
    ['bytes of no known kind', Buffer.from([0, 1, 2, 3, 250]), 'x.jpg', null],
  ])('is looked at by content: %s', async (_what, content, name, type) => {
    if (type === null) {
      await expect(room.upload(content, name)).rejects.toMatchObject({ code: 'file-type-refused' });
      expect([await room.below('files'), await room.below('incoming')]).toEqual([[], []]);
    } else expect((await room.upload(content, name)).type).toBe(type);
  });

  it('is refused where it is empty, too large, damaged or one too many', async () => {
    await expect(room.upload('')).rejects.toMatchObject({ code: 'file-empty' });
    await expect(room.upload('x'.repeat(1024 * 1024 + 1))).rejects.toMatchObject({ code: 'file-too-large' });
    const photo = await aPhoto();
    await expect(room.upload(photo.subarray(0, 300))).rejects.toMatchObject({ code: 'file-broken' });
    await room.upload('one');
    await room.upload('two');
    await room.upload('three');
    await expect(room.upload('four')).rejects.toMatchObject({ code: 'files-too-many' });
    await expect(checkUpload(room.deps, { token: room.token, bytes: 4 })).rejects.toMatchObject({
      code: 'files-too-many',
    });
    expect(await names()).toHaveLength(3);
  });

  it('of several at once never leaves more than the field takes', async () => {
    const tried = await Promise.allSettled(['1', '2', '3', '4', '5', '6'].map((text) => room.upload(text)));
    const refused = tried.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
    expect(refused).toEqual(Array(3).fill(expect.objectContaining({ code: 'files-too-many' })));
    expect(await names()).toHaveLength(3);
    expect(await room.below('files')).toHaveLength(3);
  });

  it('fits again once one of a full field was taken out, whichever it was', async () => {
    const [first] = [await room.upload('one'), await room.upload('two'), await room.upload('three')];
    await removeFile(room.deps, { token: room.token, fileId: first.id });
    await room.upload('four');
    await expect(room.upload('five')).rejects.toMatchObject({ code: 'files-too-many' });
    expect(await names()).toHaveLength(3);
  });

  it('says what a HEIC photo is, where the field does not take any', async () => {
    await room.close();
    room = await openFileRoom({ accept: ['image/jpeg'] });
    const heic = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1');
    await expect(room.upload(heic, 'IMG_1.HEIC')).rejects.toMatchObject({ code: 'file-is-heic' });
  });

  it('is finished once, however often and in parallel its browser asks', async () => {
    const id = await room.leave(aPdf());
    const [one, other] = await Promise.all([finishUpload(room.deps, id), finishUpload(room.deps, id)]);
    const later = await finishUpload(room.deps, id);
    expect(new Set([one.id, other.id, later.id]).size).toBe(1);
    expect(await room.below('files')).toHaveLength(1);
  });

  it('that a crash left stored but not noted is finished by the next request', async () => {
    const id = await room.leave('A text');
    const files = { ...room.deps.records.files, insert: () => Promise.reject(new Error('killed')) };
    const killed = { ...room.deps, records: { ...room.deps.records, files } };
    await expect(finishUpload(killed, id)).rejects.toThrow('killed');
    expect((await finishUpload(room.deps, id)).name).toBe('sheet.txt');
    expect(await names()).toEqual(['sheet.txt']);
  });

  it('needs a token of this field that has not ended, and an author who still is one', async () => {
    const claims = {
      submissionId: room.submission.id,
      enrolmentId: asId<'enrolment'>('somebody'),
      place: 'photo',
    };
    const stranger = signFileToken(room.deps.tokenKey, claims, new Date());
    await expect(room.upload('x', 'x', stranger)).rejects.toMatchObject({ code: 'submission-unknown' });
    const own = { ...claims, enrolmentId: eleni.enrolmentId };
    const elsewhere = signFileToken(room.deps.tokenKey, { ...own, place: 'other' }, new Date());
    await expect(room.upload('x', 'x', elsewhere)).rejects.toMatchObject({ code: 'file-token-invalid' });
    const forged = signFileToken(Buffer.alloc(32, 9), own, new Date());
    await expect(room.upload('x', 'x', forged)).rejects.toMatchObject({ code: 'file-token-invalid' });
    room.later(24 * 31);
    await expect(room.upload('x')).rejects.toMatchObject({ code: 'file-token-invalid' });
  });

  it('is refused while what was handed in waits', async () => {
    await room.handIn();
    await expect(room.upload('x')).rejects.toMatchObject({ code: 'files-closed' });
  });
});

describe('what is stored', () => {
  it('of a photo holds neither place nor author, and stands upright', async () => {
    const file = await room.upload(await aPhoto(60, 40), 'photo.jpg');
    const content = await stored(file);
    const { exif, width, height } = await sharp(content).metadata();
    expect([exif, width, height]).toEqual([undefined, 40, 60]);
    expect(content.includes('Papadaki')).toBe(false);
  });

  it.each([
    ['a Word document', aDocx, 'docx'],
    ['an OpenDocument text', anOdt, 'odt'],
  ])('of %s names nobody, and is still one', async (_what, make, extension) => {
    const file = await room.upload(await make(), 'report');
    expect(file.name).toBe(`report.${extension}`);
    const { files } = await JSZip.loadAsync(await stored(file));
    const parts = await Promise.all(Object.values(files).map((part) => part.async('string')));
    expect(parts.join('')).toContain('Our first meeting.');
    expect(parts.join('')).not.toMatch(/Papadaki/);
  });

  it('never unpacks to more than it may, whatever an archive says of itself', async () => {
    const zip = await JSZip.loadAsync(await aDocx());
    zip.file('word/media/big.xml', Buffer.alloc(70 * 1024 * 1024), { compression: 'DEFLATE' });
    const bomb = await zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' });
    expect(bomb.length).toBeLessThan(1024 * 1024);
    await expect(room.upload(bomb)).rejects.toMatchObject({ code: 'file-broken' });
  });

  it('is sent by parts, first and last byte included', async () => {
    const { key } = await room.upload('0123456789');
    expect((await buffer(await room.deps.storage.open(key, { start: 2, end: 4 }))).toString()).toBe('234');
  });
});

describe('a full disk', () => {
  it('is said, keeps the upload to be finished later, and harms nothing that is stored', async () => {
    await room.upload('before');
    const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    const storage = { ...room.deps.storage, put: () => asStorageError(() => Promise.reject(full)) };
    const id = await room.leave('after');
    await expect(finishUpload({ ...room.deps, storage }, id)).rejects.toMatchObject({
      code: 'file-storage-full',
    });
    await finishUpload(room.deps, id);
    expect(await names()).toHaveLength(2);
  });

  it('met while bytes come in is told apart from other failures', async () => {
    const { incoming } = room.deps;
    const id = newId();
    await incoming.begin(id, { token: room.token, name: 'x', bytes: 5 });
    await unlink(incoming.pathOf(id));
    // Writing to this device fails as a full disk does.
    await symlink('/dev/full', incoming.pathOf(id));
    await expect(incoming.append(id, Readable.from([Buffer.from('hello')]), 0)).rejects.toMatchObject({
      code: 'file-storage-full',
    });
  });
});

describe('a file', () => {
  const reader = (changes: Partial<FileReader>): FileReader => ({
    ...{ enrolmentId: asId('somebody'), cohortId, grades: false },
    isReviewerOf: () => Promise.resolve(false),
    ...changes,
  });

  it('is its authors’; of trainers and reviewers only once it is handed in', async () => {
    const { id } = await room.upload('x');
    const author = reader({ enrolmentId: eleni.enrolmentId });
    const trainer = reader({ grades: true });
    const reviewer = reader({ isReviewerOf: () => Promise.resolve(true) });
    expect((await getReadableFile(room.deps, id, author)).as).toBe('author');
    for (const one of [trainer, reviewer, reader({})])
      await expect(getReadableFile(room.deps, id, one)).rejects.toMatchObject({ code: 'file-unknown' });
    await room.handIn();
    expect((await getReadableFile(room.deps, id, trainer)).as).toBe('trainer');
    expect((await getReadableFile(room.deps, id, reviewer)).as).toBe('reviewer');
    for (const one of [reader({}), reader({ grades: true, cohortId: asId('autumn') })])
      await expect(getReadableFile(room.deps, id, one)).rejects.toMatchObject({ code: 'file-unknown' });
  });

  it('for trainers only is not shown to reviewers', async () => {
    const { id } = await room.upload('x');
    await room.handIn({ trainerOnly: ['photo'] });
    const reviewer = reader({ isReviewerOf: () => Promise.resolve(true) });
    await expect(getReadableFile(room.deps, id, reviewer)).rejects.toMatchObject({ code: 'file-unknown' });
  });

  it('of a version that was withdrawn is its authors’ alone again', async () => {
    const { id } = await room.upload('x');
    await room.handIn();
    const submission = await room.deps.records.submissions.find(room.submission.id);
    if (!submission) throw new Error('Nothing was handed in');
    const versions = submission.versions.map((one) => ({ ...one, withdrawnAt: new Date() }));
    await room.deps.records.submissions.replace({ ...submission, versions }, submission.revision);
    await expect(getReadableFile(room.deps, id, reader({ grades: true }))).rejects.toMatchObject({
      code: 'file-unknown',
    });
  });

  it('that is taken out makes room, and only its own page can take it out', async () => {
    const { id } = await room.upload('x');
    await expect(removeFile(room.deps, { token: room.token, fileId: newId() })).rejects.toMatchObject({
      code: 'file-unknown',
    });
    await removeFile(room.deps, { token: room.token, fileId: id });
    await removeFile(room.deps, { token: room.token, fileId: id });
    expect(await names()).toEqual([]);
  });
});

describe('the sweep', () => {
  const day = 24;

  async function age(path: string): Promise<void> {
    const long = new Date(Date.now() - 3 * 24 * 3_600_000);
    await utimes(path, long, long);
  }

  it('leaves what a draft or a version names', async () => {
    const kept = await room.upload('in the version');
    await room.handIn();
    await room.deps.records.files.setRemoved(kept.id, new Date());
    room.later(90 * day);
    expect(await sweepFiles(room.deps)).toMatchObject({ files: 0, orphans: 0 });
    expect((await stored(kept)).toString()).toBe('in the version');
  });

  it('removes what was taken out, but not bytes that a copy shares', async () => {
    const { id } = await room.upload('shared');
    const to = asId<'submission'>('copy');
    await copyFiles(room.deps, { from: room.submission.id, to, by: asId('tiago') });
    await removeFile(room.deps, { token: room.token, fileId: id });
    room.later(2 * day);
    expect(await sweepFiles(room.deps)).toMatchObject({ files: 1 });
    expect(await room.below('files')).toHaveLength(1);
    const [copy] = (await listFilesOf(room.deps, to))['photo'] ?? [];
    expect(copy?.name).toBe('sheet.txt');
  });

  it('removes bytes that no file names and uploads that broke off, once they are old', async () => {
    const { key } = await room.upload('x');
    await room.leave('half');
    const folder = join(room.folder, 'files', 'zz');
    await mkdir(folder, { recursive: true });
    const orphan = newId<'file-key'>();
    await room.deps.storage.put(orphan, { path: room.deps.incoming.pathOf(await room.leave('x')), bytes: 1 });
    expect(await sweepFiles(room.deps)).toEqual({ uploads: 0, files: 0, orphans: 0 });
    for (const one of [key, orphan]) await age(join(room.folder, 'files', one.slice(0, 2), one));
    for (const name of await room.below('incoming')) await age(join(room.folder, 'incoming', name));
    const swept = await sweepFiles(room.deps);
    expect(swept.orphans).toBe(1);
    expect(await room.below('incoming')).toEqual([]);
    expect(await room.below('files')).toEqual([key]);
    expect((await readFile(join(room.folder, 'files', key.slice(0, 2), key))).toString()).toBe('x');
  });
});
