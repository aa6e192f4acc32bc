import type { CohortId } from '../../shared/index.ts';
import type { AssessmentDeps } from '../deps.ts';
import { SubmissionUnknown } from '../errors.ts';
import type { Actor, Mark, Submission, Version } from '../model.ts';
import { rubricOf, type Rubric } from './change-graded.ts';
import { disagreementOf } from './disagreement.ts';
import type { GradingPlace, GradingSheet, MarkerState } from './grading-model.ts';
import { problemsOf, proposedOf } from './mark-problems.ts';
import { signMarkToken } from './mark-token.ts';
import { finishedPair, holdNow, isHeldByOther, isSame, marksInForce } from './marks-in-force.ts';
import { partOf, type Part } from './part-of.ts';
import { proposalFor } from './proposal.ts';
import { refuseOtherCohort } from './submission-of.ts';
import { versionWithoutName, visibleMarks, withoutNames } from './what-marker-sees.ts';

export interface GetGradingSheet extends GradingPlace {
  /** Null: the one in force. */
  readonly version: number | null;
}

/**
 * Everything that the grading screen shows of one submission. Two store operations while the settings of the cohort are
 * fresh; opening neither claims nor grades. @throws SubmissionUnknown where nothing is handed in, and for a version that
 * its authors took back
 */
export async function getGradingSheet(deps: AssessmentDeps, command: GetGradingSheet): Promise<GradingSheet> {
  const { submissionId, cohortId, by } = command;
  const submission = await findIn(deps, command);
  const version = await findVersion(deps, submission, command.version);
  const rubric = await rubricOf(deps, submission, version.number);
  const now = deps.clock();
  const token = signMarkToken(deps.tokenKey, { cohortId, submissionId, version: version.number, by }, now);
  const sheet = sheetOf(submission, { by, now, rubric, number: version.number });
  return { ...sheet, token, version: sheet.namesHidden ? versionWithoutName(version) : version };
}

interface Reading {
  readonly by: Actor;
  readonly now: Date;
  readonly rubric: Rubric;
  readonly number: number;
}

/** What a marker sees of a submission, beside the work itself. */
export function sheetOf(
  submission: Submission,
  { by, now, rubric, number }: Reading,
): Omit<GradingSheet, 'version' | 'token'> {
  const { task, settings, levelPoints } = rubric;
  const { authorIds, current } = submission;
  const isCurrent = number === current;
  const part = isCurrent ? partOf(submission, by, { markers: task.markers, now }) : noPart;
  const { mark, role } = part;
  const pair = finishedPair(submission);
  const namesHidden = settings.namesHidden && submission.releases.length === 0;
  const seen = { ...submission, marks: visibleMarks(submission, by) };
  return {
    ...{ isCurrent, task, settings, levelPoints, namesHidden, mark, role, cannot: part.cannot },
    submission: namesHidden ? withoutNames(seen) : seen,
    markers: marksInForce(submission).map((one) => markerState(one, by)),
    disagreement: pair && disagreementOf(...pair),
    proposal: role && !mark?.finishedAt ? proposalFor(submission, role, task.criteria) : null,
    proposed: mark && proposedOf(mark, authorIds, rubric),
    problems: mark && !mark.finishedAt ? problemsOf(mark, authorIds, rubric) : [],
    hold: holdNow(submission, now),
    isHeldByOther: isHeldByOther(submission, by, now),
  };
}

const noPart: Part = { role: null, mark: null, cannot: 'nothing-waits' };

function markerState({ role, marker, finishedAt }: Mark, by: Actor): MarkerState {
  return { role, marker, isFinished: finishedAt !== null, isMine: isSame(marker, by) };
}

async function findIn(
  { records }: AssessmentDeps,
  { submissionId, cohortId }: { readonly submissionId: Submission['id']; readonly cohortId: CohortId },
): Promise<Submission> {
  const submission = await records.submissions.find(submissionId);
  if (!submission) throw new SubmissionUnknown('There is no such submission');
  refuseOtherCohort(submission, cohortId);
  return submission;
}

async function findVersion(
  { records }: AssessmentDeps,
  { versions, current }: Submission,
  number: number | null,
): Promise<Version> {
  const wanted = number ?? current;
  const head = versions.find((one) => one.number === wanted && one.withdrawnAt === null);
  const version = head && (await records.versions.find(head.id));
  if (!version) throw new SubmissionUnknown('There is no such version');
  return version;
}
