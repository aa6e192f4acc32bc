import {
  findPendingTaskResults,
  listTaskResultParts,
  markTaskResultRelayed,
  type AssessmentDeps,
  type PendingTaskResult,
} from '../assessment/index.ts';
import { maxPointsOf, type Curriculum } from '../curriculum/index.ts';
import {
  findPendingResults,
  listResultParts,
  markRelayed,
  type LearningDeps,
  type PendingResult,
} from '../learning/index.ts';
import type { ChangedResult, ChangeSource, LtiServicesDeps } from '../lti/index.ts';
import { combineResults, type ActivityRef, type EnrolmentId, type Result } from '../shared/index.ts';
import { scoreComment, type CommentDeps } from './score-comment.ts';

export interface ResultDeps {
  readonly learning: LearningDeps;
  readonly assessment: AssessmentDeps;
  readonly curriculum: () => Curriculum;
}

/** What scores are made from: changes in quizzes and tasks, and the result that counts now with a word beside it. */
export function resultsOf(deps: ResultDeps, commenting: CommentDeps): LtiServicesDeps['results'] {
  return {
    changes: [quizChanges(deps), taskChanges(deps)],
    async resultFor(enrolmentId, ref) {
      const result = await resultFor(deps, enrolmentId, ref);
      return result && { ...result, comment: await scoreComment(commenting, enrolmentId, { ref, result }) };
    },
  };
}

/**
 * The result that counts, of a quiz or task in its points; of a module or the curriculum the share of points earned over
 * its quizzes and tasks, in per cent, where what is not yet graded has earned none. Null where nothing was begun.
 */
async function resultFor(
  { learning, assessment, curriculum }: ResultDeps,
  enrolmentId: EnrolmentId,
  ref: ActivityRef,
): Promise<Result | null> {
  const maxPoints = maxPointsOf(curriculum(), ref);
  if (maxPoints === null) return null;
  const [quizzes, tasks] = await Promise.all([
    listResultParts(learning, enrolmentId, ref),
    listTaskResultParts(assessment, enrolmentId, ref),
  ]);
  return combineResults([...quizzes, ...tasks], maxPoints);
}

type QuizChange = ChangedResult & PendingResult;

function quizChanges({ learning }: ResultDeps): ChangeSource<QuizChange> {
  return {
    name: 'changed results of quizzes',
    async findPending(limit) {
      const found = await findPendingResults(learning, limit);
      return found.map((pending) => ({
        ...pending,
        enrolmentIds: [pending.enrolmentId],
        activity: { kind: 'quiz', id: pending.quizId },
      }));
    },
    markRelayed: (change) => markRelayed(learning, change),
  };
}

type TaskChange = ChangedResult & PendingTaskResult;

function taskChanges({ assessment }: ResultDeps): ChangeSource<TaskChange> {
  return {
    name: 'changed results of tasks',
    async findPending(limit) {
      const found = await findPendingTaskResults(assessment, limit);
      return found.map((pending) => ({ ...pending, activity: { kind: 'task', id: pending.taskId } }));
    },
    markRelayed: (change) => markTaskResultRelayed(assessment, change),
  };
}
