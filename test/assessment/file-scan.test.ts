import { finishUpload } from '../../src/assessment/index.ts';
import { clamdScan } from '../../src/assessment/files/clamd.ts';
import { startFakeClamd, type FakeClamd } from '../support/fake-clamd.ts';
import { openFileRoom, type FileRoom } from './file-room.ts';

let isSilent = false;
let clamd: FakeClamd;
let room: FileRoom;

beforeAll(async () => {
  clamd = await startFakeClamd(() => isSilent);
  room = await openFileRoom({ maxFiles: 10 }, { scan: clamdScan(clamd.url) });
});
afterAll(async () => {
  await room?.close();
  await clamd?.close();
});

describe('with a scanner', () => {
  it('a clean file is taken once it was looked at', async () => {
    const before = clamd.scanned;
    expect((await room.upload('x'.repeat(300_000))).bytes).toBe(300_000);
    expect(clamd.scanned).toBe(before + 1);
  });

  it('a file with a virus is refused and gone', async () => {
    const stored = await room.below('files');
    await expect(room.upload('EICAR')).rejects.toMatchObject({ code: 'file-infected' });
    expect(await room.below('files')).toEqual(stored);
  });

  it('that does not answer, nothing is taken, and the upload can be finished later', async () => {
    const id = await room.leave('A text');
    isSilent = true;
    await expect(finishUpload(room.deps, id)).rejects.toMatchObject({ code: 'file-scan-failed' });
    isSilent = false;
    expect((await finishUpload(room.deps, id)).name).toBe('sheet.txt');
  });

  it('that is not there or refuses to look, nothing is taken', async () => {
    await expect(room.upload('x'.repeat(900_000))).rejects.toMatchObject({ code: 'file-scan-failed' });
    const nobody = { ...room.deps, scan: clamdScan(new URL('tcp://127.0.0.1:1')) };
    const id = await room.leave('A text');
    await expect(finishUpload(nobody, id)).rejects.toMatchObject({ code: 'file-scan-failed' });
  });
});
