import type { Progress } from './model.ts';

/** What the rule for the certificate looks at, as far as this room knows it. Shares are those of the best attempts. */
export function evidenceOf({ lessons, quizzes }: Pick<Progress, 'lessons' | 'quizzes'>): {
  readonly lessonsDone: readonly string[];
  readonly quizShares: Readonly<Record<string, number>>;
} {
  const shares = Object.values(quizzes).flatMap(({ quizId, bestShare }) =>
    bestShare === null ? [] : [[quizId, bestShare] as const],
  );
  return { lessonsDone: Object.keys(lessons), quizShares: Object.fromEntries(shares) };
}
