import {
  assessmentRecords,
  prepareAssessment,
  type Actor,
  type AssessmentDeps,
  type PendingNotice,
  type Submission,
} from '../../src/assessment/index.ts';
import {
  cohortDatesRecords,
  cohortDirectory,
  cohortRecords,
  datesDirectory,
  extendDates,
  setActivityDates,
  type DatesDirectory,
} from '../../src/cohorts/index.ts';
import { createOutbox, outboxRecords, type Outbox } from '../../src/delivery/index.ts';
import {
  collectTimedNotices,
  createMailSender,
  createSmtp,
  noticeSettingsRecords,
  noticeSources,
  timedNoticeRecords,
  type NoticeDeps,
} from '../../src/notices/index.ts';
import { peopleRecords, type Role } from '../../src/people/index.ts';
import { projectPaths } from '../../src/config/index.ts';
import { asId, newId, type Log } from '../../src/shared/index.ts';
import { createMailWriter, loadTexts } from '../../src/web/index.ts';
import { aCurriculum } from '../support/curriculum.ts';
import { openTestDatabase } from '../support/database.ts';
import { startSmtpServer, type SmtpServer } from '../support/smtp-server.ts';

const cohortId = asId<'cohort'>('spring');
const taskId = 'groups-task';
const paths = projectPaths();
const dayMs = 24 * 3_600_000;

let database: Awaited<ReturnType<typeof openTestDatabase>>;
let server: SmtpServer;
let now: Date;
let notices: NoticeDeps;
let assessment: AssessmentDeps;
let dates: DatesDirectory;
let logged: string[];

beforeEach(async () => {
  [database, server] = await Promise.all([openTestDatabase(), startSmtpServer()]);
  now = new Date('2026-03-02T10:00:00Z');
  logged = [];
  const { connection } = database;
  const clock = (): Date => now;
  const curriculum = aCurriculum();
  assessment = {
    ...{ records: assessmentRecords(connection), curriculum: () => curriculum, clock },
    tokenKey: Buffer.alloc(32, 7),
  };
  await prepareAssessment(assessment);
  const cohorts = cohortRecords(connection);
  await cohorts.ensureCohort(cohortId, 'Spring group', now);
  dates = datesDirectory(cohortDatesRecords(connection), clock);
  notices = {
    ...{ assessment, clock, schedule: dates, curriculum: assessment.curriculum },
    people: peopleRecords(connection),
    records: { settings: noticeSettingsRecords(connection), timed: timedNoticeRecords(connection) },
    cohorts: cohortDirectory(cohorts, clock),
    listCohorts: () => Promise.resolve([cohortId]),
    sendsMail: true,
  };
});
afterEach(async () => {
  await server.close();
  await database.close();
});

function outbox(deps: NoticeDeps = notices): Outbox {
  const note = (fields: object, text: string): void => void logged.push(JSON.stringify(fields) + text);
  const log: Log = { debug: note, info: note, warn: note, error: note };
  const texts = loadTexts(paths.locales);
  const publicUrl = new URL('https://lcf.example');
  return createOutbox({
    ...{ records: outboxRecords(database.connection), clock: () => now, log, random: () => 0.5 },
    sources: noticeSources(deps),
    senders: {
      score: () => Promise.resolve({ kind: 'delivered' }),
      mail: createMailSender({
        ...{ notices: deps, host: 'lcf.example' },
        write: createMailWriter({ views: paths.views, publicUrl, texts }),
        send: createSmtp({ url: server.url, from: 'lcf@lcf.example', requireTls: false }),
      }),
    },
  });
}

async function run(deps?: NoticeDeps): Promise<void> {
  const box = outbox(deps);
  await box.relayNow();
  await box.sendNow();
}

const pass = (ms: number): void => void (now = new Date(now.getTime() + ms));

async function joins(name: string, changes: { email?: string | null; locale?: string; role?: Role } = {}) {
  const { email = `${name.toLowerCase()}@school.example`, locale = 'en', role = 'trainee' } = changes;
  const known = { issuer: 'https://lms.example', subject: name, name: `${name} Kovač`, email, locale };
  const person = await notices.people.findPerson(known.issuer, known.subject);
  const people = peopleRecords(database.connection);
  const remembered = person ?? (await people.rememberPerson(known, now));
  const place = { cohortId, courseId: 'course', role, present: true };
  const { id, personId } = await people.enrolPerson(remembered, place, now);
  return { enrolmentId: id, personId, name: known.name } satisfies Actor;
}

/** A submission to which this has happened. */
async function happens(
  author: Actor,
  kind: PendingNotice['kind'],
  changes: Partial<Submission> & { to?: PendingNotice['to'] } = {},
): Promise<Submission> {
  const { to = null, ...rest } = changes;
  const { submissions } = assessment.records;
  const fresh = await submissions.ensure(author, { cohortId, taskId }, now);
  const head = {
    ...{ id: newId<'version'>(), number: 1, taskVersion: 'task-1', words: 600, submittedAt: now },
    ...{ submittedBy: author, dueAt: null, late: false, withdrawnAt: null },
  };
  const changed: Submission = {
    ...fresh,
    ...{ state: 'waiting', versions: [head], current: 1, waitingSince: now, newsForTrainersAt: now },
    notices: [...fresh.notices, { id: newId(), at: now, kind, to, version: 1 }],
    ...rest,
  };
  await submissions.replace(changed, fresh.revision);
  return changed;
}

const by = { personId: asId<'person'>('sofia'), name: 'Sofia' };

async function due(date: string): Promise<void> {
  const { revision } = await dates.getDates(cohortId);
  await setActivityDates(
    { schedule: dates, curriculum: assessment.curriculum },
    {
      ...{ cohortId, by, seen: revision, activity: { kind: 'task', id: taskId } },
      rule: { opens: null, due: { kind: 'date', date }, last: null },
    },
  );
}

describe('what happens to work', () => {
  it('is told once, in the language of the reader, with a link and a way to switch it off', async () => {
    await happens(await joins('Eleni', { locale: 'de-AT' }), 'receipt');
    await run();
    await run();
    expect(server.taken).toHaveLength(1);
    const [mail] = server.taken;
    expect(mail).toMatchObject({ to: ['eleni@school.example'], subject: 'Angekommen: Analyse a group' });
    expect(mail?.text).toContain('https://lcf.example/c/spring/mail/tasks/groups-task');
    expect(mail?.text).toContain('https://lcf.example/c/spring/mail/notices');
  });

  it('goes to each of several authors, or to whom it is meant for', async () => {
    const [eleni, tiago] = [await joins('Eleni'), await joins('Tiago')];
    const both = [eleni, tiago].map((author) => ({
      ...{ ...author, state: 'accepted' as const, at: now, seenAt: null },
    }));
    const authorIds = [eleni.enrolmentId, tiago.enrolmentId];
    await happens(eleni, 'released', { authors: both, authorIds, state: 'passed' });
    await run();
    expect(server.taken.flatMap(({ to }) => to).sort()).toEqual([
      'eleni@school.example',
      'tiago@school.example',
    ]);
  });

  it('is not told to whom does not want it, has no address, or has left', async () => {
    const eleni = await joins('Eleni');
    await notices.records.settings.switchOff(eleni.enrolmentId, ['receipt']);
    await happens(eleni, 'receipt');
    await happens(await joins('Tiago', { email: null }), 'receipt');
    await happens(await joins('Aino', { email: 'a@b.example, c@d.example' }), 'receipt');
    await happens(await joins('Lukas'), 'receipt');
    await peopleRecords(database.connection).markLeft({ cohortId, courseId: 'course' }, ['Lukas'], now);
    await run();
    expect(server.taken).toEqual([]);
    expect(await assessment.records.notices.listPending(10)).toEqual([]);
  });

  it('is not told when it does not hold any more at the time of sending', async () => {
    const eleni = await joins('Eleni');
    server.mood = 'greylisting';
    const { id } = await happens(eleni, 'receipt');
    await run();
    const stored = await assessment.records.submissions.find(id);
    if (!stored) throw new Error('The submission is gone');
    const versions = stored.versions.map((head) => ({ ...head, withdrawnAt: now }));
    await assessment.records.submissions.replace({ ...stored, versions, state: 'draft' }, stored.revision);
    server.mood = 'fine';
    pass(dayMs);
    await run();
    expect(server.taken).toEqual([]);
  });

  it('is told once when the server comes back, and not again where it may have arrived', async () => {
    await happens(await joins('Eleni'), 'receipt');
    server.mood = 'greylisting';
    await run();
    server.mood = 'lost';
    pass(dayMs);
    await run();
    expect(server.taken).toHaveLength(1);
    server.mood = 'fine';
    pass(dayMs);
    await run();
    expect(server.taken).toHaveLength(1);
  });

  it('leaves no address and no name in the log', async () => {
    await happens(await joins('Eleni'), 'receipt');
    server.mood = 'unknown-reader';
    await run();
    await happens(await joins('Tiago'), 'receipt');
    server.mood = 'fine';
    await run();
    expect(server.taken).toHaveLength(1);
    expect(logged.length).toBeGreaterThan(1);
    expect(logged.join('\n')).not.toMatch(/school\.example|Kovač|Eleni|Tiago/);
    const entries = await database.connection.collection('outbox').find().toArray();
    expect(JSON.stringify(entries)).not.toMatch(/school\.example|Kovač/);
  });

  it('does not pile up where there is no mail server', async () => {
    await happens(await joins('Eleni'), 'receipt');
    const without = { ...notices, sendsMail: false };
    await due('2026-03-04');
    expect(await collectTimedNotices(without)).toBe(0);
    await run(without);
    expect(await assessment.records.notices.listPending(10)).toEqual([]);
    expect(await database.connection.collection('outbox').countDocuments()).toBe(0);
    await run();
    expect(server.taken).toEqual([]);
  });
});

describe('a due date', () => {
  it('is told once, three days before, to whoever has not handed in', async () => {
    const [eleni, tiago] = [await joins('Eleni'), await joins('Tiago')];
    await happens(tiago, 'receipt', { notices: [] });
    await due('2026-03-06');
    expect(await collectTimedNotices(notices)).toBe(0);
    pass(2 * dayMs);
    expect(await collectTimedNotices(notices)).toBe(1);
    expect(await collectTimedNotices(notices)).toBe(0);
    await run();
    pass(3_600_000);
    await collectTimedNotices(notices);
    await run();
    expect(server.taken.map(({ to, subject }) => [to[0], subject])).toEqual([
      ['eleni@school.example', 'Due soon: Analyse a group'],
    ]);
    expect(eleni.enrolmentId).not.toBe(tiago.enrolmentId);
  });

  it('is told again before the new date to whom has got more time', async () => {
    const eleni = await joins('Eleni');
    await due('2026-03-04');
    await collectTimedNotices(notices);
    await run();
    await extendDates(
      { schedule: dates, curriculum: assessment.curriculum },
      {
        ...{ cohortId, by, reason: 'Ill', enrolmentIds: [eleni.enrolmentId], activities: null },
        extra: { kind: 'days', days: 10 },
      },
    );
    expect(await collectTimedNotices(notices)).toBe(0);
    pass(10 * dayMs);
    expect(await collectTimedNotices(notices)).toBe(1);
    await run();
    expect(server.taken).toHaveLength(2);
  });

  it('is not told where the work came in before the mail went out', async () => {
    const eleni = await joins('Eleni');
    await due('2026-03-04');
    await collectTimedNotices(notices);
    await happens(eleni, 'receipt', { notices: [] });
    await run();
    expect(server.taken).toEqual([]);
  });
});

describe('a digest', () => {
  it('comes to trainers once a day, in the morning, when there is something new', async () => {
    await joins('Sofia', { role: 'trainer' });
    const eleni = await joins('Eleni');
    now = new Date('2026-03-02T05:00:00Z');
    expect(await collectTimedNotices(notices)).toBe(0);
    await happens(eleni, 'receipt', { notices: [] });
    now = new Date('2026-03-02T07:30:00Z');
    for (let turn = 0; turn < 3; turn += 1) {
      await collectTimedNotices(notices);
      await run();
      pass(3_600_000);
    }
    expect(server.taken.map(({ to }) => to[0])).toEqual(['sofia@school.example']);
    expect(server.taken[0]?.text).toContain('1 piece of work waits for a grade');
    pass(2 * dayMs);
    await collectTimedNotices(notices);
    await run();
    expect(server.taken).toHaveLength(1);
  });
});
