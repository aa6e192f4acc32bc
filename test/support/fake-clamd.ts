import { createServer, type AddressInfo, type Socket } from 'node:net';

export interface FakeClamd {
  readonly url: URL;
  /** How many files it was given whole. */
  readonly scanned: number;
  close(): Promise<void>;
}

/** Bytes after which it refuses, as clamd does at its StreamMaxLength. */
const longestStream = 512 * 1024;

/**
 * Speaks INSTREAM as clamd does: finds a virus in everything that contains EICAR's name, and answers nothing at all while
 * `isSilent` says so.
 */
export async function startFakeClamd(isSilent: () => boolean = () => false): Promise<FakeClamd> {
  let scanned = 0;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    let received = Buffer.alloc(0);
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, Buffer.from(chunk)]);
      if (isSilent()) {
        socket.destroy();
        return;
      }
      const answer = answerTo(received);
      if (answer === null) return;
      scanned += 1;
      socket.end(`${answer}\0`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: new URL(`tcp://127.0.0.1:${(server.address() as AddressInfo).port}`),
    get scanned() {
      return scanned;
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** Null while more is to come. */
function answerTo(received: Buffer): string | null {
  const command = 'zINSTREAM\0';
  if (received.length < command.length) return null;
  if (received.subarray(0, command.length).toString() !== command) return 'UNKNOWN COMMAND';
  const content: Buffer[] = [];
  let at = command.length;
  let bytes = 0;
  for (;;) {
    if (received.length < at + 4) return bytes > longestStream ? tooLong : null;
    const length = received.readUInt32BE(at);
    if (length === 0) break;
    content.push(received.subarray(at + 4, at + 4 + length));
    at += 4 + length;
    bytes += length;
  }
  if (bytes > longestStream) return tooLong;
  return Buffer.concat(content).includes('EICAR') ? 'stream: Eicar-Test-Signature FOUND' : 'stream: OK';
}

const tooLong = 'INSTREAM size limit exceeded. ERROR';
