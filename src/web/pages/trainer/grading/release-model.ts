import type { Release, Submission } from '../../../../assessment/index.ts';
import type { Task } from '../../../../curriculum/index.ts';
import { formatPercent } from '../../../template-helpers.ts';
import type { Translate } from '../../../texts.ts';
import { authorName } from './author-name.ts';

/** A grade that the authors know, as it was released. */
export interface ReleaseModel {
  readonly decision: string;
  readonly decisionText: string;
  /** Where it was decided otherwise than the rule proposed: why. */
  readonly reason: string;
  /** Why one marker released it where the task asks for two; '' where nobody had to. */
  readonly aloneReason: string;
  readonly by: string;
  readonly at: Date;
  readonly shares: readonly { readonly name: string; readonly share: string }[];
  readonly levels: readonly { readonly title: string; readonly levelText: string; readonly text: string }[];
  readonly comments: readonly ReleasedComment[];
  readonly overall: string;
  readonly todo: string;
  readonly recomputed: readonly { readonly at: Date; readonly text: string }[];
}

interface ReleasedComment {
  /** Passages of the work lead to it by this number; null where another release has them. */
  readonly number: number | null;
  readonly quote: string;
  readonly title: string;
  readonly text: string;
}

interface ReleaseScene {
  /** Whether its comments' passages are marked in the work. */
  readonly isShown: boolean;
  readonly task: Task;
  readonly submission: Submission;
  readonly namesHidden: boolean;
  readonly t: Translate;
  readonly language: string;
}

export function releaseModel(release: Release, scene: ReleaseScene): ReleaseModel {
  const { t } = scene;
  const { decision, reason, by, at, overall, todo, comments, recomputed } = release;
  return {
    ...{ decision, reason, at, overall, todo },
    aloneReason: release.aloneReason ?? '',
    decisionText: t(`grading:decided.${decision}`),
    by: authorName(by, t),
    shares: sharesOf(release, scene),
    levels: levelsOf(release, scene.task, t),
    comments: comments.map(({ anchor, criterionId, text }, index) => ({
      number: scene.isShown ? index + 1 : null,
      quote: anchor?.kind === 'passage' ? anchor.quote : '',
      title: scene.task.criteria.find(({ id }) => id === criterionId)?.title ?? '',
      text,
    })),
    recomputed: recomputed.map((change) => ({
      at: change.at,
      text: t('grading:recomputed', { name: authorName(change.by, t), reason: change.reason }),
    })),
  };
}

function levelsOf({ levels }: Release, { criteria }: Task, t: Translate): ReleaseModel['levels'] {
  return criteria.map(({ id, title, levels: words }) => {
    const level = levels[id] ?? 0;
    return {
      title,
      levelText: t('grading:level.number', { level }),
      text: words.find((one) => one.level === level)?.text ?? t('grading:level.missing'),
    };
  });
}

function sharesOf({ shares }: Release, scene: ReleaseScene): ReleaseModel['shares'] {
  const { submission, namesHidden, t, language } = scene;
  return Object.entries(shares).map(([id, share], index) => {
    const author = submission.authors.find(({ enrolmentId }) => enrolmentId === id);
    const isNamed = author !== undefined && !namesHidden;
    return {
      name: isNamed ? authorName(author, t) : t('grading:person.hidden', { number: index + 1 }),
      share: formatPercent(share, language),
    };
  });
}
