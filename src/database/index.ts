/**
 * Where everything is kept. This room connects to MongoDB or to the embedded default, and brings a database's indexes
 * and documents up to date (migrations). What is kept, and how it is queried, belongs to the rooms' `*.records.ts`:
 * they make their models on the connection that they are given.
 */
export { connect, type Database } from './connect.ts';
export { DatabaseIsNewer, migrate, type Migration } from './migrate.ts';
export { listMigrations } from './migrations.ts';
