import type { Comment, Decision, OwnRelease } from '../../../../assessment/index.ts';
import type { Criterion } from '../../../../curriculum/index.ts';
import { paths } from '../../../paths.ts';
import type { Translate } from '../../../texts.ts';
import type { VersionInput } from './version-model.ts';

/** What an author is told about one version. */
export interface ReleaseModel {
  readonly decision: Decision;
  readonly decisionText: string;
  readonly icon: string;
  readonly at: Date;
  readonly by: string | null;
  readonly share: number | null;
  readonly todo: string;
  readonly overall: string;
  /** Why it was decided otherwise than the levels say. */
  readonly otherReason: string | null;
  readonly criteria: readonly CriterionFeedback[];
  /** Without a criterion. */
  readonly comments: readonly CommentModel[];
  /** Null while nothing can be written, or where this is not the latest. */
  readonly reviseHref: string | null;
  readonly recomputed: readonly {
    readonly at: Date;
    readonly reason: string;
    readonly before: number | null;
  }[];
}

export interface CriterionFeedback {
  readonly title: string;
  readonly levelText: string;
  /** What the level means; '' for missing work. */
  readonly words: string;
  /** The levels of the rubric, for the scale beside the words. */
  readonly steps: readonly { readonly level: number; readonly isReached: boolean }[];
  readonly comments: readonly CommentModel[];
}

/** A comment; its number leads to the passage in the work, and back. */
export interface CommentModel {
  readonly number: number;
  readonly text: string;
  readonly quote: string | null;
  readonly hasPassage: boolean;
}

const icons: Readonly<Record<Decision, string>> = {
  pass: 'check-circle-fill',
  revise: 'arrow-repeat',
  fail: 'x-circle',
};

export function releaseModel(release: OwnRelease, input: VersionInput): ReleaseModel {
  const { shown, where, t } = input;
  const { submission, task } = shown;
  const { decision, comments } = release;
  const mayRevise = submission.state === 'revise' && submission.releases.at(-1) === release;
  const isKnown = (id: string | null): boolean => task.criteria.some((criterion) => criterion.id === id);
  return {
    ...{ decision, at: release.at, by: release.by.name, share: release.share },
    decisionText: t(`feedback:decision.${decision}`),
    icon: icons[decision],
    todo: release.todo.trim(),
    overall: release.overall.trim(),
    otherReason: decision !== release.proposed && release.reason.trim() !== '' ? release.reason : null,
    criteria: task.criteria.map((criterion) => criterionModel(criterion, release, t)),
    comments: numbered(comments).filter(({ criterionId }) => !isKnown(criterionId)),
    reviseHref: mayRevise ? paths.writeTask.to({ ...where, task: task.id }) : null,
    recomputed: release.recomputed.map(({ at, reason, shareBefore }) => ({
      at,
      reason,
      before: shareBefore,
    })),
  };
}

function criterionModel(
  { id, title, levels }: Criterion,
  release: OwnRelease,
  t: Translate,
): CriterionFeedback {
  const level = release.levels[id] ?? 0;
  return {
    title,
    levelText: level === 0 ? t('feedback:levelMissing') : t('feedback:level', { level, of: levels.length }),
    words: levels.find((one) => one.level === level)?.text ?? '',
    steps: levels.map((one) => ({ level: one.level, isReached: one.level <= level })),
    comments: numbered(release.comments).filter(({ criterionId }) => criterionId === id),
  };
}

/** Numbers are places in the release's list, as over the passages in the work. */
function numbered(comments: readonly Comment[]): (CommentModel & Pick<Comment, 'criterionId'>)[] {
  return comments.map(({ criterionId, text, anchor }, index) => ({
    ...{ criterionId, text, number: index + 1 },
    quote: anchor?.kind === 'passage' ? anchor.quote : null,
    hasPassage: anchor?.kind === 'passage',
  }));
}
