import { serialize } from 'bson';
import { parseDocument, type Document } from './documents.ts';

/**
 * MongoDB's wire protocol, as far as current drivers use it: OP_MSG, and the OP_QUERY with which a driver that does
 * not know the server yet asks for `isMaster`. https://www.mongodb.com/docs/manual/reference/mongodb-wire-protocol/
 */
const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;
const HEADER = 16;
const CHECKSUM_PRESENT = 1;
const MORE_TO_COME = 2;
export const MAX_MESSAGE = 48_000_000;

export interface Message {
  readonly requestId: number;
  readonly opcode: number;
  readonly command: Document;
  /** The client does not wait for a reply (an unacknowledged write). */
  readonly silent: boolean;
}

/** Cuts the stream of one client into messages. */
export class MessageReader {
  #chunks: Buffer[] = [];
  #length = 0;

  read(chunk: Buffer): Buffer[] {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    const messages: Buffer[] = [];
    for (let length = this.#next(); length > 0; length = this.#next()) {
      const bytes = this.#joined();
      messages.push(bytes.subarray(0, length));
      this.#chunks = [bytes.subarray(length)];
      this.#length = bytes.length - length;
    }
    return messages;
  }

  /** The length of the next message, or 0 while it is not here in full. */
  #next(): number {
    if (this.#length < 4) return 0;
    const [first] = this.#chunks;
    const length = (first && first.length >= 4 ? first : this.#joined()).readInt32LE(0);
    if (length < HEADER || length > MAX_MESSAGE) throw new Error(`a message of ${length} bytes`);
    return this.#length >= length ? length : 0;
  }

  #joined(): Buffer {
    const [first = Buffer.alloc(0), ...others] = this.#chunks;
    const bytes = others.length > 0 ? Buffer.concat(this.#chunks) : first;
    this.#chunks = [bytes];
    return bytes;
  }
}

export function parseMessage(bytes: Buffer): Message {
  const requestId = bytes.readInt32LE(4);
  const opcode = bytes.readInt32LE(12);
  if (opcode === OP_MSG) return { requestId, opcode, ...parseSections(bytes) };
  if (opcode !== OP_QUERY) throw new Error(`opcode ${opcode} is not spoken here`);
  const start = bytes.indexOf(0, HEADER + 4) + 1 + 8;
  const namespace = bytes.toString('utf8', HEADER + 4, start - 9);
  const command = { ...parseDocument(bytes.subarray(start)), $db: namespace.split('.')[0] };
  return { requestId, opcode, command, silent: false };
}

/** The body section holds the command; document sequences hold its long lists. */
function parseSections(bytes: Buffer): { command: Document; silent: boolean } {
  const flags = bytes.readUInt32LE(HEADER);
  const end = flags & CHECKSUM_PRESENT ? bytes.length - 4 : bytes.length;
  let command: Document = {};
  const sequences: Document = {};
  for (let at = HEADER + 4; at < end;) {
    const kind = bytes[at++];
    const size = bytes.readInt32LE(at);
    if (size < 5 || at + size > end) throw new Error('a section longer than its message');
    const section = bytes.subarray(at, at + size);
    if (kind === 0) command = parseDocument(section);
    else if (kind === 1) Object.assign(sequences, parseSequence(section));
    else throw new Error(`section kind ${kind} is not known`);
    at += size;
  }
  return { command: { ...command, ...sequences }, silent: (flags & MORE_TO_COME) !== 0 };
}

function parseSequence(section: Buffer): Document {
  const nameEnd = section.indexOf(0, 4);
  const documents: Document[] = [];
  for (let at = nameEnd + 1; at < section.length;) {
    const size = section.readInt32LE(at);
    if (size < 5) throw new Error('a document shorter than any');
    documents.push(parseDocument(section.subarray(at, at + size)));
    at += size;
  }
  return { [section.toString('utf8', 4, nameEnd)]: documents };
}

/** A reply in the form in which the question came. */
export function formatReply(message: Message, reply: Document | Buffer): Buffer {
  const body = reply instanceof Uint8Array ? reply : serialize(reply);
  const isQuery = message.opcode === OP_QUERY;
  const head = Buffer.alloc(isQuery ? HEADER + 20 : HEADER + 5);
  head.writeInt32LE(head.length + body.length, 0);
  head.writeInt32LE(message.requestId, 8);
  head.writeInt32LE(isQuery ? OP_REPLY : OP_MSG, 12);
  if (isQuery) head.writeInt32LE(1, HEADER + 16);
  return Buffer.concat([head, body]);
}
