import { ConfigError, isLoopback, readConfig } from '../../src/config/index.ts';

const production = { NODE_ENV: 'production', PUBLIC_URL: 'https://lcf.example.org' };

function problemsOf(env: NodeJS.ProcessEnv): string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map(({ key, variable }) => `${variable} ${key}`);
  }
}

describe('the configuration', () => {
  it('needs no variable in development, listens on loopback and has the demo', () => {
    const config = readConfig({});
    expect(config).toMatchObject({ environment: 'development', port: 3000, host: '127.0.0.1', demo: true });
    expect(config.publicUrl.href).toBe('http://localhost:3000/');
    expect(config.allowPrivatePlatforms).toBe(true);
  });

  it('has neither demo nor private platforms in production', () => {
    expect(readConfig(production)).toMatchObject({
      environment: 'production',
      demo: false,
      allowPrivatePlatforms: false,
      host: '0.0.0.0',
    });
  });

  it('sends mail only where it knows from which address, and never shows the password of the server', () => {
    const smtp = { SMTP_URL: 'smtp://lcf:secret@mail.example:587' };
    expect(readConfig({}).mail).toBeNull();
    expect(readConfig({ ...smtp, MAIL_FROM: 'LCF <lcf@lcf.example>' }).mail).toEqual({
      ...{ smtpUrl: smtp.SMTP_URL, from: 'LCF <lcf@lcf.example>' },
    });
    expect(problemsOf(smtp)).toEqual(['MAIL_FROM mailFromMissing']);
    expect(problemsOf({ ...smtp, MAIL_FROM: 'nobody' })).toEqual(['MAIL_FROM malformed']);
    expect(() => readConfig({ SMTP_URL: 'lcf:secret@mail' })).not.toThrow(/secret/);
  });

  it('refuses to let a development start listen elsewhere than on loopback', () => {
    expect(problemsOf({ HOST: '0.0.0.0' })).toEqual(['HOST developmentNotLoopback']);
  });

  it('has no demo where strangers could reach it, and refuses to be told so', () => {
    const tunnel = { PUBLIC_URL: 'https://tunnel.example.org' };
    expect(readConfig(tunnel).demo).toBe(false);
    expect(problemsOf({ ...tunnel, DEMO: 'on' })).toEqual(['DEMO demoInPublic']);
  });

  it('refuses the demo in production', () => {
    expect(problemsOf({ ...production, DEMO: 'on' })).toEqual(['DEMO demoInProduction']);
  });

  it('asks for PUBLIC_URL in production', () => {
    expect(problemsOf({ NODE_ENV: 'production' })).toEqual(['PUBLIC_URL missingInProduction']);
  });

  it('takes http in production for loopback only', () => {
    expect(problemsOf({ ...production, PUBLIC_URL: 'http://lcf.example.org' })).toEqual([
      'PUBLIC_URL httpInProduction',
    ]);
    expect(problemsOf({ ...production, PUBLIC_URL: 'http://127.0.0.1:3000' })).toEqual([]);
  });

  it('takes only an origin as PUBLIC_URL', () => {
    expect(problemsOf({ PUBLIC_URL: 'http://localhost:3000/tool' })).toEqual([
      'PUBLIC_URL publicUrlNotOrigin',
    ]);
  });

  it('asks for a shared secret where several processes may share a MongoDB server', () => {
    expect(problemsOf({ ...production, MONGODB_URL: 'mongodb://db.example/lcf' })).toEqual([
      'SECRET_KEY secretWithMongodb',
    ]);
  });

  it('names every malformed variable at once', () => {
    expect(
      problemsOf({ PORT: 'eighty', DEMO: 'yes', LOG_LEVEL: 'loud', MONGODB_URL: 'postgres://x' }),
    ).toEqual(['PORT malformed', 'MONGODB_URL malformed', 'DEMO malformed', 'LOG_LEVEL malformed']);
  });

  it.each(['1', '10.0.0.0/8', 'loopback, 192.168.1.7', '::1'])('believes the proxies %s', (TRUST_PROXY) => {
    expect(problemsOf({ TRUST_PROXY })).toEqual([]);
  });

  it.each(['true', 'on', '10.0.0.0/8/8', 'proxy.example'])('refuses the proxies %s', (TRUST_PROXY) => {
    expect(problemsOf({ TRUST_PROXY })).toEqual(['TRUST_PROXY malformed']);
  });

  it('shows nothing of a malformed key or connection string', () => {
    const read = (): unknown => readConfig({ SECRET_KEY: 'hunter2', MONGODB_URL: 'mongo://me:hunter2@db' });
    expect(read).toThrow(ConfigError);
    try {
      read();
    } catch (error) {
      expect(JSON.stringify((error as ConfigError).problems)).not.toContain('hunter2');
    }
  });

  it.each(['localhost', '127.0.0.1', '127.9.9.9', '[::1]', 'tool.localhost'])(
    'knows %s as loopback',
    (host) => {
      expect(isLoopback(host)).toBe(true);
    },
  );

  it.each(['localhost.example.org', '128.0.0.1', '0.0.0.0', '::2'])('knows %s as elsewhere', (host) => {
    expect(isLoopback(host)).toBe(false);
  });
});
