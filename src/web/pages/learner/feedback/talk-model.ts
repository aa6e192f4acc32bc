import { canAskSecondLook, type OwnSubmission } from '../../../../assessment/index.ts';
import { paths } from '../../../paths.ts';
import type { VersionInput } from './version-model.ts';

/** What authors and trainers say to each other about a work. */
export interface TalkModel {
  readonly messages: readonly MessageModel[];
  readonly sendHref: string;
  readonly version: number;
  /** Null where it was asked for already, or nothing was released. */
  readonly secondLookHref: string | null;
  readonly sent: 'reply' | 'second-look' | null;
  readonly isEmpty: boolean;
}

export interface MessageModel {
  readonly byText: string;
  readonly isOwn: boolean;
  readonly at: Date;
  readonly text: string;
  readonly isSecondLook: boolean;
  readonly versionText: string | null;
}

export function talkModel(submission: OwnSubmission, input: VersionInput): TalkModel {
  const { shown, where, t, notices } = input;
  const at = { ...where, task: submission.taskId };
  const { number } = shown.head;
  return {
    messages: submission.messages.map(({ from, by, at: sentAt, text, secondLook, version }) => {
      const isOwn = by.enrolmentId === input.ownEnrolmentId;
      const other = from === 'trainer' ? t('feedback:trainer') : t('feedback:coAuthor');
      return {
        ...{ at: sentAt, text, isOwn, isSecondLook: secondLook },
        byText: isOwn ? t('feedback:you') : (by.name ?? other),
        versionText: version > 0 ? t('feedback:version', { number: version }) : null,
      };
    }),
    sendHref: paths.taskMessages.to(at),
    version: number,
    secondLookHref: canAskSecondLook(submission, number)
      ? paths.secondLook.to({ ...at, version: number })
      : null,
    sent: notices.sent ?? null,
    isEmpty: notices.empty === '1',
  };
}
