import {
  correctQuestion,
  findPendingResults,
  getAttemptResult,
  getProgress,
  listCorrections,
  markRelayed,
  prepareLearning,
  previewCorrection,
  submitAttempt,
  type CorrectionKind,
} from '../../src/learning/index.ts';
import { QuestionUnknown, ReasonMissing } from '../../src/learning/errors.ts';
import { asId, newId } from '../../src/shared/index.ts';
import { aSingleChoice, aTrueFalse } from '../support/curriculum.ts';
import { aTrainee, answer, openClassroom, quizId, start, trainer, type Classroom } from './classroom.ts';

const truth = aTrueFalse();
/** The key was wrong: `a` is right, not `b`. */
const mended = aSingleChoice({
  version: 'single-2',
  options: aSingleChoice().options.map((option) => ({ ...option, correct: option.id === 'a' })),
});
const blueprint = [{ outcomeId: 'groups-classify', draw: 2 }];

let classroom: Classroom;
/** Each test has a cohort of its own. */
let cohortId = asId<'cohort'>('');
let about = { cohortId, quizId, questionId: 'single' };
let count = 0;
beforeAll(async () => {
  classroom = await openClassroom();
});
afterAll(() => classroom.close());
beforeEach(() => {
  classroom.teach({ pool: [aSingleChoice(), truth], blueprint });
  cohortId = asId(`cohort-${(count += 1)}`);
  about = { cohortId, quizId, questionId: 'single' };
});

const traineeOf = (name: string) => aTrainee(`${name}-${count}`, cohortId);

/** Answers the single choice with this option and the true/false rightly. */
async function sitWith(name: string, option: string, handIn = true) {
  const trainee = traineeOf(name);
  const sheet = await start(classroom, trainee);
  for (const { number, question } of sheet.questions)
    await answer(classroom, sheet, number, {
      type: question.type,
      value: question.type === 'true-false' ? 'false' : option,
    });
  const as = { attemptId: sheet.id, enrolmentId: trainee.enrolmentId };
  if (handIn) await submitAttempt(classroom.deps, as);
  return as;
}

const preview = (correction: CorrectionKind) => previewCorrection(classroom.deps, { ...about, correction });
const correct = (correction: CorrectionKind, scoresMayFall = false) =>
  correctQuestion(classroom.deps, {
    ...{ ...about, correction, scoresMayFall, reason: 'The key was wrong.', by: trainer },
  });
const shareOf = async (name: string) =>
  (await getProgress(classroom.deps, traineeOf(name))).quizzes[quizId]?.bestShare;
const mend = () => classroom.teach({ pool: [mended, truth], blueprint });

async function relayAll() {
  const pending = await findPendingResults(classroom.deps, 1000);
  for (const entry of pending) await markRelayed(classroom.deps, entry);
  return pending;
}

describe('a question that was wrong', () => {
  it('can be scored anew by what it says now: nobody loses, and the outbox hears of those who gain', async () => {
    const ana = await sitWith('ana', 'a');
    await sitWith('bela', 'b');
    await relayAll();
    mend();
    expect(await correct({ kind: 'rescore' })).toMatchObject({ changed: 1 });
    expect([await shareOf('ana'), await shareOf('bela')]).toEqual([1, 1]);
    expect((await relayAll()).map(({ attemptId }) => attemptId)).toEqual([ana.attemptId]);
  });

  it('lets scores fall only where the trainer says so', async () => {
    await sitWith('bela', 'b');
    mend();
    await correct({ kind: 'rescore' }, true);
    expect(await shareOf('bela')).toBe(0.5);
  });

  it('can accept several answers', async () => {
    await sitWith('ana', 'a');
    await sitWith('bela', 'b');
    await sitWith('cara', 'c');
    await correct({ kind: 'accept', answers: [{ type: 'single-choice', value: 'a' }] });
    expect([await shareOf('ana'), await shareOf('bela'), await shareOf('cara')]).toEqual([1, 1, 0.5]);
  });

  it('can be dropped', async () => {
    const { attemptId } = await sitWith('ana', 'a');
    await correct({ kind: 'drop' });
    expect(await shareOf('ana')).toBe(1);
    const result = await getAttemptResult(classroom.deps, { attemptId, viewer: traineeOf('ana') });
    expect(result.questions.map(({ verdict }) => verdict).sort()).toEqual(['dropped', 'right']);
    expect(result.changes).toMatchObject([{ kind: 'corrected', reason: 'The key was wrong.' }]);
  });

  it('says beforehand who would be affected, and changes nothing by it', async () => {
    const ana = await sitWith('ana', 'a');
    const bela = await sitWith('bela', 'b');
    await sitWith('cara', 'c');
    await relayAll();
    mend();
    const effect = await preview({ kind: 'rescore' });
    expect(effect.attempts).toBe(3);
    expect(effect.raised).toMatchObject([
      { ...ana, shareBefore: 0.5, shareAfter: 1, passedBefore: false, passedAfter: true },
    ]);
    expect(effect.lowered).toMatchObject([{ ...bela, shareBefore: 1, shareAfter: 0.5, passedAfter: false }]);
    expect(await shareOf('ana')).toBe(0.5);
    expect(await relayAll()).toEqual([]);
    expect(await listCorrections(classroom.deps, about)).toEqual([]);
  });

  it('also counts as corrected in attempts that are handed in afterwards', async () => {
    const open = await sitWith('ana', 'a', false);
    mend();
    await correct({ kind: 'rescore' });
    await submitAttempt(classroom.deps, open);
    expect(await shareOf('ana')).toBe(1);
  });

  it('costs nobody anything who was still at work when it was corrected', async () => {
    const open = await sitWith('bela', 'b', false);
    mend();
    await correct({ kind: 'rescore' });
    await submitAttempt(classroom.deps, open);
    expect(await shareOf('bela')).toBe(1);
  });

  it('is corrected in an attempt that was just being scored without the correction', async () => {
    const open = await sitWith('ana', 'a', false);
    const { corrections } = classroom.deps.records;
    let isCorrected = false;
    const list: typeof corrections.list = async (...place) => {
      const before = await corrections.list(...place);
      if (!isCorrected) {
        isCorrected = true;
        await correct({ kind: 'accept', answers: [{ type: 'single-choice', value: 'a' }] });
      }
      return before;
    };
    const records = { ...classroom.deps.records, corrections: { ...corrections, list } };
    await submitAttempt({ ...classroom.deps, records }, open);
    expect(await shareOf('ana')).toBe(1);
  });

  it('is corrected in the version that was wrong, not in the one that mended it', async () => {
    await sitWith('ana', 'a');
    await correct({ kind: 'drop' });
    mend();
    await prepareLearning(classroom.deps);
    await sitWith('bela', 'b');
    expect(await shareOf('bela')).toBe(0.5);
  });

  it('keeps earlier corrections when another is made', async () => {
    await sitWith('ana', 'c');
    await correct({ kind: 'accept', answers: [{ type: 'single-choice', value: 'c' }] });
    classroom.later(1);
    await correctQuestion(classroom.deps, {
      ...{ ...about, questionId: 'truth', correction: { kind: 'drop' }, scoresMayFall: true },
      ...{ reason: 'Ambiguous.', by: trainer },
    });
    expect(await shareOf('ana')).toBe(1);
    const made = await listCorrections(classroom.deps, about);
    expect(made.map(({ kind }) => kind)).toEqual(['drop', 'accept']);
  });

  it('is corrected to the end at the next start, if the tool was stopped in between', async () => {
    await sitWith('ana', 'a');
    await classroom.deps.records.corrections.insert({
      ...{ ...about, id: newId(), kind: 'drop', versions: ['single-1'], rescoreBy: null },
      ...{ scoresMayFall: false, reason: 'x', by: trainer, at: classroom.now() },
    });
    await prepareLearning(classroom.deps);
    await prepareLearning(classroom.deps);
    expect(await shareOf('ana')).toBe(1);
    const result = await getProgress(classroom.deps, traineeOf('ana'));
    expect(result.quizzes[quizId]?.attempts).toHaveLength(1);
  });

  it('needs a reason, and has to exist', async () => {
    await expect(
      correctQuestion(classroom.deps, {
        ...{ ...about, correction: { kind: 'drop' }, scoresMayFall: false, reason: '', by: trainer },
      }),
    ).rejects.toThrow(ReasonMissing);
    const unknown = previewCorrection(classroom.deps, {
      ...about,
      questionId: 'no',
      correction: { kind: 'drop' },
    });
    await expect(unknown).rejects.toThrow(QuestionUnknown);
  });
});

describe('an attempt whose question has changed since', () => {
  it('still shows what it showed', async () => {
    const { attemptId } = await sitWith('ana', 'b');
    mend();
    await prepareLearning(classroom.deps);
    const result = await getAttemptResult(classroom.deps, { attemptId, viewer: traineeOf('ana') });
    const single = result.questions.find(({ question }) => question.id === 'single');
    expect(single).toMatchObject({ share: 1, question: { version: 'single-1' } });
  });
});
