import type { Demo } from '../deps.ts';
import { getLineItem, type Place } from './line-items.ts';

/** What a column holds, one entry per person with a grade. */
export async function listResults(
  demo: Demo,
  place: Place,
  lineItemId: string,
  subject: string | undefined,
): Promise<readonly object[]> {
  const item = await getLineItem(demo, place, lineItemId);
  const filter = { lineItemId, ...(subject === undefined ? {} : { subject }) };
  const grades = await demo.records.grades.find(filter).sort({ _id: 1 }).lean();
  const { addresses } = demo;
  return grades.map((grade) => ({
    id: addresses.results(item, grade.subject),
    scoreOf: addresses.lineItem(item),
    userId: grade.subject,
    ...(grade.score === null ? {} : { resultScore: grade.score }),
    resultMaximum: item.scoreMaximum,
    ...(grade.comment === null ? {} : { comment: grade.comment }),
    timestamp: new Date(grade.second * 1000).toISOString(),
  }));
}
