import { once } from 'node:events';
import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import type { Response } from 'express';
import JSZip from 'jszip';
import { sendZip, type AddEntry } from '../../src/web/pages/trainer/send-zip.ts';

const mtime = new Date('2026-03-02T09:00:00Z');

/** Serves what `fill` makes once, and tells what became of the sending. */
async function serve(fill: (add: AddEntry) => Promise<void>) {
  let outcome: Promise<unknown> = Promise.resolve();
  const server = createServer((_req, res) => {
    outcome = sendZip(res as Response, fill).then(
      () => 'sent',
      (error: unknown) => error,
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, outcome: () => outcome, close: () => server.close() };
}

describe('an archive that is sent as it is made', () => {
  it('arrives whole', async () => {
    const { url, outcome, close } = await serve(async (add) => {
      await add({ path: 'Ana/Text.html', mtime, stream: Readable.from(['<p>Ana</p>']) });
      await add({ path: 'Ben/Text.html', mtime, stream: Readable.from(['<p>', 'Ben</p>']) });
    });
    const zip = await JSZip.loadAsync(await (await fetch(url)).arrayBuffer());
    expect(await zip.file('Ben/Text.html')?.async('string')).toBe('<p>Ben</p>');
    expect(await outcome()).toBe('sent');
    close();
  });

  it('breaks off where something fails, so that half of it never looks whole', async () => {
    const { url, outcome, close } = await serve(async (add) => {
      await add({ path: 'a', mtime, stream: Readable.from(['a'.repeat(100_000)]) });
      throw new Error('The store is gone');
    });
    await expect(fetch(url).then((answer) => answer.arrayBuffer())).rejects.toThrow();
    expect(await outcome()).toMatchObject({ message: 'The store is gone' });
    close();
  });

  it('ends quietly, with nothing left open, when the reader leaves', async () => {
    const endless = new Readable({ read: () => void endless.push(Buffer.alloc(65_536, 1)) });
    const { url, outcome, close } = await serve((add) => add({ path: 'a', mtime, stream: endless }));
    const request = get(url, (answer) => answer.once('data', () => request.destroy()));
    request.on('error', () => undefined);
    await once(endless, 'close');
    expect(await outcome()).toBe('sent');
    close();
  });
});
