import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { z } from 'zod';
import { fileVariables, filesConfig, filesContradictions, type FilesConfig } from './files-config.ts';

/** Everything that differs between installations. The README's table documents the variables behind it. */
export interface Config {
  readonly environment: 'development' | 'production';
  readonly port: number;
  /** The address listened on. Loopback in development, since its demo lets anyone be anyone. */
  readonly host: string;
  readonly publicUrl: URL;
  readonly dataDir: string;
  readonly mongodbUrl: string | null;
  readonly secretKey: string | null;
  readonly trustProxy: string | number | false;
  readonly allowPrivatePlatforms: boolean;
  readonly demo: boolean;
  readonly logLevel: string;
  readonly viewCache: boolean;
  readonly files: FilesConfig;
  /** The mail server and the sender's address; null: no mail is sent. */
  readonly mail: { readonly smtpUrl: string; readonly from: string } | null;
}

/** One thing wrong with the environment; `key` names its text in the `start` namespace of the locale files. */
export interface ConfigProblem {
  readonly key: string;
  readonly variable: string;
  readonly value?: string;
}

export class ConfigError extends Error {
  constructor(readonly problems: readonly ConfigProblem[]) {
    super(problems.map(({ key, variable }) => `${variable}: ${key}`).join('; '));
    this.name = 'ConfigError';
  }
}

const onOff = z.enum(['on', 'off']).transform((value) => value === 'on');

const variables = {
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .refine((port) => port <= 65535)
    .default(3000),
  HOST: z.string().min(1).optional(),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  DATA_DIR: z.string().min(1).default('./data'),
  MONGODB_URL: z
    .string()
    .regex(/^mongodb(\+srv)?:\/\//)
    .optional(),
  SECRET_KEY: z.string().min(32).optional(),
  TRUST_PROXY: z.string().min(1).refine(namesProxies).optional(),
  ALLOW_PRIVATE_PLATFORMS: onOff.optional(),
  DEMO: onOff.optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  VIEW_CACHE: onOff.optional(),
  ...fileVariables,
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z
    .string()
    .regex(/^(?:[^<>\r\n]*<)?[^<>@\s]+@[^<>@\s]+>?$/)
    .optional(),
};

type Variables = { [Name in keyof typeof variables]: z.output<(typeof variables)[Name]> };

/**
 * Reads the configuration from environment variables.
 * @throws ConfigError with every missing, malformed or contradicting variable
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const problems: ConfigProblem[] = [];
  const values: Record<string, unknown> = {};
  for (const [variable, schema] of Object.entries(variables)) {
    const value = env[variable] === '' ? undefined : env[variable];
    const result = schema.safeParse(value);
    if (result.success) values[variable] = result.data;
    else problems.push({ key: 'malformed', variable, ...shown(variable, value) });
  }
  if (problems.length > 0) throw new ConfigError(problems);
  const config = toConfig(values as Variables);
  const contradictions = findContradictions(config, values as Variables);
  if (contradictions.length > 0) throw new ConfigError(contradictions);
  return config;
}

/** Passwords and keys must not come to stand in a log because of a slip. */
const withSecret = new Set(['SECRET_KEY', 'MONGODB_URL', 'S3_SECRET_ACCESS_KEY', 'SMTP_URL']);

function shown(variable: string, value: string | undefined): Pick<ConfigProblem, 'value'> {
  if (value === undefined) return {};
  return { value: withSecret.has(variable) ? '…' : value };
}

function toConfig(values: Variables): Config {
  const production = values.NODE_ENV === 'production';
  const publicUrl = new URL(values.PUBLIC_URL ?? `http://localhost:${values.PORT}`);
  return {
    environment: production ? 'production' : 'development',
    port: values.PORT,
    host: values.HOST ?? (production ? '0.0.0.0' : '127.0.0.1'),
    publicUrl,
    dataDir: resolve(values.DATA_DIR),
    mongodbUrl: values.MONGODB_URL ?? null,
    secretKey: values.SECRET_KEY ?? null,
    trustProxy: parseTrustProxy(values.TRUST_PROXY),
    allowPrivatePlatforms: values.ALLOW_PRIVATE_PLATFORMS ?? !production,
    demo: values.DEMO ?? (!production && isLoopback(publicUrl.hostname)),
    logLevel: values.LOG_LEVEL,
    viewCache: values.VIEW_CACHE ?? true,
    files: filesConfig(values),
    mail:
      values.SMTP_URL === undefined || values.MAIL_FROM === undefined
        ? null
        : { smtpUrl: values.SMTP_URL, from: values.MAIL_FROM },
  };
}

/** What Express takes as `trust proxy`: a number of hops, or addresses, ranges and names of ranges. */
function namesProxies(value: string): boolean {
  return /^\d{1,2}$/.test(value) || value.split(',').every((one) => isRange(one.trim()));
}

function isRange(text: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(text)) return true;
  const [address = '', prefix = '32', ...more] = text.split('/');
  return isIP(address) !== 0 && /^\d{1,3}$/.test(prefix) && more.length === 0;
}

function parseTrustProxy(value: string | undefined): string | number | false {
  if (value === undefined) return false;
  return /^\d+$/.test(value) ? Number(value) : value;
}

function findContradictions(config: Config, values: Variables): ConfigProblem[] {
  const { publicUrl } = config;
  const problems: ConfigProblem[] = [];
  const found = (key: string, variable: string, value?: string): void => {
    problems.push(value === undefined ? { key, variable } : { key, variable, value });
  };
  if (publicUrl.pathname !== '/' || publicUrl.search || publicUrl.hash || publicUrl.username) {
    found('publicUrlNotOrigin', 'PUBLIC_URL', publicUrl.href);
  }
  problems.push(...filesContradictions(values));
  if (values.SMTP_URL !== undefined && values.MAIL_FROM === undefined) found('mailFromMissing', 'MAIL_FROM');
  if (config.environment === 'development') {
    if (!isLoopback(config.host)) found('developmentNotLoopback', 'HOST', config.host);
    if (config.demo && !isLoopback(publicUrl.hostname)) found('demoInPublic', 'DEMO', publicUrl.origin);
    return problems;
  }
  if (values.PUBLIC_URL === undefined) found('missingInProduction', 'PUBLIC_URL');
  else if (publicUrl.protocol === 'http:' && !isLoopback(publicUrl.hostname)) {
    found('httpInProduction', 'PUBLIC_URL', publicUrl.href);
  }
  if (config.demo) found('demoInProduction', 'DEMO');
  if (config.mongodbUrl !== null && config.secretKey === null) found('secretWithMongodb', 'SECRET_KEY');
  return problems;
}

/** Whether a host name or address can only be this machine. */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '').toLowerCase();
  if (bare === 'localhost' || bare.endsWith('.localhost') || bare === '::1') return true;
  return isIP(bare) === 4 && bare.startsWith('127.');
}
