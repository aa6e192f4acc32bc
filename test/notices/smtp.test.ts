import { createSmtp } from '../../src/notices/index.ts';
import { startSmtpServer, type SmtpServer } from '../support/smtp-server.ts';

let server: SmtpServer;
beforeEach(async () => {
  server = await startSmtpServer();
});
afterEach(() => server.close());

const mail = {
  to: 'eleni@school.example',
  subject: 'Rückmeldung: Analyse',
  text: 'Öffne die Aufgabe.\n.\nEnde',
  html: '<p>Öffne die Aufgabe.</p>',
  messageId: '<mail.1@lcf.example>',
};

const send = () => createSmtp({ url: server.url, from: 'LCF <lcf@lcf.example>', requireTls: false })(mail);

describe('a mail server', () => {
  it('takes a mail with its subject, both of its parts and an id of its own', async () => {
    expect(await send()).toEqual({ kind: 'taken' });
    expect(server.taken).toHaveLength(1);
    const [taken] = server.taken;
    expect(taken).toMatchObject({
      from: 'lcf@lcf.example',
      to: ['eleni@school.example'],
      subject: 'Rückmeldung: Analyse',
    });
    expect(taken?.text).toContain('Öffne die Aufgabe.');
    expect(taken?.text).toContain('<p>Öffne die Aufgabe.</p>');
    expect(taken?.raw).toContain('Message-ID: <mail.1@lcf.example>');
    expect(taken?.raw).toContain('Auto-Submitted: auto-generated');
  });

  it.each([
    ['greylisting', 'retry'],
    ['unknown-reader', 'refused'],
    ['broken-before', 'retry'],
    ['lost', 'unknown'],
  ] as const)('that is %s: %s, without any address', async (mood, kind) => {
    server.mood = mood;
    const sent = await send();
    expect(sent.kind).toBe(kind);
    expect(JSON.stringify(sent)).not.toContain('school.example');
  });

  it('that is not there is tried again', async () => {
    await server.close();
    expect((await send()).kind).toBe('retry');
    server = await startSmtpServer();
  });

  it('that has no TLS gets nothing where TLS is required', async () => {
    const strict = createSmtp({ url: server.url, from: 'lcf@lcf.example', requireTls: true });
    expect((await strict(mail)).kind).toBe('retry');
    expect(server.taken).toEqual([]);
  });
});
