import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from 'mongoose';
import { DomainError, type Clock, type Log } from '../shared/index.ts';

/** One step forward. It may run twice, when the process ends before it is recorded, and must bear that. */
export interface Migration {
  readonly number: number;
  readonly name: string;
  up(connection: Connection): Promise<void>;
}

interface Deps {
  readonly log: Log;
  readonly clock: Clock;
}

interface Applied {
  _id: number;
  name: string;
  at: Date;
}

/** A newer version of the tool has used this database; an older one could damage what it wrote. */
export class DatabaseIsNewer extends DomainError {
  readonly code = 'database-is-newer';
}

/** This process was so slow that another one took over; starting again is safe. */
export class MigrationLeaseLost extends DomainError {
  readonly code = 'migration-lease-lost';
}

const LEASE_MS = 60_000;

/**
 * Brings a database up to date: runs, in order, the migrations that it has not seen, and records each in the
 * collection `migrations`. Of several processes that start at once one migrates and the others wait for it. Throws
 * DatabaseIsNewer when the database knows a migration that this program does not.
 */
export async function migrate(
  connection: Connection,
  migrations: readonly Migration[],
  deps: Deps,
): Promise<void> {
  const owner = randomUUID();
  while ((await pending(connection, migrations)).length > 0) {
    if (await takeLease(connection, owner, deps.clock))
      return runUnderLease({ connection, migrations, owner }, deps);
    deps.log.info({}, 'Another process is bringing the database up to date; waiting for it');
    await sleep(250);
  }
}

async function pending(connection: Connection, migrations: readonly Migration[]): Promise<Migration[]> {
  const applied = await connection.collection<Applied>('migrations').find().toArray();
  const unknown = applied.find(({ _id }) => migrations.every(({ number }) => number !== _id));
  if (unknown)
    throw new DatabaseIsNewer(
      `The database has migration ${unknown._id} (${unknown.name}), which this version does not know`,
    );
  return migrations
    .filter(({ number }) => applied.every(({ _id }) => _id !== number))
    .sort((a, b) => a.number - b.number);
}

interface Run {
  readonly connection: Connection;
  readonly migrations: readonly Migration[];
  readonly owner: string;
}

async function runUnderLease({ connection, migrations, owner }: Run, { log, clock }: Deps): Promise<void> {
  let isHeld = true;
  const renewing = setInterval(() => {
    renewLease(connection, owner, clock).then(
      (renewed) => (isHeld &&= renewed),
      (error: unknown) => log.warn({ err: error }, 'The lease on the migrations could not be renewed'),
    );
  }, LEASE_MS / 4);
  try {
    for (const migration of await pending(connection, migrations)) {
      if (!isHeld)
        throw new MigrationLeaseLost('Another process has taken over bringing the database up to date');
      await migration.up(connection);
      await record(connection, migration, clock);
      log.info({ migration: migration.number, name: migration.name }, 'The database was brought up to date');
    }
  } finally {
    clearInterval(renewing);
    await leases(connection).deleteOne({ _id: 'migrations', owner });
  }
}

async function record(connection: Connection, { number, name }: Migration, clock: Clock): Promise<void> {
  const applied = connection.collection<Applied>('migrations');
  await applied.updateOne({ _id: number }, { $setOnInsert: { name, at: clock() } }, { upsert: true });
}

interface Lease {
  _id: 'migrations';
  owner: string;
  expiresAt: Date;
}

function leases(connection: Connection) {
  return connection.collection<Lease>('migration_leases');
}

/** Answers whether the lease was free, or its holder gone. */
async function takeLease(connection: Connection, owner: string, clock: Clock): Promise<boolean> {
  const now = clock();
  const lease = { owner, expiresAt: new Date(now.getTime() + LEASE_MS) };
  try {
    const filter = { _id: 'migrations', expiresAt: { $lt: now } } as const;
    await leases(connection).updateOne(filter, { $set: lease }, { upsert: true });
    return true;
  } catch (error) {
    if (isDuplicate(error)) return false;
    throw error;
  }
}

async function renewLease(connection: Connection, owner: string, clock: Clock): Promise<boolean> {
  const expiresAt = new Date(clock().getTime() + LEASE_MS);
  const result = await leases(connection).updateOne({ _id: 'migrations', owner }, { $set: { expiresAt } });
  return result.matchedCount === 1;
}

function isDuplicate(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 11000;
}
