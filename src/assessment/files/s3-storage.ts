import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { asId } from '../../shared/index.ts';
import type { FileKey } from './file.ts';
import type { FileStorage } from './file-storage.ts';
import { asStorageError, storageError } from './storage-errors.ts';

/** An S3-compatible store; the bucket is there already, and nobody else's names in it begin with the prefix. */
export interface S3Settings {
  /** Null: Amazon's own, found by region. */
  readonly endpoint: URL | null;
  readonly region: string;
  readonly bucket: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

const prefix = 'files/';

/** Keeps files in a bucket. Requests end after a minute without progress, and are tried three times. */
export function s3Storage(settings: S3Settings): FileStorage {
  const { bucket: Bucket } = settings;
  const client = clientFor(settings);
  const nameOf = (key: FileKey): string => `${prefix}${key}`;
  return {
    put: (key, { path, bytes }) =>
      asStorageError(async () => {
        const Body = createReadStream(path);
        await client.send(new PutObjectCommand({ Bucket, Key: nameOf(key), Body, ContentLength: bytes }));
      }),
    open: (key, range) =>
      asStorageError(async () => {
        const Range = range && `bytes=${range.start}-${range.end}`;
        const { Body } = await client.send(
          new GetObjectCommand({ Bucket, Key: nameOf(key), ...(Range ? { Range } : {}) }),
        );
        if (!(Body instanceof Readable)) throw new Error('The store sent no bytes');
        return Body;
      }),
    remove: (key) =>
      asStorageError(async () => {
        await client.send(new DeleteObjectCommand({ Bucket, Key: nameOf(key) }));
      }),
    listBefore: (moment) => listBefore(client, Bucket, moment),
  };
}

function clientFor({ endpoint, region, accessKeyId, secretAccessKey }: S3Settings): S3Client {
  return new S3Client({
    region,
    credentials: { accessKeyId, secretAccessKey },
    // Stores beside Amazon's rarely have a host name for each bucket, and not all know its newer checksums.
    ...(endpoint ? { endpoint: endpoint.href, forcePathStyle: true } : {}),
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { requestTimeout: 60_000, connectionTimeout: 5_000 },
  });
}

async function* listBefore(client: S3Client, Bucket: string, moment: Date): AsyncIterable<FileKey> {
  let ContinuationToken: string | undefined;
  do {
    const page = await client
      .send(
        new ListObjectsV2Command({
          Bucket,
          Prefix: prefix,
          ...(ContinuationToken ? { ContinuationToken } : {}),
        }),
      )
      .catch((error: unknown) => {
        throw storageError(error);
      });
    for (const { Key = '', LastModified } of page.Contents ?? []) {
      if (LastModified && LastModified < moment) yield asId<'file-key'>(Key.slice(prefix.length));
    }
    ContinuationToken = page.NextContinuationToken;
  } while (ContinuationToken);
}
