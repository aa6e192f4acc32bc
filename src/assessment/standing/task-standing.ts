import type { EnrolmentId } from '../../shared/index.ts';
import type { Decision, Levels, Release, Submission, SubmissionId, SubmissionState } from '../model.ts';

/** Where one author stands with one task, without anything that is still the markers' own. */
export interface TaskStanding {
  readonly submissionId: SubmissionId;
  readonly taskId: string;
  readonly state: SubmissionState;
  readonly submittedAt: Date | null;
  readonly late: boolean;
  /** The number of the version in force; 0 while none is. */
  readonly version: number;
  readonly waitingSince: Date | null;
  /** Of the latest release; null before the first. */
  readonly decision: Decision | null;
  readonly share: number | null;
  readonly levels: Levels | null;
  /** What the rule proposed, where the marker decided otherwise; else the decision itself. */
  readonly proposed: Decision | null;
  readonly decidedAt: Date | null;
  /** Works of others that this author has reviewed. */
  readonly reviewsGiven: number;
  /** Something happened that this author has not seen. */
  readonly hasNews: boolean;
}

/** What a standing is made from; the stored submission has more. */
export type StandingFacts = Pick<
  Submission,
  | 'id'
  | 'taskId'
  | 'state'
  | 'authors'
  | 'authorIds'
  | 'versions'
  | 'current'
  | 'waitingSince'
  | 'releases'
  | 'reviewsGiven'
  | 'newsForAuthorsAt'
>;

export function taskStanding(submission: StandingFacts, enrolmentId: EnrolmentId): TaskStanding {
  const { taskId, state, current, waitingSince } = submission;
  const version = submission.versions.find(({ number }) => number === current) ?? null;
  const release = submission.releases.at(-1) ?? null;
  const author = submission.authors.find((one) => one.enrolmentId === enrolmentId);
  return {
    ...{ submissionId: submission.id, taskId, state, version: current, waitingSince },
    submittedAt: version?.submittedAt ?? null,
    late: version?.late ?? false,
    decision: release?.decision ?? null,
    share: release?.shares[enrolmentId] ?? null,
    levels: release && levelsOf(release, enrolmentId),
    proposed: release?.proposed ?? null,
    decidedAt: release?.at ?? null,
    reviewsGiven: submission.reviewsGiven[enrolmentId] ?? 0,
    hasNews: isNews(submission.newsForAuthorsAt, author?.seenAt ?? null),
  };
}

function isNews(news: Date | null, seenAt: Date | null): boolean {
  return news !== null && (seenAt === null || news > seenAt);
}

/** The levels of one author: those of the work, and what differs for this person. */
export function levelsOf(
  { levels, personLevels }: Pick<Release, 'levels' | 'personLevels'>,
  enrolmentId: string,
): Levels {
  return { ...levels, ...personLevels[enrolmentId] };
}
