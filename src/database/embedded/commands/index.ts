import type { Document } from '../documents.ts';
import { describeError, StoreError } from '../errors.ts';
import { checkFields, type Store } from './command.ts';
import { readCommands } from './read.ts';
import { schemaCommands } from './schema.ts';
import { serverCommands } from './server.ts';
import { writeCommands } from './write.ts';

const commands = new Map(
  Object.entries({ ...serverCommands, ...readCommands, ...writeCommands, ...schemaCommands }),
);

/** Runs one command. Every refusal and every failure becomes a reply. */
export async function runCommand(store: Store, document: Document): Promise<Document | Buffer> {
  const [name = ''] = Object.keys(document);
  try {
    const command = commands.get(name);
    if (!command) throw new StoreError('CommandNotFound', `no such command: '${name}'`);
    checkFields(name, document, command.fields);
    return await command.run(store, document);
  } catch (error) {
    return { ok: 0, ...describeError(error) };
  }
}
