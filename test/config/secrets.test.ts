import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSecrets } from '../../src/config/index.ts';

describe('the secrets', () => {
  let folder: string;
  beforeEach(async () => (folder = join(await mkdtemp(join(tmpdir(), 'lcf-secrets-')), 'data')));
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('are made at the first start, readable by the owner alone, and kept', async () => {
    const first = await loadSecrets(folder, null);
    const { mode } = await stat(join(folder, 'secret.json'));
    expect(mode & 0o777).toBe(0o600);
    expect(await loadSecrets(folder, null)).toEqual(first);
  });

  it('are the same for two first starts at once', async () => {
    const [a, b, c] = await Promise.all([1, 2, 3].map(() => loadSecrets(folder, null)));
    expect(b).toEqual(a);
    expect(c).toEqual(a);
  });

  it('come from SECRET_KEY where it is set, and touch no disk', async () => {
    const secrets = await loadSecrets(folder, 'x'.repeat(32));
    expect(secrets.encryption).toHaveLength(32);
    await expect(stat(folder)).rejects.toThrow('ENOENT');
  });

  it('differ by purpose, and the file holds none of them', async () => {
    const { encryption, session, signing } = await loadSecrets(folder, null);
    expect(new Set([encryption, session, signing].map((key) => key.toString('hex'))).size).toBe(3);
    const file = await readFile(join(folder, 'secret.json'), 'utf8');
    expect(file).not.toContain(encryption.toString('base64url'));
  });
});
