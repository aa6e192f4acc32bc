import { aCurriculum, aQuiz } from '../../support/curriculum.ts';
import { viewModel, type QuizInput } from '../../../src/web/pages/learner/quiz.ts';
import { asId } from '../../../src/shared/index.ts';
import type { ActivityRule } from '../../../src/cohorts/index.ts';
import { activityDatesModel } from '../../../src/web/pages/learner/dates/activity-dates.ts';
import {
  anAttempt,
  aStanding,
  guest,
  home,
  language,
  now,
  someDates,
  t,
  trainee,
  trainer,
  where,
} from './scene.ts';

function pageOf(changes: Partial<QuizInput> = {}) {
  return viewModel({
    ...{ curriculum: aCurriculum(), quiz: aQuiz(), standing: aStanding(), grants: [], isLocked: false },
    ...{ visit: trainee, where, t, language },
    dates: datesOf(),
    ...changes,
  });
}

function datesOf(rule: Partial<ActivityRule> = {}) {
  const dates = someDates({ 'quiz:q': { opens: null, due: null, last: null, ...rule } });
  return activityDatesModel(dates.of({ kind: 'quiz', id: 'q' }), {
    ...{ timeZone: dates.timeZone, now, t, language },
  });
}

const open = aStanding({
  state: 'in-progress',
  attemptsUsed: 1,
  attemptsLeft: 2,
  openAttemptId: anAttempt.id,
  attempts: [{ ...anAttempt, state: 'open', share: null, submittedAt: null }],
});

describe("a quiz's first page", () => {
  it('says what counts before anything begins', () => {
    const facts = Object.fromEntries(pageOf().facts.map(({ name, value }) => [name, value]));
    expect(facts).toEqual({
      Questions: '8',
      'Planned time': '45 minutes in all',
      'Time limit': 'None',
      'To pass': '70%',
      Attempts: '0 used, 3 left',
    });
  });

  it('has a button that names the attempt', () => {
    expect(pageOf()).toMatchObject({
      startText: 'Start attempt 1 of 3',
      startHref: `${home}/quizzes/groups-quiz/start`,
    });
    expect(pageOf({ standing: open }).startText).toBe('Go on with attempt 1');
  });

  it('announces a time limit before the start, as it will be after what was granted', () => {
    const page = pageOf({ standing: aStanding({ timeLimitMinutes: 40 }) });
    expect(page.timeLimitText).toMatch(/^You have 40 minutes from the moment you start/);
  });

  it('offers no attempt when all are used, and says whom to ask', () => {
    const page = pageOf({ standing: aStanding({ attemptsUsed: 3, attemptsLeft: 0 }) });
    expect(page).toMatchObject({ isUsedUp: true, startHref: null });
  });

  it('still leads back into the last attempt while it is open', () => {
    const page = pageOf({ standing: { ...open, attemptsLeft: 0 } });
    expect(page).toMatchObject({ isUsedUp: false, startText: 'Go on with attempt 1' });
    expect(page.startHref).not.toBeNull();
  });

  it('offers no attempt in a locked module, nor to someone who only reads along', () => {
    expect(pageOf({ isLocked: true }).startHref).toBeNull();
    expect(pageOf({ visit: guest }).startHref).toBeNull();
  });

  it('offers a trainer a look without attempts to count', () => {
    const page = pageOf({ visit: trainer, standing: null });
    expect(page.startText).toBe('Look at the quiz as a trainee');
    expect(page.facts.map(({ name }) => name)).not.toContain('Attempts');
  });

  it('leads to past attempts and says which counts', () => {
    const submittedAt = new Date('2026-03-01T10:00:00Z');
    const standing = aStanding({
      bestShare: 0.8,
      passed: true,
      bestAttemptId: anAttempt.id,
      attempts: [
        { ...anAttempt, state: 'submitted', share: 0.8, submittedAt },
        { id: asId('attempt-2'), number: 2, state: 'submitted', share: 0.5, submittedAt },
      ],
    });
    const { attempts, passedText } = pageOf({ standing });
    expect(passedText).toBe('Passed with 80% in your best attempt');
    expect(attempts.map(({ title, href, counts }) => [title, href, counts])).toEqual([
      ['Attempt 1', `${home}/attempts/attempt-1/result`, true],
      ['Attempt 2', `${home}/attempts/attempt-2/result`, false],
    ]);
  });

  it('shows what a trainer granted, with the reason', () => {
    const grant = {
      ...{ kind: 'extra-attempts' as const, attempts: 2, id: asId<'grant'>('g'), cohortId: where.cohort },
      ...{ quizId: 'groups-quiz', enrolmentIds: null, reason: 'The connection broke.' },
      by: { personId: asId<'person'>('m'), name: 'Marko' },
      at: new Date(),
    };
    expect(pageOf({ grants: [grant] }).grants).toMatchObject([
      { text: '2 more attempts', reason: 'The connection broke.', byName: 'Marko' },
    ]);
  });

  it('cannot be started before it opens and after it has closed, but looked at by trainers', () => {
    const ahead = datesOf({ opens: { kind: 'date', date: '2026-03-03' } });
    const closed = datesOf({ last: { kind: 'date', date: '2026-03-01' } });
    expect(ahead.state).toBe('ahead');
    expect(pageOf({ dates: ahead }).startHref).toBeNull();
    expect(closed.state).toBe('closed');
    expect(pageOf({ dates: closed }).startHref).toBeNull();
    expect(pageOf({ dates: ahead, visit: trainer }).startHref).not.toBeNull();
  });

  it('lets an attempt that is open go on', () => {
    const closed = datesOf({ last: { kind: 'date', date: '2026-03-01' } });
    expect(pageOf({ dates: closed, standing: open }).startHref).not.toBeNull();
  });
});
