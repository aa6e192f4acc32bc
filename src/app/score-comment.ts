import { findLatestRelease, type AssessmentDeps } from '../assessment/index.ts';
import { findQuiz, type Curriculum } from '../curriculum/index.ts';
import type { PeopleRecords } from '../people/index.ts';
import type { ActivityRef, EnrolmentId, Result } from '../shared/index.ts';
import { asLanguage, type Texts, type Translate } from '../web/index.ts';

export interface CommentDeps {
  readonly people: Pick<PeopleRecords, 'findEnrolmentById' | 'findPerson'>;
  readonly assessment: Pick<AssessmentDeps, 'records'>;
  readonly curriculum: () => Curriculum;
  readonly texts: Texts;
}

/** Characters of a marker's words; a gradebook has little room, and the whole stands in the tool. */
const longestFeedback = 1_000;

/**
 * What stands beside a score in the LMS's gradebook, in the trainee's own language: whether the quiz is passed and from
 * where on it is; how a task was decided and what the marker says; for a module or the curriculum, what the number is a
 * share of. Null while nothing counts.
 */
export async function scoreComment(
  deps: CommentDeps,
  enrolmentId: EnrolmentId,
  { ref, result }: { readonly ref: ActivityRef; readonly result: Result },
): Promise<string | null> {
  if (result.points === null || result.share === null) return null;
  const t = await textsOf(deps, enrolmentId);
  switch (ref.kind) {
    case 'quiz': {
      const passMark = findQuiz(deps.curriculum(), ref.id)?.passMark ?? 0;
      const percent = Math.round(passMark * 100);
      const isPassed = result.share >= passMark - 1e-9;
      return t(isPassed ? 'learning:score.passed' : 'learning:score.notPassed', { percent });
    }
    case 'task':
      return taskComment(deps, enrolmentId, { taskId: ref.id, t });
    case 'module':
    case 'curriculum':
    case 'lesson':
    case 'cohort':
      return t('learning:score.share');
  }
}

async function textsOf({ people, texts }: CommentDeps, enrolmentId: EnrolmentId): Promise<Translate> {
  const enrolment = await people.findEnrolmentById(enrolmentId);
  const person = enrolment && (await people.findPerson(enrolment.issuer, enrolment.subject));
  return texts.inLanguage(asLanguage(person?.locale) ?? 'en');
}

/** The decision in words, then what to do for a revision, then the overall comment. */
async function taskComment(
  { assessment }: CommentDeps,
  enrolmentId: EnrolmentId,
  { taskId, t }: { readonly taskId: string; readonly t: Translate },
): Promise<string | null> {
  const release = await findLatestRelease(assessment, enrolmentId, taskId);
  if (!release) return null;
  const said = [release.decision === 'revise' ? release.todo : '', release.overall];
  const words = said.map((text) => text.trim()).filter((text) => text !== '');
  const feedback = words.join('\n\n');
  const shown = feedback.length > longestFeedback ? `${feedback.slice(0, longestFeedback)}…` : feedback;
  return [t(`learning:score.task.${release.decision}`), shown].filter((part) => part !== '').join('\n\n');
}
