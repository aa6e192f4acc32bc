import { z } from 'zod';
import type { ConfigProblem } from './config.ts';

/** Where uploaded files are kept, and who scans them. */
export interface FilesConfig {
  readonly store: { readonly kind: 'disk' } | { readonly kind: 'gridfs' } | S3Config;
  readonly clamdUrl: URL | null;
}

interface S3Config {
  readonly kind: 's3';
  /** Null: Amazon's own. */
  readonly endpoint: URL | null;
  readonly region: string;
  readonly bucket: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export const fileVariables = {
  FILE_STORE: z.enum(['disk', 'gridfs', 's3']).default('disk'),
  S3_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  S3_REGION: z.string().min(1).default('us-east-1'),
  S3_BUCKET: z.string().min(3).optional(),
  S3_ACCESS_KEY_ID: z.string().min(1).optional(),
  S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
  CLAMD_URL: z.string().refine(isClamdUrl).optional(),
};

type FileVariables = { [Name in keyof typeof fileVariables]: z.output<(typeof fileVariables)[Name]> };

export function filesConfig(values: FileVariables): FilesConfig {
  return {
    store: values.FILE_STORE === 's3' ? s3Config(values) : { kind: values.FILE_STORE },
    clamdUrl: values.CLAMD_URL === undefined ? null : new URL(values.CLAMD_URL),
  };
}

function s3Config(values: FileVariables): S3Config {
  return {
    kind: 's3',
    endpoint: values.S3_ENDPOINT === undefined ? null : new URL(values.S3_ENDPOINT),
    region: values.S3_REGION,
    bucket: values.S3_BUCKET ?? '',
    accessKeyId: values.S3_ACCESS_KEY_ID ?? '',
    secretAccessKey: values.S3_SECRET_ACCESS_KEY ?? '',
  };
}

/** What the chosen store needs and does not have. */
export function filesContradictions(
  values: FileVariables & { readonly MONGODB_URL?: string | undefined },
): ConfigProblem[] {
  if (values.FILE_STORE === 'gridfs' && values.MONGODB_URL === undefined)
    return [{ key: 'gridfsWithoutMongodb', variable: 'FILE_STORE' }];
  if (values.FILE_STORE !== 's3') return [];
  const needed = ['S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const;
  return needed
    .filter((variable) => values[variable] === undefined)
    .map((variable) => ({ key: 'missingForS3', variable }));
}

function isClamdUrl(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, hostname, port, pathname } = new URL(value);
  return protocol === 'unix:' ? pathname.length > 1 : protocol === 'tcp:' && hostname !== '' && port !== '';
}
