import { findLesson } from '../curriculum/index.ts';
import type { LearningDeps } from './deps.ts';
import { LessonUnknown } from './errors.ts';
import type { Participant } from './model.ts';

/**
 * The trainee's own mark that a lesson is done, or no longer. Repeating it changes nothing, but brings the progress
 * summary up to date should a crash have left it behind. Two store operations, or three. @throws LessonUnknown
 */
export async function markLesson(
  { records, curriculum, clock }: LearningDeps,
  command: { readonly participant: Participant; readonly lessonId: string; readonly done: boolean },
): Promise<void> {
  const { participant, lessonId, done } = command;
  if (!findLesson(curriculum(), lessonId)) throw new LessonUnknown(`There is no lesson ${lessonId}`);
  const now = clock();
  const { enrolmentId, cohortId } = participant;
  const changed = await records.lessons.mark({ enrolmentId, cohortId, lessonId, doneAt: done ? now : null });
  const marks = changed ?? (await records.lessons.find(enrolmentId));
  if (marks) await records.progress.noteLessons(marks, now);
}
