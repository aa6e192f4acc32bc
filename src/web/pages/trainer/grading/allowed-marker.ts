import { MarkTokenInvalid, readMarkToken } from '../../../../assessment/index.ts';
import { can } from '../../../../people/index.ts';
import type { WebDeps } from '../../../deps.ts';

/**
 * The token of a page says who marks, and not whether they still may: who has left the cohort or grades there no more
 * changes no mark, however long their page stays open. One store operation. @throws MarkTokenInvalid
 */
export async function refuseFormerMarker({ assessment, people }: WebDeps, token: string): Promise<void> {
  const { by, cohortId } = readMarkToken(assessment.tokenKey, token, assessment.clock());
  const enrolment = await people.findEnrolmentById(by.enrolmentId);
  const mayGrade =
    enrolment?.cohortId === cohortId && enrolment.state === 'active' && can(enrolment.role, 'grade');
  if (!mayGrade) throw new MarkTokenInvalid('A mark token of somebody who grades here no more');
}
