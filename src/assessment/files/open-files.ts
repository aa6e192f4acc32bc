import { join } from 'node:path';
import type { Connection } from 'mongoose';
import type { Log } from '../../shared/index.ts';
import type { AssessmentDeps } from '../deps.ts';
import { clamdScan } from './clamd.ts';
import type { FileDeps } from './deps.ts';
import { diskStorage } from './disk-storage.ts';
import type { FileStorage } from './file-storage.ts';
import { gridStorage } from './grid-storage.records.ts';
import { incomingFolder } from './incoming-folder.ts';
import { s3Storage, type S3Settings } from './s3-storage.ts';

/** Where files are kept and who scans them. */
export interface FileSettings {
  /** Uploads under way lie here whatever the store is. */
  readonly dataDir: string;
  readonly store:
    { readonly kind: 'disk' } | { readonly kind: 'gridfs' } | ({ readonly kind: 's3' } & S3Settings);
  /** tcp://host:port or unix:/path; null: nothing is scanned. */
  readonly clamdUrl: URL | null;
}

interface Around {
  readonly connection: Connection;
  readonly log: Log;
}

/** What use cases of files work with, as an installation is set up. */
export function openFiles(
  assessment: AssessmentDeps,
  settings: FileSettings,
  { connection, log }: Around,
): FileDeps {
  return {
    ...assessment,
    storage: storageFor(settings, connection),
    incoming: incomingFolder(join(settings.dataDir, 'incoming')),
    scan: settings.clamdUrl && clamdScan(settings.clamdUrl),
    log,
  };
}

function storageFor({ store, dataDir }: FileSettings, connection: Connection): FileStorage {
  switch (store.kind) {
    case 'disk':
      return diskStorage(join(dataDir, 'files'));
    case 'gridfs':
      return gridStorage(connection);
    case 's3':
      return s3Storage(store);
  }
}
