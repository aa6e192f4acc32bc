import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** What a server does with the next mails. lost: it takes the mail, and the connection breaks before it says so. */
export type SmtpMood = 'fine' | 'greylisting' | 'unknown-reader' | 'lost' | 'silent' | 'broken-before';

export interface TakenMail {
  readonly from: string;
  readonly to: readonly string[];
  /** Header lines and body as they came, with dots unstuffed. */
  readonly raw: string;
  readonly subject: string;
  /** Both parts, decoded. */
  readonly text: string;
}

/** A mail server on loopback that speaks SMTP (RFC 5321) as far as one client needs it. */
export interface SmtpServer {
  readonly url: string;
  readonly taken: TakenMail[];
  mood: SmtpMood;
  close(): Promise<void>;
}

export async function startSmtpServer(): Promise<SmtpServer> {
  const sockets = new Set<Socket>();
  const state: { mood: SmtpMood; readonly taken: TakenMail[] } = { mood: 'fine', taken: [] };
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    converse(socket, state);
  });
  await listen(server);
  const { port } = server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    taken: state.taken,
    get mood() {
      return state.mood;
    },
    set mood(mood) {
      state.mood = mood;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function listen(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
}

function converse(socket: Socket, state: { mood: SmtpMood; readonly taken: TakenMail[] }): void {
  let buffer = '';
  let from = '';
  let to: string[] = [];
  let isData = false;
  const say = (line: string): void => void socket.write(`${line}\r\n`);

  const takeData = (): void => {
    const end = buffer.indexOf('\r\n.\r\n');
    if (end < 0) return;
    state.taken.push(parse(from, to, buffer.slice(0, end).replaceAll('\r\n..', '\r\n.')));
    buffer = buffer.slice(end + 5);
    isData = false;
    if (state.mood === 'lost') socket.destroy();
    else say('250 2.0.0 Taken');
  };
  const takeCommand = (line: string): void => {
    const [, address = ''] = /<([^>]*)>/.exec(line) ?? [];
    if (/^EHLO/i.test(line)) say('250 localhost');
    else if (/^STARTTLS/i.test(line)) say('502 5.5.1 Not here');
    else if (/^MAIL/i.test(line)) {
      from = address;
      to = [];
      say('250 2.1.0 Ok');
    } else if (/^RCPT/i.test(line)) {
      if (state.mood === 'greylisting') say(`451 4.7.1 <${address}>: try again later`);
      else if (state.mood === 'unknown-reader') say(`550 5.1.1 <${address}>: no such person`);
      else {
        to.push(address);
        say('250 2.1.5 Ok');
      }
    } else if (/^DATA/i.test(line)) {
      isData = true;
      say('354 Go on');
    } else if (/^QUIT/i.test(line)) {
      say('221 2.0.0 Bye');
      socket.end();
    } else say('250 2.0.0 Ok');
  };

  if (state.mood === 'broken-before') socket.destroy();
  else if (state.mood !== 'silent') say('220 localhost ESMTP');
  socket.on('data', (chunk) => {
    buffer += chunk.toString('latin1');
    while (!isData && buffer.includes('\r\n')) {
      const at = buffer.indexOf('\r\n');
      const line = buffer.slice(0, at);
      buffer = buffer.slice(at + 2);
      takeCommand(line);
    }
    if (isData) takeData();
  });
}

function parse(from: string, to: readonly string[], raw: string): TakenMail {
  const [head = ''] = raw.split('\r\n\r\n', 1);
  const unfolded = head.replaceAll(/\r\n[ \t]+/g, ' ');
  const [, subject = ''] = /^Subject: (.*)$/im.exec(unfolded) ?? [];
  return { from, to: [...to], raw, subject: decodeWords(subject), text: decodeBody(raw) };
}

/** RFC 2047. */
function decodeWords(text: string): string {
  return text
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?UTF-8\?([QB])\?([^?]*)\?=/gi, (_whole, kind: string, words: string) =>
      kind.toUpperCase() === 'B'
        ? Buffer.from(words, 'base64').toString()
        : quoted(words.replaceAll('_', ' ')),
    );
}

/** Quoted-printable and base64 parts in one text. */
function decodeBody(raw: string): string {
  return raw
    .split(/\r\n--/)
    .map((part) => {
      const at = part.indexOf('\r\n\r\n');
      const body = at < 0 ? '' : part.slice(at + 4);
      if (/Content-Transfer-Encoding: base64/i.test(part)) return Buffer.from(body, 'base64').toString();
      return /Content-Transfer-Encoding: quoted-printable/i.test(part) ? quoted(body) : body;
    })
    .join('\n');
}

function quoted(text: string): string {
  const bytes = text
    .replaceAll('=\r\n', '')
    .replaceAll(/=([0-9A-F]{2})/gi, (_whole, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}
