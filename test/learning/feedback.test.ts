import fc from 'fast-check';
import { explainQuestion } from '../../src/learning/explain-question.ts';
import { feedbackLevelFor } from '../../src/learning/feedback-level.ts';
import { getAttemptResult, type Answer, type AnswerValue } from '../../src/learning/index.ts';
import { scoreQuestion } from '../../src/learning/score-question.ts';
import { showQuestion } from '../../src/learning/show-question.ts';
import type { Question } from '../../src/curriculum/index.ts';
import {
  aCloze,
  aMatching,
  aMultipleResponse,
  aNumeric,
  anOrdering,
  aQuestionOfEachType,
  aShortText,
  aSingleChoice,
  aTrueFalse,
} from '../support/curriculum.ts';
import { aTrainee, openClassroom, sit, start, type Classroom } from './classroom.ts';
import { answersTo, rightAnswerTo, wrongAnswerTo } from './rules.ts';

function explain(question: Question, value: AnswerValue | null, level: 'chosen' | 'full') {
  const answer: Answer | null = value === null ? null : { type: question.type, value };
  const { id: questionId, version } = question;
  const scored = { questionId, version, share: scoreQuestion(question, answer), dropped: false };
  return explainQuestion(
    { number: 1, question, shown: showQuestion(question, 'seed'), answer, scored },
    level,
  );
}

const partOf = (feedback: ReturnType<typeof explain>, id: string) =>
  feedback.parts.find((part) => part.id === id);

describe('which feedback may be shown', () => {
  const level = feedbackLevelFor;
  it('is none while the attempt is open', () => {
    expect(level('open', { passed: true, attemptsLeft: 0, openAttemptId: null })).toBe('none');
  });

  it('is what was chosen while another attempt is possible or open', () => {
    expect(level('submitted', { passed: false, attemptsLeft: 1, openAttemptId: null })).toBe('chosen');
    expect(level('submitted', { passed: false, attemptsLeft: null, openAttemptId: null })).toBe('chosen');
    expect(level('submitted', { passed: false, attemptsLeft: 0, openAttemptId: 'x' as never })).toBe(
      'chosen',
    );
  });

  it('is everything after passing, and after the last attempt', () => {
    expect(level('submitted', { passed: true, attemptsLeft: 2, openAttemptId: null })).toBe('full');
    expect(level('submitted', { passed: false, attemptsLeft: 0, openAttemptId: null })).toBe('full');
  });
});

describe('feedback while attempts are left', () => {
  it('explains the chosen option, is silent on the others, and names the lesson to reread', () => {
    const feedback = explain(aSingleChoice(), 'a', 'chosen');
    expect(feedback).toMatchObject({ verdict: 'wrong', lessonId: 'first-steps', explanationHtml: null });
    expect(partOf(feedback, 'a')).toMatchObject({
      chosen: true,
      correct: false,
      feedbackHtml: 'Why a is wrong.',
    });
    expect(partOf(feedback, 'b')).toMatchObject({
      chosen: false,
      correct: null,
      feedbackHtml: null,
      right: null,
    });
  });

  it('explains every ticked option', () => {
    const feedback = explain(aMultipleResponse(), ['a', 'b'], 'chosen');
    const told = feedback.parts.filter(({ feedbackHtml }) => feedbackHtml !== null).map(({ id }) => id);
    expect(told.sort()).toEqual(['a', 'b']);
  });

  it('says which pairs are wrong, but not what belongs to them', () => {
    const feedback = explain(aMatching(), { left1: 'right1', left2: 'right3' }, 'chosen');
    expect(partOf(feedback, 'left1')).toMatchObject({
      correct: true,
      feedbackHtml: 'Left 1 belongs to right 1.',
    });
    expect(partOf(feedback, 'left2')).toMatchObject({ correct: false, feedbackHtml: null, rightHtml: null });
  });

  it('explains what was put into a gap', () => {
    const feedback = explain(aCloze(), { side: 'past' }, 'chosen');
    expect(partOf(feedback, 'side')).toMatchObject({
      correct: false,
      feedbackHtml: 'Why past is wrong.',
      right: null,
    });
    expect(partOf(feedback, 'also')).toMatchObject({ chosen: false, feedbackHtml: null });
  });

  it('knows the commonest wrong order, the expected wrong words and numbers, and the others', () => {
    const order = { try: '1', watch: '2', lead: '3' };
    expect(explain(anOrdering(), order, 'chosen').answerFeedbackHtml).toBe('Watching comes before trying.');
    expect(explain(aShortText(), ' Domain', 'chosen').answerFeedbackHtml).toBe(
      'The domain is what they care about.',
    );
    expect(explain(aShortText(), 'tea', 'chosen').answerFeedbackHtml).toBe('Look at what they do together.');
    expect(explain(aNumeric(), '9,4', 'chosen').answerFeedbackHtml).toBe('That is Sweden.');
    expect(explain(aNumeric(), '7', 'chosen').answerFeedbackHtml).toBe('Look at the numbers again.');
    expect(explain(aNumeric(), '25', 'chosen').answerFeedbackHtml).toBeNull();
  });

  it('never tells what is right and was not chosen, whatever was answered', () => {
    const any = fc.constantFrom(...aQuestionOfEachType());
    fc.assert(
      fc.property(
        any.chain((question) => fc.tuple(fc.constant(question), answersTo(question))),
        ([question, { value }]) => {
          const feedback = explain(question, value, 'chosen');
          expect(feedback).toMatchObject({ rightText: null, explanationHtml: null });
          for (const part of feedback.parts) {
            expect(part).toMatchObject({ right: null, rightHtml: null });
            if (!part.chosen) expect(part.feedbackHtml).toBeNull();
          }
        },
      ),
    );
  });
});

describe('feedback after passing or the last attempt', () => {
  it('shows the right answers and explains them', () => {
    expect(partOf(explain(aSingleChoice(), 'a', 'full'), 'b')).toMatchObject({
      ...{ correct: true, right: 'yes', feedbackHtml: 'Why b is right.' },
    });
    expect(partOf(explain(aTrueFalse(), 'true', 'full'), 'false')).toMatchObject({ right: 'yes' });
    expect(partOf(explain(aMatching(), { left2: 'right3' }, 'full'), 'left2')).toMatchObject({
      ...{ givenHtml: 'Right 3', rightHtml: 'Right 2', feedbackHtml: 'Left 2 belongs to right 2.' },
    });
    expect(partOf(explain(anOrdering(), null, 'full'), 'try')).toMatchObject({ right: '2', given: null });
    expect(partOf(explain(aCloze(), null, 'full'), 'side')).toMatchObject({ rightHtml: 'Option future' });
    expect(explain(aShortText(), null, 'full').rightText).toBe('practice / shared practice');
    expect(explain(aNumeric(), null, 'full').rightText).toBe('25 hours');
    expect(explain(aNumeric(), null, 'full').explanationHtml).toBe('<p>The first lesson says so.</p>');
  });

  it.each(aQuestionOfEachType())('finds the right answer right and none unanswered ($type)', (question) => {
    expect(explain(question, rightAnswerTo(question).value, 'full')).toMatchObject({
      ...{ verdict: 'right', lessonId: null, share: 1 },
    });
    expect(explain(question, null, 'full').verdict).toBe('unanswered');
    expect(['wrong', 'unanswered']).toContain(
      explain(question, wrongAnswerTo(question).value, 'full').verdict,
    );
  });
});

describe('the result of an attempt', () => {
  let classroom: Classroom;
  beforeAll(async () => {
    classroom = await openClassroom({ attemptsAllowed: 2 });
  });
  afterAll(() => classroom.close());

  it('opens up with the last attempt, also for those before', async () => {
    const ana = aTrainee('ana');
    const first = await sit(classroom, ana, 2);
    const levelOf = async (attemptId: typeof first) =>
      (await getAttemptResult(classroom.deps, { attemptId, viewer: ana })).feedbackLevel;
    expect(await levelOf(first)).toBe('chosen');
    const { id } = await start(classroom, ana);
    expect([await levelOf(first), await levelOf(id)]).toEqual(['chosen', 'none']);
    const last = await sit(classroom, ana, 3);
    expect([await levelOf(first), await levelOf(last)]).toEqual(['full', 'full']);
  });

  it('says how each outcome went, and which lessons to reread', async () => {
    const bela = aTrainee('bela');
    const attemptId = await sit(classroom, bela, 8);
    const { outcomes } = await getAttemptResult(classroom.deps, { attemptId, viewer: bela });
    expect(outcomes).toEqual([
      { outcomeId: 'groups-classify', questions: 4, share: 1, lessonIds: [] },
      { outcomeId: 'groups-define', questions: 4, share: 1, lessonIds: [] },
    ]);
    const poor = await sit(classroom, aTrainee('cara'), 0);
    const result = await getAttemptResult(classroom.deps, { attemptId: poor, viewer: aTrainee('cara') });
    expect(result.outcomes.map(({ lessonIds }) => lessonIds)).toEqual([['first-steps'], ['first-steps']]);
  });
});
