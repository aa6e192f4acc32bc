import type { CohortId } from '../shared/index.ts';
import type { LearningDeps } from './deps.ts';
import { ReportNotFound } from './errors.ts';
import type { Actor, ProblemReport, ReportId } from './model.ts';

/** Problems reported by trainees of the cohort, newest first. One store operation. */
export function listReports(
  { records }: LearningDeps,
  place: { readonly cohortId: CohortId; readonly quizId?: string },
): Promise<ProblemReport[]> {
  return records.reports.list(place);
}

/** A trainer has dealt with a report. @throws ReportNotFound */
export async function settleReport(
  { records, clock }: LearningDeps,
  {
    cohortId,
    reportId,
    by,
  }: { readonly cohortId: CohortId; readonly reportId: ReportId; readonly by: Actor },
): Promise<void> {
  const isFound = await records.reports.settle(cohortId, reportId, { by, at: clock() });
  if (!isFound) throw new ReportNotFound('The cohort has no such report');
}
