import type { Actor, Submission } from '../../../../assessment/index.ts';
import type { Translate } from '../../../texts.ts';
import { authorName } from './author-name.ts';

/** What authors and trainers wrote to each other. */
export interface MessageModel {
  readonly by: string;
  readonly at: Date;
  readonly text: string;
  readonly isFromAuthor: boolean;
  /** What it speaks of, and whether it asks for a second look. */
  readonly about: string;
  readonly isSecondLook: boolean;
}

/** Who did what when. */
export interface EventModel {
  readonly at: Date;
  readonly text: string;
}

interface TalkScene {
  readonly submission: Submission;
  readonly namesHidden: boolean;
  readonly t: Translate;
}

export function messageModels({ submission, namesHidden, t }: TalkScene): MessageModel[] {
  return submission.messages.map(({ by, at, text, from, version, secondLook }) => ({
    ...{ at, text, isSecondLook: secondLook },
    by: from === 'author' && namesHidden ? t('grading:message.author') : authorName(by, t),
    isFromAuthor: from === 'author',
    about: version === 0 ? t('grading:message.before') : t('grading:version.number', { number: version }),
  }));
}

/** A question of the authors that no trainer has answered. */
export function openQuestion({ submission }: Pick<TalkScene, 'submission'>): boolean {
  return submission.messages.at(-1)?.from === 'author';
}

/** Newest first. */
export function eventModels({ submission, namesHidden, t }: TalkScene): EventModel[] {
  const ids = new Set<string>(submission.authors.map(({ enrolmentId }) => enrolmentId));
  const nameOf = (by: Actor | null): string => {
    if (!by) return t('grading:event.tool');
    return namesHidden && ids.has(by.enrolmentId) ? t('grading:message.author') : authorName(by, t);
  };
  return submission.events.toReversed().map(({ at, by, kind, version }) => ({
    at,
    text: [
      `${nameOf(by)}: ${t(`grading:event.${kind}`)}`,
      ...(version > 0 ? [t('grading:version.number', { number: version })] : []),
    ].join(' · '),
  }));
}
