import { InvalidArgumentError, Option, type Command } from 'commander';
import type { DeliveryStatus } from '../../delivery/index.ts';
import { rebuildProgress } from '../../learning/index.ts';
import { asId, systemClock } from '../../shared/index.ts';
import type { AdminTools } from './admin-tools.ts';

/** outbox [resend] | progress rebuild | keys rotate | database url */
export function dataCommands(program: Command, tools: AdminTools): void {
  outboxCommands(program, tools);
  progressCommands(program, tools);
  keyCommands(program, tools);
  databaseCommands(program, tools);
}

interface OutboxOptions {
  readonly state?: DeliveryStatus['state'];
  readonly limit: number;
  readonly json?: true;
}

function outboxCommands(program: Command, { t, print, withData }: AdminTools): void {
  const outbox = program
    .command('outbox')
    .description(t('cli-admin:outbox.about'))
    .addOption(
      new Option('--state <state>', t('cli-admin:outbox.state')).choices(['waiting', 'delivered', 'parked']),
    )
    .option('--limit <number>', t('cli-admin:outbox.limit'), (text) => positiveNumber(text, t), 50)
    .option('--json', t('cli-admin:json'))
    .action(({ state, limit, json }: OutboxOptions) =>
      withData(async ({ outbox: records }) => {
        const filter = { limit, ...(state ? { state } : {}) };
        const [counts, entries] = await Promise.all([records.countByState(), records.list(filter)]);
        if (json) {
          print(JSON.stringify({ counts, entries }, null, 2));
          return;
        }
        print(t('cli-admin:outbox.counts', { ...counts }));
        for (const entry of entries) for (const line of describe(entry, t)) print(line);
      }),
    );
  outbox
    .command('resend <key>')
    .description(t('cli-admin:outbox.resend'))
    .action((key: string) =>
      withData(async ({ outbox: records }) => {
        const isQueued = await records.requeue(key, null, systemClock());
        print(t(isQueued ? 'cli-admin:outbox.resent' : 'cli-admin:outbox.unknown', { key }));
      }),
    );
}

function positiveNumber(text: string, t: AdminTools['t']): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1)
    throw new InvalidArgumentError(t('cli-admin:outbox.limitWrong'));
  return number;
}

function describe(entry: DeliveryStatus, t: AdminTools['t']): string[] {
  const { key, label, state, eventAt, attempts, nextAttemptAt, answer } = entry;
  const stateText = t(`cli-admin:outbox.states.${state}`);
  return [
    `${key}  ${stateText}  ${label}  ${eventAt.toISOString()}`,
    ...(nextAttemptAt
      ? [`  ${t('cli-admin:outbox.next', { at: nextAttemptAt.toISOString(), attempts })}`]
      : []),
    ...(answer ? [`  ${answer.status ?? t('cli-admin:outbox.noAnswer')}  ${answer.body.slice(0, 200)}`] : []),
  ];
}

function progressCommands(program: Command, { t, print, withData }: AdminTools): void {
  program
    .command('progress')
    .description(t('cli-admin:progress.about'))
    .command('rebuild')
    .description(t('cli-admin:progress.rebuild'))
    .option('--cohort <id>', t('cli-admin:progress.cohort'))
    .action(({ cohort }: { cohort?: string }) =>
      withData(async ({ learning }) => {
        const place = cohort === undefined ? {} : { cohortId: asId<'cohort'>(cohort) };
        const count = await rebuildProgress(await learning(), place);
        print(t('cli-admin:progress.done', { count }));
      }),
    );
}

function keyCommands(program: Command, { t, print, withData }: AdminTools): void {
  program
    .command('keys')
    .description(t('cli-admin:keys.about'))
    .command('rotate')
    .description(t('cli-admin:keys.rotate'))
    .option('--at-once', t('cli-admin:keys.atOnce'))
    .action(({ atOnce }: { atOnce?: true }) =>
      withData(async ({ lti }) => {
        const { kid } = await lti.rotateKeys({ atOnce: atOnce === true });
        print(t(atOnce ? 'cli-admin:keys.doneAtOnce' : 'cli-admin:keys.done', { kid }));
      }),
    );
}

function databaseCommands(program: Command, { t, print, withData }: AdminTools): void {
  program
    .command('database')
    .description(t('cli-admin:database.about'))
    .command('url')
    .description(t('cli-admin:database.url'))
    .action(() => withData(({ database }) => Promise.resolve(print(database.url))));
}
