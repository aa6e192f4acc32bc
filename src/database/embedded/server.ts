import type { Server, Socket } from 'node:net';
import { createServer } from 'node:net';
import { runCommand } from './commands/index.ts';
import type { Store } from './commands/command.ts';
import { formatReply, MessageReader, parseMessage } from './wire.ts';

export interface StoreServer {
  /** Takes no more commands, and resolves when those under way are answered. */
  drain(): Promise<void>;
  /** Hangs up on everyone, and removes the socket's file. */
  close(): Promise<void>;
}

/** Answers clients on a Unix socket. Commands of one connection are answered in order. */
export async function serve(store: Store, socketPath: string): Promise<StoreServer> {
  const clients = new Set<Client>();
  let draining = false;
  const server = createServer((socket) => {
    if (draining) return void socket.destroy();
    const client = new Client(store, socket);
    clients.add(client);
    socket.once('close', () => clients.delete(client));
  });
  await listen(server, socketPath);
  return {
    async drain() {
      draining = true;
      await Promise.all([...clients].map((client) => client.finish()));
    },
    async close() {
      for (const client of clients) client.hangUp();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

class Client {
  readonly #reader = new MessageReader();
  #last: Promise<void> = Promise.resolve();

  constructor(
    private readonly store: Store,
    private readonly socket: Socket,
  ) {
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk: Buffer) => this.#receive(chunk));
  }

  finish(): Promise<void> {
    this.socket.pause();
    this.socket.removeAllListeners('data');
    return this.#last;
  }

  hangUp(): void {
    this.socket.destroy();
  }

  #receive(chunk: Buffer): void {
    try {
      for (const bytes of this.#reader.read(chunk)) this.#last = this.#last.then(() => this.#answer(bytes));
    } catch {
      this.socket.destroy();
    }
  }

  async #answer(bytes: Buffer): Promise<void> {
    try {
      const message = parseMessage(bytes);
      const reply = await runCommand(this.store, message.command);
      if (!message.silent && this.socket.writable) this.socket.write(formatReply(message, reply));
    } catch {
      this.socket.destroy();
    }
  }
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
