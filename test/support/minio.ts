import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { eventually } from './eventually.ts';

/** The MinIO server's program; its tests are left out where there is none. */
export const minioProgram = process.env['MINIO'];

const keys = { accessKeyId: 'test-of-the-tool', secretAccessKey: 'only for this test' };

export interface RunningMinio {
  readonly settings: {
    readonly endpoint: URL;
    readonly region: string;
    readonly bucket: string;
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
  };
  close(): Promise<void>;
}

/** A MinIO server on loopback with an empty bucket. */
export async function startMinio(program: string): Promise<RunningMinio> {
  const folder = await mkdtemp(join(tmpdir(), 'lcf-minio-'));
  const port = await freePort();
  const server = spawn(program, ['server', folder, '--address', `127.0.0.1:${port}`, '--quiet'], {
    env: {
      HOME: folder,
      MINIO_ROOT_USER: keys.accessKeyId,
      MINIO_ROOT_PASSWORD: keys.secretAccessKey,
      MINIO_BROWSER: 'off',
      MINIO_UPDATE: 'off',
    },
    stdio: 'ignore',
  });
  const ended = new Promise((resolve) => server.once('exit', resolve));
  const endpoint = new URL(`http://127.0.0.1:${port}`);
  const settings = { endpoint, region: 'us-east-1', bucket: 'files-of-the-tool', ...keys };
  const client = new S3Client({
    ...{ endpoint: endpoint.href, region: settings.region, credentials: keys, forcePathStyle: true },
  });
  await eventually(() => client.send(new CreateBucketCommand({ Bucket: settings.bucket })));
  client.destroy();
  return {
    settings,
    async close() {
      server.kill();
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
