import {
  askSecondLook,
  markSeen,
  writeMessage,
  type Release,
  type SubmissionId,
} from '../../src/assessment/index.ts';
import { asId } from '../../src/shared/index.ts';
import {
  anActor,
  cohortId,
  complete,
  openWritingRoom,
  taskOf,
  trainer,
  type WritingRoom,
} from './writing-room.ts';

let room: WritingRoom;
let id: SubmissionId;
beforeAll(async () => {
  room = await openWritingRoom();
  id = room.deps.records.submissions.idFor(anActor('ana').enrolmentId, 'groups-task');
});
beforeEach(() => room.reset());
afterAll(() => room?.close());

const ask = (text: string) => writeMessage(room.deps, { ...taskOf('ana'), from: 'author', text });
const reply = (text: string, cohort = cohortId) =>
  writeMessage(room.deps, { from: 'trainer', by: trainer, cohortId: cohort, submissionId: id, text });
const secondLook = (version: number, text: string) =>
  askSecondLook(room.deps, { ...taskOf('ana'), version, text });

describe('a trainee', () => {
  it('asks the trainer before anything is written, and trainers see that there is something new', async () => {
    await ask('  May the group\r\nbe online?  ');
    expect(await room.submission(id)).toMatchObject({
      ...{ state: 'draft', newsForTrainersAt: room.now(), newsForAuthorsAt: null, notices: [] },
      messages: [{ from: 'author', version: 0, text: 'May the group\nbe online?', secondLook: false }],
      events: [{ kind: 'asked' }],
    });
  });

  it('is told of the answer, once', async () => {
    await ask('May the group be online?');
    await Promise.all([reply('It may.'), reply('It may.')]);
    expect(await room.submission(id)).toMatchObject({
      ...{ newsForAuthorsAt: room.now(), notices: [{ kind: 'reply', to: null }] },
      messages: [{ from: 'author' }, { from: 'trainer', by: trainer }],
      events: [{ kind: 'asked' }, { kind: 'answered' }],
    });
    room.later(2);
    await reply('It may.');
    expect((await room.submission(id)).messages).toHaveLength(3);
  });

  it('has seen what is new when the page was opened', async () => {
    await ask('May the group be online?');
    const { enrolmentId } = anActor('ana');
    await reply('It may.');
    room.later(1);
    await markSeen(room.deps, { submissionId: id, enrolmentId });
    const { authors, revision } = await room.submission(id);
    expect(authors).toMatchObject([{ seenAt: room.now() }]);
    expect(await room.operationsOf(() => markSeen(room.deps, { submissionId: id, enrolmentId }))).toBe(1);
    expect((await room.submission(id)).revision).toBe(revision);
  });

  it.each([
    ['nothing', ' \n ', 'message-missing'],
    ['a book', 'a'.repeat(5_001), 'message-too-long'],
  ])('cannot send %s', async (_, text, code) => {
    await expect(ask(text)).rejects.toMatchObject({ code });
  });
});

it('a trainer of another cohort cannot write', async () => {
  await ask('May the group be online?');
  await expect(reply('It may.', asId('cohort-2'))).rejects.toMatchObject({ code: 'submission-unknown' });
});

describe('a second look', () => {
  beforeEach(async () => {
    await room.write('ana', complete);
    await room.submit('ana');
  });

  it('is asked for once for each version, and only where a grade is out', async () => {
    await expect(secondLook(1, 'Please')).rejects.toMatchObject({ code: 'second-look-not-open' });
    await room.change(id, (found) => ({ ...found, state: 'passed', releases: [{ version: 1 } as Release] }));
    await Promise.all([secondLook(1, 'Please'), secondLook(1, 'Please')]);
    expect(await room.submission(id)).toMatchObject({
      messages: [{ version: 1, secondLook: true, text: 'Please' }],
      events: [{ kind: 'submitted' }, { kind: 'second-look', version: 1 }],
    });
    room.later(2);
    await expect(secondLook(1, 'Please')).rejects.toMatchObject({ code: 'second-look-taken' });
    await expect(secondLook(2, 'Please')).rejects.toMatchObject({ code: 'second-look-not-open' });
  });
});
