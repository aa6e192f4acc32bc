import { getAttempt, saveAnswerByToken, submitAttempt } from '../../src/learning/index.ts';
import {
  AnswerMalformed,
  AnswerTooLong,
  AttemptClosed,
  QuestionNotInAttempt,
  SaveTokenInvalid,
} from '../../src/learning/errors.ts';
import type { AttemptSheet, Participant } from '../../src/learning/index.ts';
import { aSingleChoice, aShortText, aNumeric } from '../support/curriculum.ts';
import { aTrainee, answer, openClassroom, start, type Classroom } from './classroom.ts';

const pool = [aSingleChoice(), aShortText(), aNumeric()];
const blueprint = [
  { outcomeId: 'groups-classify', draw: 1 },
  { outcomeId: 'groups-define', draw: 2 },
];

let classroom: Classroom;
let count = 0;
let trainee: Participant;
let sheet: AttemptSheet;
beforeAll(async () => {
  classroom = await openClassroom({ pool, blueprint });
});
afterAll(() => classroom.close());
beforeEach(async () => {
  trainee = aTrainee(`writer-${(count += 1)}`);
  sheet = await start(classroom, trainee);
});

const numberOf = (type: string) =>
  sheet.questions.find(({ question }) => question.type === type)?.number ?? 0;
const write = (text: string, options: { page?: string; sequence?: number; seenAt?: number | null } = {}) =>
  answer(classroom, sheet, numberOf('short-text'), { type: 'short-text', value: text, ...options });
const stored = async () => {
  const now = await getAttempt(classroom.deps, { attemptId: sheet.id, enrolmentId: trainee.enrolmentId });
  return now.questions.find(({ question }) => question.type === 'short-text')?.answer?.value;
};

describe('storing an answer', () => {
  it('keeps the last of one page, however late an earlier one comes', async () => {
    await write('second', { sequence: 2 });
    const late = await write('first', { sequence: 1 });
    expect(late).toMatchObject({ stored: false });
    expect(await stored()).toBe('second');
  });

  it('may be repeated', async () => {
    await write('once', { sequence: 5 });
    expect(await write('once', { sequence: 5 })).toMatchObject({ stored: true, changedElsewhere: false });
    expect(await stored()).toBe('once');
  });

  it('takes another answer from a page without scripts that was gone back to', async () => {
    await write('first thought', { sequence: 0 });
    expect(await write('second thought', { sequence: 0 })).toMatchObject({ stored: true });
    expect(await stored()).toBe('second thought');
  });

  it('lets the last of two tabs win, and tells the other at its next write', async () => {
    const first = await write('from one', { page: 'one' });
    classroom.later(1);
    const known = await write('from two', { page: 'two', seenAt: first.savedAt.getTime() });
    expect(known).toMatchObject({ stored: true, changedElsewhere: false, replaced: null });
    classroom.later(1);
    const told = await write('from one again', { page: 'one', seenAt: first.savedAt.getTime() });
    expect(told).toMatchObject({ stored: true, changedElsewhere: true, replaced: { value: 'from two' } });
    expect(await stored()).toBe('from one again');
  });

  it('refuses a late request of a tab even after another tab has written', async () => {
    await write('new', { page: 'one', sequence: 2 });
    await write('other', { page: 'two', sequence: 1 });
    expect(await write('old', { page: 'one', sequence: 1 })).toMatchObject({ stored: false });
    expect(await stored()).toBe('other');
  });

  it('takes an empty answer as taking it back', async () => {
    await write('something');
    await write('');
    expect(await stored()).toBe('');
  });

  it('keeps what is no number yet, and says so', async () => {
    const number = numberOf('numeric');
    const half = await answer(classroom, sheet, number, { type: 'numeric', value: 'about 2' });
    expect(half).toMatchObject({ stored: true, understood: false });
    const whole = await answer(classroom, sheet, number, { type: 'numeric', value: '2,5' });
    expect(whole).toMatchObject({ understood: true });
  });

  it('needs one store operation', async () => {
    expect(await classroom.operationsOf(() => write('counted'))).toBe(1);
  });
});

describe('what is not stored', () => {
  it('is an answer to an attempt that was handed in', async () => {
    await submitAttempt(classroom.deps, { attemptId: sheet.id, enrolmentId: trainee.enrolmentId });
    await expect(write('too late')).rejects.toThrow(AttemptClosed);
  });

  it('is an answer with a token that was changed, made up, or is too old', async () => {
    const { saveToken } = sheet;
    const [body = '', mac = ''] = saveToken.split('.');
    const forged = Buffer.from(JSON.stringify(['other', trainee.personId, 9e15])).toString('base64url');
    const save = (token: string) =>
      saveAnswerByToken(classroom.deps, {
        ...{ token, questionId: 'short', version: 'short-1', form: { answer: 'x' } },
        ...{ page: 'one', sequence: 1, seenAt: null },
      });
    for (const token of [
      '',
      '.',
      'x.y',
      body,
      `${body}.`,
      `${forged}.${mac}`,
      `${saveToken}.x`,
      `x${saveToken}`,
    ])
      await expect(save(token)).rejects.toThrow(SaveTokenInvalid);
    await save(saveToken);
    classroom.later(31 * 24 * 60);
    await expect(save(saveToken)).rejects.toThrow(SaveTokenInvalid);
  });

  it('is an answer to a question or a version that the attempt does not show', async () => {
    const save = (questionId: string, version: string) =>
      saveAnswerByToken(classroom.deps, {
        ...{ token: sheet.saveToken, questionId, version, form: { answer: 'x' } },
        ...{ page: 'one', sequence: 1, seenAt: null },
      });
    await expect(save('short', 'short-2')).rejects.toThrow(QuestionNotInAttempt);
    await expect(save('__proto__', '1')).rejects.toThrow(QuestionNotInAttempt);
    classroom.teach({ pool: [...pool, aShortText({ id: 'new', version: 'new-1' })], blueprint });
    await expect(save('new', 'new-1')).rejects.toThrow(QuestionNotInAttempt);
  });

  it('is a book pasted into a field for a word', async () => {
    await expect(write('a'.repeat(20_000_000))).rejects.toThrow(AnswerTooLong);
    expect(await stored()).toBeUndefined();
  });

  it('is a page name or a sequence that no page of ours sends', async () => {
    for (const page of ['', 'a.b', '$set', '__proto__', 'a'.repeat(25)])
      await expect(write('x', { page })).rejects.toThrow(AnswerMalformed);
    for (const sequence of [NaN, 1.5, Infinity])
      await expect(write('x', { sequence })).rejects.toThrow(AnswerMalformed);
    await write('x', { page: 'constructor', sequence: 0 });
    expect(await stored()).toBe('x');
  });
});
