import type { Command } from 'commander';
import type { LtiAdministration } from '../../lti/index.ts';
import type { AdminTools } from './admin-tools.ts';

type PlatformListing = Awaited<ReturnType<LtiAdministration['listPlatforms']>>[number];

interface Name {
  readonly clientId: string;
  readonly issuer?: string;
}

/** platform invite | invites | add | list | approve-deployment | switch-off | switch-on */
export function platformCommands(program: Command, tools: AdminTools): void {
  const platform = program.command('platform').description(tools.t('cli-admin:platform.about'));
  inviteCommands(platform, tools);
  addCommand(platform, tools);
  listCommand(platform, tools);
  approveCommand(platform, tools);
  switchCommands(platform, tools);
}

function inviteCommands(platform: Command, { t, print, withData }: AdminTools): void {
  platform
    .command('invite')
    .description(t('cli-admin:invite.about'))
    .requiredOption('--label <text>', t('cli-admin:invite.label'))
    .action(({ label }: { label: string }) =>
      withData(async ({ lti }) => print((await lti.createInvite({ label })).url)),
    );
  platform
    .command('invites')
    .description(t('cli-admin:invites.about'))
    .action(() =>
      withData(async ({ lti }) => {
        const invites = await lti.listInvites();
        if (invites.length === 0) print(t('cli-admin:invites.none'));
        for (const { url, label, expiresAt } of invites) {
          print(`${label ?? t('cli-admin:invites.development')}  ${expiresAt?.toISOString() ?? '–'}  ${url}`);
        }
      }),
    );
}

interface Added extends Name {
  readonly issuer: string;
  readonly deployment: string[];
  readonly authUrl: string;
  readonly tokenUrl: string;
  readonly jwksUrl: string;
  readonly name?: string;
  readonly family?: string;
  readonly tokenAudience?: string;
}

function addCommand(platform: Command, { t, print, withData }: AdminTools): void {
  platform
    .command('add')
    .description(t('cli-admin:add.about'))
    .requiredOption('--issuer <issuer>', t('cli-admin:add.issuer'))
    .requiredOption('--client-id <id>', t('cli-admin:clientId'))
    .requiredOption('--deployment <id...>', t('cli-admin:add.deployment'))
    .requiredOption('--auth-url <url>', t('cli-admin:add.authUrl'))
    .requiredOption('--token-url <url>', t('cli-admin:add.tokenUrl'))
    .requiredOption('--jwks-url <url>', t('cli-admin:add.jwksUrl'))
    .option('--name <text>', t('cli-admin:add.name'))
    .option('--family <code>', t('cli-admin:add.family'))
    .option('--token-audience <value>', t('cli-admin:add.tokenAudience'))
    .action(({ deployment, authUrl, ...facts }: Added) =>
      withData(async ({ lti }) => {
        const added = await lti.addPlatform({ ...facts, deployments: deployment, authorizationUrl: authUrl });
        print(t('cli-admin:add.done', { name: added.name, clientId: added.clientId }));
      }),
    );
}

function listCommand(platform: Command, { t, print, withData }: AdminTools): void {
  platform
    .command('list')
    .description(t('cli-admin:list.about'))
    .option('--json', t('cli-admin:json'))
    .action(({ json }: { json?: true }) =>
      withData(async ({ lti }) => {
        const platforms = await lti.listPlatforms();
        if (json) print(JSON.stringify(platforms, null, 2));
        else if (platforms.length === 0) print(t('cli-admin:list.none'));
        else for (const one of platforms) for (const line of describe(one, t)) print(line);
      }),
    );
}

function describe(platform: PlatformListing, t: AdminTools['t']): string[] {
  const { name, issuer, clientId, deployments, waiting, switchedOffAt } = platform;
  return [
    `${name}${switchedOffAt === null ? '' : ` (${t('cli-admin:list.off')})`}`,
    `  ${t('cli-admin:list.issuer')}: ${issuer}`,
    `  ${t('cli-admin:list.clientId')}: ${clientId}`,
    `  ${t('cli-admin:list.deployments')}: ${deployments.join(', ') || '–'}`,
    ...waiting.map(({ deploymentId }) => `  ${t('cli-admin:list.waiting', { deployment: deploymentId })}`),
  ];
}

function approveCommand(platform: Command, { t, print, withData }: AdminTools): void {
  platform
    .command('approve-deployment')
    .description(t('cli-admin:approve.about'))
    .requiredOption('--client-id <id>', t('cli-admin:clientId'))
    .requiredOption('--deployment <id>', t('cli-admin:approve.deployment'))
    .option('--issuer <issuer>', t('cli-admin:issuer'))
    .action((command: Name & { deployment: string }) =>
      withData(async ({ lti }) => {
        const { name } = await lti.approveDeployment(command);
        print(t('cli-admin:approve.done', { name, deployment: command.deployment }));
      }),
    );
}

function switchCommands(platform: Command, { t, print, withData }: AdminTools): void {
  for (const way of ['off', 'on'] as const) {
    platform
      .command(`switch-${way}`)
      .description(t(`cli-admin:switch.${way}.about`))
      .requiredOption('--client-id <id>', t('cli-admin:clientId'))
      .option('--issuer <issuer>', t('cli-admin:issuer'))
      .action((command: Name) =>
        withData(async ({ lti }) => {
          const { name } = await (way === 'off'
            ? lti.switchOffPlatform(command)
            : lti.switchOnPlatform(command));
          print(t(`cli-admin:switch.${way}.done`, { name }));
        }),
      );
  }
}
