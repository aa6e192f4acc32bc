import { findQuiz, type Curriculum } from '../curriculum/index.ts';
import type { Result } from '../learning/index.ts';
import type { PeopleRecords } from '../people/index.ts';
import type { ActivityRef, EnrolmentId } from '../shared/index.ts';
import { asLanguage, type Texts } from '../web/index.ts';

export interface CommentDeps {
  readonly people: Pick<PeopleRecords, 'findEnrolmentById' | 'findPerson'>;
  readonly curriculum: () => Curriculum;
  readonly texts: Texts;
}

/**
 * What stands beside a score in the LMS's gradebook, in the trainee's own language: whether the quiz is passed and from
 * where on it is; for a module or the curriculum, what the number is a share of. Null while nothing counts.
 */
export async function scoreComment(
  { people, curriculum, texts }: CommentDeps,
  enrolmentId: EnrolmentId,
  { ref, result }: { readonly ref: ActivityRef; readonly result: Result },
): Promise<string | null> {
  if (result.points === null || result.share === null) return null;
  const enrolment = await people.findEnrolmentById(enrolmentId);
  const person = enrolment && (await people.findPerson(enrolment.issuer, enrolment.subject));
  const t = texts.inLanguage(asLanguage(person?.locale) ?? 'en');
  if (ref.kind !== 'quiz') return t('learning:score.share');
  const passMark = findQuiz(curriculum(), ref.id)?.passMark ?? 0;
  const percent = Math.round(passMark * 100);
  return t(result.share >= passMark - 1e-9 ? 'learning:score.passed' : 'learning:score.notPassed', {
    percent,
  });
}
