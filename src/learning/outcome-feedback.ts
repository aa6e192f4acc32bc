import type { OutcomeFeedback, QuestionFeedback } from './model.ts';

/** How an attempt went, outcome by outcome, in the order of the blueprint; dropped questions are left out. */
export function outcomeFeedback(
  outcomeIds: readonly string[],
  questions: readonly QuestionFeedback[],
): OutcomeFeedback[] {
  const shownIds = questions.map(({ question }) => question.outcomeId);
  return [...new Set([...outcomeIds, ...shownIds])].flatMap((outcomeId) => {
    const own = questions.filter(
      ({ question, verdict }) => question.outcomeId === outcomeId && verdict !== 'dropped',
    );
    if (own.length === 0) return [];
    const share = own.reduce((sum, question) => sum + question.share, 0) / own.length;
    const lessonIds = [...new Set(own.flatMap(({ lessonId }) => lessonId ?? []))];
    return [{ outcomeId, questions: own.length, share, lessonIds }];
  });
}
