import { allIndexes } from '../../app/all-indexes.ts';
import { loadSecrets, type Config, type ProjectPaths } from '../../config/index.ts';
import { requireCurriculum } from '../../curriculum/index.ts';
import { connect, listMigrations, migrate, type Database } from '../../database/index.ts';
import { outboxRecords, type OutboxRecords } from '../../delivery/index.ts';
import { learningRecords, type LearningDeps } from '../../learning/index.ts';
import { ltiAdministration, type LtiAdministration } from '../../lti/index.ts';
import { silentLog, systemClock } from '../../shared/index.ts';
import type { Language, Translate } from '../../web/index.ts';

/** What an administration command works with. */
export interface AdminTools {
  readonly t: Translate;
  readonly language: Language;
  readonly print: (line: string) => void;
  /** Runs a job on the tool's data: joins the store of a tool that runs, or opens it where none does. */
  readonly withData: <Result>(job: (data: AdminData) => Promise<Result>) => Promise<Result>;
}

export interface AdminData {
  readonly database: Database;
  readonly lti: LtiAdministration;
  readonly outbox: OutboxRecords;
  readonly learning: () => Promise<LearningDeps>;
}

/** Opens the tool's data for one command and closes it again. */
export async function withData<Result>(
  config: Config,
  paths: ProjectPaths,
  job: (data: AdminData) => Promise<Result>,
): Promise<Result> {
  const secrets = await loadSecrets(config.dataDir, config.secretKey);
  const { dataDir, mongodbUrl } = config;
  const database = await connect({
    ...(mongodbUrl === null ? {} : { url: mongodbUrl }),
    dataDir,
    storeWorker: paths.storeWorker,
    log: silentLog,
  });
  const { connection } = database;
  const clock = systemClock;
  const settings = {
    publicUrl: config.publicUrl,
    production: config.environment === 'production',
    allowPrivatePlatforms: config.allowPrivatePlatforms,
    encryptionKey: secrets.encryption,
    signingKey: secrets.signing,
  };
  try {
    await migrate(connection, listMigrations(allIndexes), { clock, log: silentLog });
    return await job({
      database,
      lti: ltiAdministration({ connection, settings, clock }),
      outbox: outboxRecords(connection),
      async learning() {
        const content = await requireCurriculum(paths.curriculum);
        const records = learningRecords(connection);
        return { records, curriculum: () => content, clock, saveTokenKey: secrets.signing };
      },
    });
  } finally {
    await database.close();
  }
}
