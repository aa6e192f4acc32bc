import type { Comment, OpenDraft, OwnRelease } from '../../../../assessment/index.ts';
import type { Task } from '../../../../curriculum/index.ts';
import { paths, type Where } from '../../../paths.ts';
import type { Translate } from '../../../texts.ts';

/** What was said of the version that came back, beside the text that is revised. */
export interface EarlierFeedback {
  readonly versionText: string;
  readonly todo: string;
  readonly overall: string;
  readonly levels: readonly { readonly title: string; readonly levelText: string }[];
  /** Of no passage and no file. */
  readonly comments: readonly EarlierComment[];
  readonly href: string;
}

export interface EarlierComment {
  readonly quote: string | null;
  readonly text: string;
  /** The criterion it belongs to. */
  readonly about: string | null;
}

interface Situation {
  readonly task: Task;
  readonly where: Where;
  readonly t: Translate;
}

/** The grade that asks for another version; null while none does. */
export function releaseToRevise({ submission }: Pick<OpenDraft, 'submission'>): OwnRelease | null {
  return submission.state === 'revise' ? (submission.releases.at(-1) ?? null) : null;
}

export function earlierFeedback(release: OwnRelease, { task, where, t }: Situation): EarlierFeedback {
  const { version, levels, comments } = release;
  return {
    versionText: t('hand-in:earlier.title', { version }),
    todo: release.todo.trim(),
    overall: release.overall.trim(),
    levels: task.criteria.flatMap(({ id, title, levels: all }) => {
      const level = levels[id];
      return level === undefined
        ? []
        : [{ title, levelText: t('hand-in:earlier.level', { level, of: all.length }) }];
    }),
    comments: comments.filter(({ anchor }) => anchor === null).map((comment) => commentModel(comment, task)),
    href: paths.version.to({ ...where, task: task.id, version }),
  };
}

/** Comments on passages of a field, or on the files that are in it now. */
export function commentsOn(
  { id }: { readonly id: string },
  release: OwnRelease | null,
  { task, fileIds }: { readonly task: Task; readonly fileIds: readonly string[] },
): EarlierComment[] {
  const isHere = ({ anchor }: Comment): boolean =>
    anchor?.kind === 'passage'
      ? anchor.fieldId === id
      : anchor?.kind === 'file' && fileIds.includes(anchor.fileId);
  return (release?.comments ?? []).filter(isHere).map((comment) => commentModel(comment, task));
}

function commentModel({ anchor, text, criterionId }: Comment, { criteria }: Task): EarlierComment {
  return {
    quote: anchor?.kind === 'passage' ? anchor.quote : null,
    text,
    about: criteria.find(({ id }) => id === criterionId)?.title ?? null,
  };
}
