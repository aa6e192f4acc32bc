import {
  answerInvitation,
  beginReview,
  getGradingSheet,
  inviteAuthor,
  openDraft,
  saveDraftByToken,
  saveMarkByToken,
  submitReview,
  type PeerReview,
  type SubmissionId,
} from '../../src/assessment/index.ts';
import { findTask } from '../../src/curriculum/index.ts';
import { paths } from '../../src/web/index.ts';
import type { PlainBrowser } from '../support/browser.ts';
import { links, openSchool, type School } from '../support/school.ts';
import { actorOf, taskWork, type TaskWork } from '../support/task-work.ts';

/**
 * Everybody who is not meant to see a work, a draft or a marker's notes tries every address of tasks with both methods.
 * Eleni owns everything; each of her texts holds a word of its own that no page of the curriculum has.
 */
const alone = 'm1-task';
const together = 'm3-task';
const reviewed = 'm4-task';
const secret = {
  alone: 'owlalone',
  together: 'owltogether',
  reviewed: 'owlreviewed',
  mark: 'owlmark',
  late: 'owldraft',
};

const addresses = Object.entries(paths);
const ofTasks = addresses.filter(
  ([, { pattern }]) => /^\/c\/.*\/(tasks|files)\//.test(pattern) && !pattern.includes('/trainer'),
);
const ofTrainers = addresses.filter(
  ([, { pattern }]) => pattern.startsWith('/c/') && pattern.includes('/trainer'),
);
const withoutSession = addresses.filter(([, { pattern }]) => /^\/(save-|upload|remove-file)/.test(pattern));
const refused = [400, 401, 403, 404, 405, 409, 412, 413, 415, 422];

let school: School;
let work: TaskWork;
const browsers: Record<string, PlainBrowser> = {};
const tokens: Record<string, Record<string, string>> = {};
/** Where each of them arrived. */
const homes: Record<string, string> = {};
let values: Record<string, string>;
let review: PeerReview;
const ids = {} as Record<'alone' | 'together' | 'reviewed', SubmissionId>;

beforeAll(async () => {
  school = await openSchool();
  work = taskWork(school);
  await school.lms.leave('marc', 'spring');
  for (const person of ['sofia', 'eleni', 'tiago', 'aino', 'katarzyna', 'anonymous']) await arrive(person);
  await arrive('marc', 'ka1');
  await arrive('caoimhe', 'ka1');
  await handInAll();
  await beginGrading();
  review = await beginPeerReview();
  const { enrolmentId } = actorOf(await work.enrolmentOf('Eleni'));
  const [, , cohort = '', placement = ''] = (homes['eleni'] ?? '').split('/');
  values = {
    ...{ cohort, placement, enrolment: enrolmentId, task: alone, version: '1', submission: ids.alone },
    ...{ review: review.id, file: 'none', upload: 'none', module: 'm1', quiz: 'm1-quiz', attempt: 'none' },
    ...{ question: 'm1-q-newsletter', delivery: 'none', lesson: 'none', number: '1' },
  };
});
afterAll(() => school?.close());

async function arrive(person: string, course = 'spring'): Promise<void> {
  const { browser } = await school.open(person, links.quiz, { course });
  const page = await school.launch(browser, person, links.quiz, { course });
  browsers[person] = browser;
  homes[person] = page.url;
  const [, csrf = ''] = /name="_csrf" value="([^"]*)"/.exec(page.html) ?? [];
  const [, enrolment = ''] = /name="enrolment" value="([^"]*)"/.exec(page.html) ?? [];
  tokens[person] = { _csrf: csrf, enrolment };
}

async function own(name: string, taskId: string) {
  const enrolment = await work.enrolmentOf(name);
  return { author: actorOf(enrolment), cohortId: enrolment.cohortId, taskId };
}

/** Alone; with Aino, and a third person who was asked and has not answered; and for peer review. */
async function handInAll(): Promise<void> {
  ids.alone = await work.handIn('Eleni', alone, secret.alone);
  ids.reviewed = await work.handIn('Eleni', reviewed, secret.reviewed);
  const eleni = await own('Eleni', together);
  const { submission, token } = await openDraft(work.deps, eleni);
  ids.together = submission.id;
  for (const invitee of ['Aino', 'Katarzyna'])
    await inviteAuthor(work.deps, { ...eleni, invitee: actorOf(await work.enrolmentOf(invitee)) });
  const aino = await own('Aino', together);
  await answerInvitation(work.deps, { ...aino, submissionId: submission.id, accepts: true });
  const task = findTask(school.curriculum, together);
  const text = task?.fields.find(({ kind }) => kind === 'long-text')?.id ?? '';
  await saveDraftByToken(work.deps, {
    token,
    fields: [{ fieldId: text, revision: 0, value: `We write ${secret.together}.` }],
    trainerOnly: null,
  });
}

/** Sofia has entered words that are not released. */
async function beginGrading(): Promise<void> {
  const sofia = await work.enrolmentOf('Sofia');
  const place = { submissionId: ids.alone, cohortId: sofia.cohortId, by: actorOf(sofia) };
  const { token } = await getGradingSheet(work.deps, { ...place, version: null });
  await saveMarkByToken(work.deps, {
    token,
    revision: 0,
    changes: [{ kind: 'overall', text: `Not yet ${secret.mark}` }],
  });
}

/** Tiago hands in too, practises, and is given Eleni's work. */
async function beginPeerReview(): Promise<PeerReview> {
  await work.handIn('Tiago', reviewed, 'wren');
  const tiago = await own('Tiago', reviewed);
  const next = {
    reviewer: tiago.author,
    ...tiago,
    takesSample: false,
    findsDetails: () => Promise.resolve(false),
  };
  const practice = await beginReview(work.deps, next);
  const criteria = findTask(school.curriculum, reviewed)?.criteria ?? [];
  const changes = [
    ...criteria.map(({ id }) => ({ field: `level.${id}`, before: '', value: '3' })),
    { field: 'overall', before: '', value: 'Clear.' },
  ];
  const place = { enrolmentId: tiago.author.enrolmentId, cohortId: tiago.cohortId, taskId: reviewed };
  await submitReview(work.deps, { ...place, reviewId: practice?.id ?? ('' as PeerReview['id']), changes });
  const given = await beginReview(work.deps, next);
  if (!given) throw new Error('Tiago was given nothing to review');
  return given;
}

function fill(pattern: string, changes: Record<string, string> = {}): string {
  return pattern.replaceAll(/:([a-zA-Z]+)/g, (_whole, name: string) => {
    const value = changes[name] ?? values[name];
    return encodeURIComponent(value ?? 'x');
  });
}

/** What every form of tasks asks for, so that a refusal is not one of its fields. */
const form = {
  ...{ text: 'A text', step: 'confirm', kind: 'ask', answer: 'accept', accepts: 'yes', reason: 'A reason' },
  ...{
    useful: '3',
    rating: '3',
    release: 'now',
    action: 'claim',
    submission: 'x',
    version: '1',
    revision: '1',
  },
};

async function tryAll(person: string, address: string) {
  const browser = browsers[person];
  if (!browser) throw new Error(`There is no ${person}`);
  return [await browser.get(address), await browser.post(address, { ...tokens[person], ...form })];
}

async function stored(): Promise<unknown> {
  const { connection } = school.tool.database;
  const all = await Promise.all(
    ['submissions', 'submission_drafts', 'submission_versions'].map((name) =>
      connection.collection<{ _id: string }>(name).find({}).toArray(),
    ),
  );
  const ofEleni = new Set<string>(Object.values(ids));
  return all
    .flat()
    .map(withoutUpkeep)
    .filter(({ _id, ...rest }) => ofEleni.has(_id) || ofEleni.has(String(Reflect.get(rest, 'submissionId'))));
}

/** Without what the outbox and the mails take over by themselves. */
function withoutUpkeep<Document extends object>(document: Document): Document {
  const upkeep = { pending: null, notices: null, revision: null, storedAt: null };
  return { ...document, ...upkeep };
}

const hidden: readonly [who: string, person: string, words: readonly string[]][] = [
  ['a trainee who has nothing to do with it', 'anonymous', Object.values(secret)],
  ['a trainee who was invited and has not answered', 'katarzyna', Object.values(secret)],
  ['a peer who reviews another task of hers', 'tiago', [secret.alone, secret.together, secret.mark]],
  ['the co-author of another task', 'aino', [secret.alone, secret.reviewed, secret.mark]],
  ['the author', 'eleni', [secret.mark]],
  ['a trainer of another cohort', 'marc', Object.values(secret)],
  ['a trainee of another cohort', 'caoimhe', Object.values(secret)],
];

describe.each(hidden)('%s', (_who, person, words) => {
  it.each(ofTasks)('finds nothing hidden under %s', async (_name, { pattern }) => {
    const before = person === 'eleni' || person === 'aino' ? null : await stored();
    for (const [task, submission] of [
      [alone, ids.alone],
      [together, ids.together],
      [reviewed, ids.reviewed],
    ] as const) {
      const isOwn = person === 'eleni' || (person === 'aino' && task === together);
      const address = fill(pattern, { task, submission });
      const pages = isOwn ? [await browsers[person]?.get(address)] : await tryAll(person, address);
      for (const page of pages) {
        expect([address, page?.status]).toEqual([address, expect.any(Number)]);
        expect(page?.status).toBeLessThan(500);
        // Whom to invite is asked by name; whose work is reviewed is not said.
        const unsaid = person === 'tiago' && task === reviewed ? [...words, 'Papadopoulou'] : words;
        for (const word of unsaid)
          expect([address, word, page?.html.includes(word)]).toEqual([address, word, false]);
      }
    }
    if (before) expect(await stored()).toEqual(before);
  });
});

describe.each([
  ['the author', 'eleni'],
  ['a co-author', 'aino'],
  ['a peer', 'tiago'],
  ['a trainer of another cohort', 'marc'],
])('%s', (_who, person) => {
  it.each(ofTrainers)("is refused the trainer's %s", async (_name, { pattern }) => {
    for (const page of await tryAll(person, fill(pattern))) expect([401, 403, 404]).toContain(page.status);
  });
});

describe('an address that needs no session', () => {
  it.each(withoutSession)(
    'refuses %s without a token, and with one that was made up',
    async (_name, { pattern }) => {
      const before = await stored();
      for (const token of ['', 'eyJhbGciOiJub25lIn0.AAAA']) {
        const nobody = school.browser();
        const page = await nobody.post(fill(pattern), { ...form, token, field: 'portrait', task: alone });
        expect(refused).toContain(page.status);
      }
      expect(await stored()).toEqual(before);
    },
  );
});

describe('a trainer who has left', () => {
  it('changes no mark through a page that is still open', async () => {
    const sofia = await work.enrolmentOf('Sofia');
    const page = await browsers['sofia']?.get(fill(paths.grade.pattern, { submission: ids.alone }));
    const form = page?.form('/save-mark').fields ?? {};
    const { connection } = school.tool.database;
    const enrolments = connection.collection<{ _id: string }>('enrolments');
    const save = (overall: string) => school.browser().post('/save-mark', { ...form, overall });
    for (const gone of [{ state: 'left' }, { role: 'trainee' }]) {
      const before = await stored();
      await enrolments.updateOne({ _id: sofia.id }, { $set: gone });
      expect((await save('Changed by nobody')).status).toBe(403);
      expect(await stored()).toEqual(before);
      await enrolments.updateOne({ _id: sofia.id }, { $set: { state: 'active', role: sofia.role } });
    }
    await save(`Not yet ${secret.mark}, still mine`);
    expect(JSON.stringify(await stored())).toContain('still mine');
  });
});

describe('those who are meant to', () => {
  it('see what others are refused, so that the refusals mean something', async () => {
    const page = (person: string, address: string) => browsers[person]?.get(address);
    const at = (pattern: string, task: string, submission: string) => fill(pattern, { task, submission });
    const author = await page('eleni', at(paths.version.pattern, alone, ids.alone));
    expect(author?.text).toContain(secret.alone);
    for (const person of ['eleni', 'aino']) {
      const written = await page(person, at(paths.writeTask.pattern, together, ids.together));
      expect([person, written?.text.includes(secret.together)]).toEqual([person, true]);
    }
    const peer = await page('tiago', at(paths.peerReview.pattern, reviewed, ids.reviewed));
    expect(peer?.text).toContain(secret.reviewed);
    const marker = await page('sofia', at(paths.grade.pattern, alone, ids.alone));
    expect(marker?.html).toContain(secret.alone);
    expect(marker?.html).toContain(secret.mark);
  });
});
