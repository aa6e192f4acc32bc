import type { AttemptId } from '../../../shared/index.ts';
import type { QuizStanding } from '../../../learning/index.ts';
import { paths, type Where } from '../../paths.ts';
import type { Translate } from '../../texts.ts';

/** One attempt in the list of a person's attempts. */
export interface PastAttemptModel {
  readonly title: string;
  readonly href: string;
  readonly submittedAt: Date | null;
  readonly share: number | null;
  readonly counts: boolean;
  readonly isOpen: boolean;
  readonly isCurrent: boolean;
}

interface Context {
  readonly where: Where;
  readonly t: Translate;
  /** The attempt that the page itself shows. */
  readonly current?: AttemptId;
}

export function attemptListModel(standing: QuizStanding, { where, t, current }: Context): PastAttemptModel[] {
  return standing.attempts.map((attempt) => {
    const isOpen = attempt.state === 'open';
    const at = { ...where, attempt: attempt.id };
    return {
      title: t('learning:attempt.number', { number: attempt.number }),
      href: isOpen ? paths.question.to({ ...at, number: 1 }) : paths.attemptResult.to(at),
      submittedAt: attempt.submittedAt,
      share: attempt.share,
      counts: attempt.id === standing.bestAttemptId,
      isOpen,
      isCurrent: attempt.id === current,
    };
  });
}
