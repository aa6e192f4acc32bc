import type { Curriculum, Quiz } from '../curriculum/index.ts';
import type { CohortId, EnrolmentId } from '../shared/index.ts';
import type { LearningDeps } from './deps.ts';
import type { Progress, QuizStanding } from './model.ts';
import type { ProgressSummary } from './progress.records.ts';
import { grantsFor, quizStanding } from './quiz-standing.ts';
import { rebuildOne } from './rebuild-progress.ts';

/** Progress of one person: lessons done and every quiz's standing. One store operation (more at the first visit). */
export async function getProgress(
  deps: LearningDeps,
  place: { readonly enrolmentId: EnrolmentId; readonly cohortId: CohortId },
): Promise<Progress> {
  const stored = await deps.records.progress.find(place.enrolmentId);
  const summary = stored?.isWhole ? stored : await rebuildOne(deps, place);
  return toProgress(deps.curriculum(), summary);
}

/** A summary as the curriculum of today sees it. */
export function toProgress(curriculum: Curriculum, summary: ProgressSummary): Progress {
  const { enrolmentId, cohortId, lessons, grants, lastActivityAt } = summary;
  const quizzes = listQuizzes(curriculum).map((quiz) => [quiz.id, standingIn(summary, quiz)] as const);
  return { enrolmentId, cohortId, lessons, quizzes: Object.fromEntries(quizzes), grants, lastActivityAt };
}

export function listQuizzes(curriculum: Curriculum): Quiz[] {
  return curriculum.modules.flatMap(({ quiz }) => quiz ?? []);
}

function standingIn({ enrolmentId, quizzes, grants }: ProgressSummary, quiz: Quiz): QuizStanding {
  const attempts = Object.hasOwn(quizzes, quiz.id) ? (quizzes[quiz.id]?.attempts ?? []) : [];
  return quizStanding(quiz, attempts, grantsFor(grants, quiz.id, enrolmentId));
}
