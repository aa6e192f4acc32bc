import { assessmentRecords, type Submission } from '../../src/assessment/index.ts';
import { peopleRecords } from '../../src/people/index.ts';
import { asId, newId } from '../../src/shared/index.ts';
import { eventually } from '../support/eventually.ts';
import { links, openSchool, type School } from '../support/school.ts';
import { startSmtpServer, type SmtpServer } from '../support/smtp-server.ts';

let server: SmtpServer;
let school: School;

beforeAll(async () => {
  server = await startSmtpServer();
  const env = { SMTP_URL: server.url, MAIL_FROM: 'LCF Curriculum <lcf@lcf.example>' };
  school = await openSchool({ tool: { env } });
});
afterAll(async () => {
  await school?.close();
  await server?.close();
});

/** Puts a notice into the trainee's submission, as the write that decides something does. */
async function notice(cohort: string, name: string, kind: 'receipt' | 'reply'): Promise<void> {
  const { connection } = school.tool.database;
  const { submissions } = assessmentRecords(connection);
  const cohortId = asId<'cohort'>(cohort);
  const enrolments = await peopleRecords(connection).listEnrolments(cohortId);
  const enrolment = enrolments.find((one) => one.name?.startsWith(name));
  if (!enrolment) throw new Error(`Nobody is called ${name}`);
  const author = { enrolmentId: enrolment.id, personId: enrolment.personId, name: enrolment.name };
  const before = await submissions.ensure(author, { cohortId, taskId: 'm1-task' }, new Date());
  const pending = { id: newId(), at: new Date(), kind, to: null, version: 0 } as const;
  const after: Submission = { ...before, notices: [...before.notices, pending] };
  expect(await submissions.replace(after, before.revision)).toBe(true);
}

it('mails go out by themselves, and stop when somebody switches them off on their page', async () => {
  const { browser, page } = await school.open('eleni', links.whole);
  const [, , cohort = ''] = page.url.split('/');
  await notice(cohort, 'Eleni', 'reply');
  await eventually(() => Promise.resolve(expect(server.taken).toHaveLength(1)));
  const [mail] = server.taken;
  expect(mail?.subject).toBe('An answer: Analyse a group you belong to');
  const [, href = ''] = /(https?:\/\/\S+\/notices)/.exec(mail?.text ?? '') ?? [];
  const settings = await browser.get(new URL(href).pathname);
  expect(settings.text).toContain(mail?.to[0]);
  const saved = await browser.submit(settings, '/notices', { want: ['receipt', 'released'] });
  expect(saved.html).toMatch(/value="receipt"[^>]*checked/);
  expect(saved.html).not.toMatch(/value="reply"[^>]*checked/);
  await notice(cohort, 'Eleni', 'reply');
  await eventually(async () => {
    const waiting = await assessmentRecords(school.tool.database.connection).notices.listPending(10);
    expect(waiting).toEqual([]);
  });
  expect(server.taken).toHaveLength(1);
});
