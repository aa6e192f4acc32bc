import {
  aCloze,
  aCurriculum,
  aMatching,
  aMultipleResponse,
  aNumeric,
  anOrdering,
} from '../../support/curriculum.ts';
import type { AttemptResult, PartFeedback, QuestionFeedback } from '../../../src/learning/index.ts';
import { viewModel, type ResultInput } from '../../../src/web/pages/learner/result.ts';
import { anAttempt, aStanding, home, language, t, trainee, where } from './scene.ts';
import { asId } from '../../../src/shared/index.ts';

const part: PartFeedback = {
  ...{ id: 'a', html: 'Option a', chosen: false, given: null, givenHtml: null },
  ...{ correct: null, right: null, rightHtml: null, feedbackHtml: null },
};

function feedback(changes: Partial<QuestionFeedback>): QuestionFeedback {
  return {
    number: 1,
    question: aMultipleResponse(),
    answer: null,
    share: 0,
    verdict: 'wrong',
    parts: [],
    answerFeedbackHtml: null,
    rightText: null,
    explanationHtml: null,
    lessonId: 'first-steps',
    ...changes,
  };
}

function aResult(changes: Partial<AttemptResult> = {}): AttemptResult {
  return {
    ...{ ...anAttempt, enrolmentId: asId('ana'), quizId: 'groups-quiz', state: 'submitted', preview: false },
    ...{ startedAt: new Date(), submittedAt: new Date(), endedBy: 'trainee', passed: false, passMark: 0.7 },
    score: { share: 0.699, points: 69.9, maxPoints: 100 },
    feedbackLevel: 'chosen',
    questions: [],
    outcomes: [{ outcomeId: 'groups-classify', questions: 4, share: 0.5, lessonIds: ['first-steps'] }],
    standing: aStanding({ bestShare: 0.699, bestAttemptId: anAttempt.id, attemptsUsed: 1, attemptsLeft: 2 }),
    changes: [],
    ...changes,
  };
}

function pageOf(result: AttemptResult, changes: Partial<ResultInput> = {}) {
  const curriculum = aCurriculum();
  return viewModel({
    ...{ curriculum, result, notices: {}, visit: trainee, where, t, language },
    ...changes,
  });
}

function explained(entry: Partial<QuestionFeedback>, level: AttemptResult['feedbackLevel'] = 'chosen') {
  const [question] = pageOf(aResult({ feedbackLevel: level, questions: [feedback(entry)] })).questions;
  if (!question) throw new Error('The page shows no question');
  return question;
}

describe('a result', () => {
  it('is never rounded up to the pass mark', () => {
    expect(pageOf(aResult()).heading).toBe('Not passed yet: 69%');
  });

  it('says what the score means and how it goes on', () => {
    expect(pageOf(aResult()).sentences).toEqual([
      'You pass with 70%.',
      'This attempt is your best so far. It counts.',
      'You have 2 attempts left.',
    ]);
  });

  it('names the best attempt when another one counts', () => {
    const standing = aStanding({ bestShare: 0.9, bestAttemptId: asId('attempt-0'), passed: true });
    const { sentences } = pageOf(aResult({ standing }));
    expect(sentences).toContain('Your best attempt counts: 90%.');
  });

  it('says whom to ask after the last attempt', () => {
    const standing = aStanding({ attemptsUsed: 3, attemptsLeft: 0, bestAttemptId: anAttempt.id });
    const page = pageOf(aResult({ standing }));
    expect(page.sentences.at(-1)).toBe(
      'You have used all your attempts. Your trainer can give you another one.',
    );
    expect(page.startHref).toBeNull();
  });

  it('says that the time was over', () => {
    expect(pageOf(aResult({ endedBy: 'time' })).sentences[0]).toMatch(/^The time was over/);
  });

  it('counts nowhere when it was a trial run', () => {
    const page = pageOf(aResult({ preview: true }));
    expect(page.sentences).toEqual(['This was a trial run. It counts nowhere and was sent nowhere.']);
    expect(page.attempts).toEqual([]);
  });

  it('names for every outcome the share and the lessons to read again', () => {
    expect(pageOf(aResult()).outcomes).toEqual([
      {
        text: 'Classify a group.',
        share: 0.5,
        questionsText: '4 questions',
        isRight: false,
        lessons: [{ title: 'First steps', href: `${home}/lessons/first-steps` }],
      },
    ]);
  });
});

describe('feedback on a question', () => {
  it('tells of a chosen option whether it is right, and nothing of the others', () => {
    const chosen = { ...part, chosen: true, correct: false, feedbackHtml: 'Why a is wrong.' };
    const { parts, reread } = explained({ parts: [chosen, { ...part, id: 'b', html: 'Option b' }] });
    expect(parts).toMatchObject([
      { stateText: 'Your choice, not right', tone: 'wrong', feedbackHtml: 'Why a is wrong.' },
      { stateText: null, icon: null, tone: 'plain', feedbackHtml: null },
    ]);
    expect(reread?.title).toBe('First steps');
  });

  it('marks a right option that was not chosen once the answers may show', () => {
    const missed = { ...part, correct: true, right: 'yes', feedbackHtml: 'Why a is right.' };
    expect(explained({ parts: [missed] }, 'full').parts).toMatchObject([
      { stateText: 'Also right, not chosen', tone: 'ok' },
    ]);
  });

  it('shows what a pair was given, and the right side only where it may be told', () => {
    const question = aMatching() as unknown as QuestionFeedback['question'];
    const wrong = { ...part, chosen: true, given: 'x', givenHtml: 'Right 2', correct: false };
    expect(explained({ question, parts: [wrong] }).parts).toMatchObject([
      { givenHtml: 'Right 2', stateText: 'Not right', rightHtml: null },
    ]);
    expect(explained({ question, parts: [{ ...wrong, rightHtml: 'Right 1' }] }, 'full').parts).toMatchObject([
      { rightHtml: 'Right 1' },
    ]);
  });

  it('lists lines in the order that was given', () => {
    const question = anOrdering() as unknown as QuestionFeedback['question'];
    const line = (html: string, given: string | null) => ({ ...part, html, chosen: given !== null, given });
    const { parts } = explained({
      question,
      parts: [line('try', null), line('lead', '2'), line('watch', '1')],
    });
    expect(parts.map(({ html, givenText }) => [html, givenText])).toEqual([
      ['watch', 'place 1'],
      ['lead', 'place 2'],
      ['try', 'no place given'],
    ]);
  });

  it('repeats a text with gaps and what was put into them', () => {
    const question = aCloze() as unknown as QuestionFeedback['question'];
    const parts = [
      { ...part, id: 'side', html: '', chosen: true, given: 'past', givenHtml: 'past', correct: false },
      { ...part, id: 'also', html: '' },
    ];
    const { cloze, parts: gaps } = explained({ question, parts });
    expect(cloze?.map(({ gap }) => gap)).toEqual([
      null,
      { number: 1, givenHtml: 'past' },
      null,
      { number: 2, givenHtml: null },
      null,
    ]);
    expect(gaps.map(({ html, givenText }) => [html, givenText])).toEqual([
      ['Gap 1', null],
      ['Gap 2', 'no answer'],
    ]);
  });

  it('repeats what was typed, and says so when it was nothing', () => {
    const question = aNumeric() as unknown as QuestionFeedback['question'];
    expect(explained({ question, answer: { type: 'numeric', value: '7' } }).answerText).toBe('7');
    expect(explained({ question, verdict: 'unanswered' }).answerText).toBe('no answer');
  });
});
