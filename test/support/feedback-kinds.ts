import { beginReview, submitReview } from '../../src/assessment/index.ts';
import { findTask } from '../../src/curriculum/index.ts';
import { asId } from '../../src/shared/index.ts';
import { links, type School } from './school.ts';
import { actorOf, taskWork, type TaskWork } from './task-work.ts';

const taskId = 'm4-task';

/**
 * Eleni hands in the task with peer review, gets it back with comments in place, and hands in again; Tiago, who hands in
 * too, reviews it. The answer is the paths of the pages that show it, below the cohort's home.
 */
export async function feedbackPaths(school: School): Promise<{
  readonly trainee: readonly (readonly [string, string])[];
  readonly trainer: readonly (readonly [string, string])[];
}> {
  const work = taskWork(school);
  await school.open('tiago', links.whole);
  const id = await work.handIn('Eleni', taskId, 'notice');
  await work.grade('Sofia', id, {
    ...{
      level: 1,
      overall: 'You say well what you planned.',
      todo: 'Show with one case who took part, and how.',
    },
    changes: [
      aComment('c1', {
        text: 'Say who saw it.',
        quote: 'We notice',
        fieldId: 'choice',
        criterionId: 'process',
      }),
      aComment('c2', { text: 'This is gone.', quote: 'nowhere', fieldId: 'widening', criterionId: null }),
    ],
  });
  await work.handIn('Eleni', taskId, 'report');
  await work.handIn('Tiago', taskId, 'listen');
  await review(work, school, ['Tiago', 'Tiago']);
  const [practice, open] = await review(work, school, ['Eleni', null]);
  const at = `/tasks/${taskId}`;
  return {
    trainee: [
      ['version-graded', `${at}/versions/1`],
      ['version-changes', `${at}/versions/2?with=1`],
      ['version-waiting', `${at}/versions/2`],
      ['reviews', `${at}/reviews`],
      ['review-practice', `${at}/reviews/${practice}?done=practice`],
      ['review-open', `${at}/reviews/${open}?missing=1`],
    ],
    trainer: [['trainer-reviews', `/tasks/${taskId}/reviews`]],
  };
}

interface Wanted {
  readonly text: string;
  readonly quote: string;
  readonly fieldId: string;
  readonly criterionId: string | null;
}

function aComment(id: string, { text, quote, fieldId, criterionId }: Wanted) {
  const passage = { fieldId, rowId: null, innerId: null, start: 0, end: quote.length, quote };
  const anchor = { kind: 'passage', ...passage } as const;
  return { kind: 'comment', id: asId<'comment'>(id), criterionId, text, anchor } as const;
}

/** Begins one review after the other as each of these people, and hands in all but one that nobody is named for. */
async function review(work: TaskWork, school: School, names: readonly (string | null)[]): Promise<string[]> {
  const enrolment = await work.enrolmentOf(names[0] ?? '');
  const reviewer = actorOf(enrolment);
  const place = { cohortId: enrolment.cohortId, taskId, enrolmentId: enrolment.id };
  const ids: string[] = [];
  for (const name of names) {
    const findsDetails = (): Promise<boolean> => Promise.resolve(false);
    const begun = await beginReview(work.deps, { ...place, reviewer, takesSample: true, findsDetails });
    if (!begun) throw new Error('There is nothing to review');
    ids.push(begun.id);
    if (name !== null)
      await submitReview(work.deps, { ...place, reviewId: begun.id, changes: changesOf(school) });
  }
  return ids;
}

function changesOf({ curriculum }: School) {
  const criteria = findTask(curriculum, taskId)?.criteria ?? [];
  const levels = criteria.map(({ id }, index) => ({
    field: `level.${id}`,
    before: '',
    value: String(2 + (index % 3)),
  }));
  const comments = criteria.map(({ id }) => ({
    ...{ field: `comment.${id}`, before: '' },
    value: 'The table of steps shows it, above all the free time at the end.',
  }));
  const overall = 'I could lead this session from your plan. Try to let the quiet ones begin.';
  return [...levels, ...comments, { field: 'overall', before: '', value: overall }];
}
