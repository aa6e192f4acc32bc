import { createReadStream } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { FileScanFailed } from './errors.ts';
import type { Scan } from './scan.ts';

/** Ms without a word from clamd; a large archive takes it a while. */
const patience = 120_000;
const chunkBytes = 64 * 1024;

/**
 * Has clamd look at a file, over its INSTREAM command: the bytes go to it, in chunks that each say their length, so that it
 * may run anywhere (clamd(8)). @throws FileScanFailed where it does not answer, or not with a verdict
 */
export function clamdScan(url: URL): Scan {
  return async (path) => {
    try {
      return verdictOf(await ask(url, path));
    } catch (error) {
      if (error instanceof FileScanFailed) throw error;
      throw new FileScanFailed('The scanner did not answer', {}, { cause: error });
    }
  };
}

/** `stream: OK` or `stream: <name> FOUND`; all else is an error, such as a file larger than it takes. */
function verdictOf(answer: string): 'clean' | 'infected' {
  if (/^stream: OK\s*$/.test(answer)) return 'clean';
  if (/^stream: .+ FOUND\s*$/.test(answer)) return 'infected';
  throw new FileScanFailed(`The scanner says: ${answer.slice(0, 200)}`);
}

function ask(url: URL, path: string): Promise<string> {
  const socket = url.protocol === 'unix:' ? connect(url.pathname) : connect(Number(url.port), hostOf(url));
  return new Promise((resolve, reject) => {
    let answer = '';
    socket.setTimeout(patience, () => socket.destroy(new Error('The scanner took too long')));
    socket.setEncoding('utf8');
    socket.on('data', (text: string) => {
      answer += text;
    });
    socket.on('error', (error) => (answer === '' ? reject(error) : resolve(clean(answer))));
    socket.on('end', () => {
      socket.destroy();
      resolve(clean(answer));
    });
    socket.once('connect', () => {
      send(socket, path).catch((error: unknown) => socket.destroy(error as Error));
    });
  });
}

function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '');
}

/** With the `z` form of a command, clamd ends its answer with a NUL. */
function clean(answer: string): string {
  return answer.replaceAll('\0', '');
}

async function send(socket: Socket, path: string): Promise<void> {
  socket.write('zINSTREAM\0');
  for await (const chunk of createReadStream(path, { highWaterMark: chunkBytes }) as AsyncIterable<Buffer>) {
    if (socket.destroyed || socket.readableEnded) return;
    const length = Buffer.alloc(4);
    length.writeUInt32BE(chunk.length);
    socket.write(length);
    if (!socket.write(chunk)) await drained(socket);
  }
  socket.write(Buffer.alloc(4));
}

/** Room again, or nobody to write to any more. */
function drained(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      socket.off('drain', done);
      socket.off('close', done);
      resolve();
    };
    socket.on('drain', done);
    socket.on('close', done);
  });
}
