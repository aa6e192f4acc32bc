/** What the view models of the trainee's pages are made from in these tests. */
import { datesOf, type CohortDates, type PersonalDates } from '../../../src/cohorts/index.ts';
import { join } from 'node:path';
import type { TaskStanding, TaskStandings } from '../../../src/assessment/index.ts';
import type { Progress, QuizStanding } from '../../../src/learning/index.ts';
import type { Visit } from '../../../src/web/pages/learner/participant.ts';
import type { Where } from '../../../src/web/paths.ts';
import { loadTexts } from '../../../src/web/texts.ts';
import { asId } from '../../../src/shared/index.ts';

const texts = loadTexts(join(import.meta.dirname, '../../../src/web/locales'));

export const t = texts.inLanguage('en');
export const language = 'en';
export const where: Where = { cohort: asId('spring'), placement: asId('link') };
export const home = '/c/spring/link';

export const trainee: Visit = { learns: true, previews: false, readsOnly: false, takesQuizzes: true };
export const trainer: Visit = { learns: false, previews: true, readsOnly: false, takesQuizzes: true };
export const guest: Visit = { learns: false, previews: false, readsOnly: true, takesQuizzes: false };

export function aStanding(changes: Partial<QuizStanding> = {}): QuizStanding {
  return {
    quizId: 'groups-quiz',
    state: 'not-started',
    bestShare: null,
    bestAttemptId: null,
    passed: false,
    attemptsUsed: 0,
    attemptsAllowed: 3,
    attemptsLeft: 3,
    openAttemptId: null,
    lastActivityAt: null,
    attempts: [],
    timeLimitMinutes: null,
    ...changes,
  };
}

export function aProgress({
  done = [],
  standing = {},
}: { done?: readonly string[]; standing?: Partial<QuizStanding> } = {}): Progress {
  return {
    enrolmentId: asId('ana'),
    cohortId: asId('spring'),
    lessons: Object.fromEntries(done.map((id) => [id, new Date('2026-03-01T10:00:00Z')])),
    quizzes: { 'groups-quiz': aStanding(standing) },
    grants: [],
    lastActivityAt: null,
  };
}

export const anAttempt = { id: asId<'attempt'>('attempt-1'), number: 1 };

/** Where someone stands with the task of the fixture. */
export function withTask(changes: Partial<TaskStanding>): TaskStandings {
  return {
    'groups-task': {
      submissionId: asId('ana.groups-task'),
      ...{ taskId: 'groups-task', state: 'draft', submittedAt: null, late: false, version: 0 },
      ...{ waitingSince: null, decision: null, share: null, levels: null, proposed: null, decidedAt: null },
      ...{ reviewsGiven: 0, hasNews: false },
      ...changes,
    },
  };
}

/** When pages of the scene are looked at. */
export const now = new Date('2026-03-02T09:00:00Z');

/** Dates of quizzes and tasks by formatted ref, in a cohort that ends at last dates. */
export function someDates(activities: CohortDates['activities'] = {}): PersonalDates {
  const empty = { dayOne: null, extensions: [], changes: [], revision: 1 };
  const frame = { timeZone: 'Europe/Ljubljana', lateRule: 'until-last' } as const;
  return datesOf({ cohortId: where.cohort, ...frame, activities, ...empty }, null);
}
