import type { TaskStandings } from '../../../src/assessment/index.ts';
import type { CohortDates } from '../../../src/cohorts/index.ts';
import { aCurriculum } from '../../support/curriculum.ts';
import { viewModel } from '../../../src/web/pages/learner/home.ts';
import { aProgress, home, language, now, someDates, t, trainee, where, withTask } from './scene.ts';

function homeOf(
  progress = aProgress(),
  changes: {
    lastPlace?: string;
    inOrder?: boolean;
    tasks?: TaskStandings;
    dates?: CohortDates['activities'];
  } = {},
) {
  return viewModel({
    curriculum: aCurriculum(),
    progress,
    tasks: changes.tasks ?? {},
    visit: trainee,
    inOrder: changes.inOrder ?? false,
    lastPlace: changes.lastPlace ?? null,
    dates: someDates(changes.dates),
    now,
    ...{ where, t, language },
  });
}

describe('the path', () => {
  it('names the next step with its time and leads there', () => {
    expect(homeOf().next).toEqual({
      sentence: 'Next: read “First steps” (10 min).',
      action: 'Read the lesson',
      href: `${home}/lessons/first-steps`,
    });
  });

  it('says so where the trainee only goes on', () => {
    const { next } = homeOf(aProgress(), { lastPlace: '/lessons/second-steps' });
    expect(next.sentence).toBe('Go on where you were: “Second steps” (10 min).');
  });

  it('opens the module of the next step and marks the step in it', () => {
    const [groups, profile] = homeOf().modules;
    expect(groups?.isOpen).toBe(true);
    expect(profile?.isOpen).toBe(false);
    expect(groups?.activities.filter(({ isNext }) => isNext).map(({ title }) => title)).toEqual([
      'First steps',
    ]);
  });

  it('says in words how far every activity is', () => {
    const progress = aProgress({ done: ['first-steps'], standing: { bestShare: 0.699, attemptsUsed: 1 } });
    const [groups] = homeOf(progress).modules;
    expect(groups?.stateText).toBe('1 of 2 lessons done');
    expect(groups?.activities.map(({ title, stateText }) => [title, stateText])).toEqual([
      ['First steps', 'Done'],
      ['Second steps', 'Not done yet'],
      ['Exchange with other trainees', ''],
      ['Quiz on groups', 'Not passed yet, 69%'],
      ['Analyse a group', 'Not handed in yet'],
    ]);
  });

  it('shows a module that is still to come with what it leads to', () => {
    const [, profile] = homeOf().modules;
    expect(profile).toMatchObject({
      isComing: true,
      stateText: 'Coming',
      outcomes: ['Diagnose a community.'],
      activities: [],
    });
  });

  it('says how the task stands, and that something is new', () => {
    const done = aProgress({ done: ['first-steps', 'second-steps'], standing: { passed: true } });
    const lineOf = (tasks: TaskStandings) => {
      const [groups] = homeOf(done, { tasks }).modules;
      return [groups?.stateText, groups?.activities.at(-1)?.stateText, groups?.isDone];
    };
    expect(lineOf(withTask({ state: 'waiting', version: 1 }))).toEqual([
      ...['The task waits for its grade', 'Handed in, waits for its grade'],
      false,
    ]);
    expect(lineOf(withTask({ state: 'revise', version: 1, share: 0.62, hasNews: true }))).toEqual([
      ...['The task is to be revised', 'To revise, 62% · New'],
      false,
    ]);
    expect(lineOf(withTask({ state: 'passed', version: 2, share: 0.85 }))).toEqual([
      ...['Done', 'Passed, 85%'],
      true,
    ]);
  });

  it('locks nothing unless the cohort goes in order', () => {
    expect(homeOf().modules.every(({ isLocked }) => !isLocked)).toBe(true);
  });

  it('says in one sentence what the certificate still needs', () => {
    expect(homeOf().certificate.summary).toBe(
      'The certificate still needs 2 lessons, 1 quiz, 1 task, and 1 module that is still to come.',
    );
    const done = aProgress({ done: ['first-steps', 'second-steps'], standing: { bestShare: 0.7 } });
    expect(homeOf(done).certificate).toMatchObject({
      summary: 'The certificate still needs 1 task and 1 module that is still to come.',
      items: [
        { met: true, text: 'Lessons marked as done: 2 of 2' },
        { met: true, text: 'Quizzes passed with 70% or more in the best attempt: 1 of 1' },
        { met: false },
        { met: false },
      ],
    });
  });
});

describe('dates on the path', () => {
  const due = { opens: null, due: { kind: 'date', date: '2026-03-01' }, last: null } as const;
  const ahead = { ...due, opens: { kind: 'date', date: '2026-03-09' }, due: null } as const;

  it('stand beside what is still to be done', () => {
    const { modules, datesHref } = homeOf(aProgress(), {
      dates: { 'quiz:groups-quiz': due, 'task:groups-task': ahead },
    });
    const dates = modules[0]?.activities.flatMap((activity) => activity.dates ?? []) ?? [];
    expect(dates.map(({ shortText, state }) => [shortText, state])).toEqual([
      ['was due Sun, 1 Mar 2026', 'late'],
      ['opens Mon, 9 Mar 2026', 'ahead'],
    ]);
    expect(datesHref).toBe(`${home}/dates`);
  });

  it('are not asked for where nothing is set', () => {
    expect(homeOf().modules[0]?.activities.every(({ dates }) => dates === null)).toBe(true);
    expect(homeOf().datesHref).toBeNull();
  });
});
