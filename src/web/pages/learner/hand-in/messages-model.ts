import { longestMessage, type OwnSubmission } from '../../../../assessment/index.ts';
import type { EnrolmentId } from '../../../../shared/index.ts';
import { paths, type Where } from '../../../paths.ts';
import type { Translate } from '../../../texts.ts';

/** What the authors asked and the trainers answered, oldest first, and where to write. */
export interface MessagesModel {
  readonly messages: readonly MessageRow[];
  readonly href: string;
  readonly longest: number;
}

interface MessageRow {
  readonly id: string;
  readonly by: string;
  readonly isOwn: boolean;
  readonly isTrainer: boolean;
  readonly at: Date;
  readonly text: string;
  readonly aboutText: string | null;
  readonly isSecondLook: boolean;
}

export interface MessagesInput {
  readonly submission: OwnSubmission | null;
  readonly taskId: string;
  readonly enrolmentId: EnrolmentId;
  readonly where: Where;
  readonly t: Translate;
}

export function messagesModel({ submission, taskId, enrolmentId, where, t }: MessagesInput): MessagesModel {
  return {
    messages: (submission?.messages ?? []).map(({ id, by, from, at, text, version, secondLook }) => ({
      ...{ id, at, text, isTrainer: from === 'trainer', isSecondLook: secondLook },
      by:
        by.enrolmentId === enrolmentId
          ? t('hand-in:messages.you')
          : (by.name ?? t('hand-in:authors.unnamed')),
      isOwn: by.enrolmentId === enrolmentId,
      aboutText: version === 0 ? null : t('hand-in:messages.about', { version }),
    })),
    href: paths.taskMessages.to({ ...where, task: taskId }),
    longest: longestMessage,
  };
}
