import {
  canWithdraw,
  type OwnSubmission,
  type OwnTaskState,
  type VersionHead,
} from '../../../../assessment/index.ts';
import { paths, type Where } from '../../../paths.ts';
import type { Translate } from '../../../texts.ts';
import type { OwnDates } from './own-dates.ts';

/** Where a task stands for its author: in one line, what happens next, and the one thing to do. */
export interface StandingModel {
  readonly state: 'new' | 'draft' | 'waiting' | 'revise' | 'passed' | 'failed';
  readonly icon: string;
  readonly title: string;
  /** When what the title says came to be; null where nothing has. */
  readonly at: Date | null;
  readonly text: string;
  /** What the trainer asks for, in a revision. */
  readonly todo: string | null;
  readonly main: LinkModel | null;
  readonly other: LinkModel | null;
  readonly withdrawHref: string | null;
  readonly versions: readonly VersionRow[];
}

interface LinkModel {
  readonly text: string;
  readonly href: string;
}

export interface VersionRow {
  readonly number: number;
  readonly at: Date;
  readonly wordsText: string;
  readonly isLate: boolean;
  readonly isWithdrawn: boolean;
  readonly isCurrent: boolean;
  readonly hasFeedback: boolean;
  readonly href: string;
}

export interface StandingInput {
  readonly own: OwnTaskState;
  readonly dates: OwnDates;
  readonly now: Date;
  readonly where: Where;
  readonly t: Translate;
}

export function standingModel(input: StandingInput): StandingModel {
  const { own, dates, now, t } = input;
  const { submission } = own;
  const state = stateOf(own);
  const mayWithdraw = submission !== null && canWithdraw(submission, dates.dates.closesAt, now);
  const isGraded = state === 'revise' || state === 'passed' || state === 'failed';
  const release = isGraded ? submission?.releases.at(-1) : undefined;
  return {
    state,
    icon: icons[state],
    title: t(`hand-in:standing.${state}.title`),
    at: momentOf(state, own),
    text: textOf(input, { state, mayWithdraw }),
    todo: state === 'revise' && release?.todo ? release.todo : null,
    ...linksOf(state, input),
    withdrawHref: mayWithdraw ? paths.withdraw.to(at(input)) : null,
    versions: (submission?.versions ?? []).map((head) => versionRow(head, submission, input)).reverse(),
  };
}

type State = StandingModel['state'];

const icons: Readonly<Record<State, string>> = {
  new: 'pencil',
  draft: 'pencil',
  waiting: 'hourglass-split',
  revise: 'arrow-repeat',
  passed: 'check-circle',
  failed: 'x-circle',
};

function stateOf({ submission, draft }: OwnTaskState): State {
  if (!submission || submission.state === 'draft') return draft?.updatedAt ? 'draft' : 'new';
  return submission.state;
}

function momentOf(state: State, { submission, draft }: OwnTaskState): Date | null {
  if (state === 'new') return null;
  if (state === 'draft') return draft?.updatedAt ?? null;
  return state === 'waiting' ? (submission?.waitingSince ?? null) : (submission?.releases.at(-1)?.at ?? null);
}

function textOf(
  { own, dates, t }: StandingInput,
  { state, mayWithdraw }: { readonly state: State; readonly mayWithdraw: boolean },
): string {
  const isShut = dates.model.state === 'closed' || dates.model.state === 'ahead';
  if (state === 'waiting')
    return t(mayWithdraw ? 'hand-in:standing.waiting.text' : 'hand-in:standing.waiting.begun');
  if ((state === 'new' || state === 'draft') && isShut) return t('hand-in:standing.shut');
  if (state === 'revise' && own.submission?.reopenedAt && !own.submission.releases.at(-1)?.todo)
    return t('hand-in:standing.revise.reopened');
  return t(`hand-in:standing.${state}.text`);
}

function linksOf(state: State, input: StandingInput): Pick<StandingModel, 'main' | 'other'> {
  const { own, dates, t } = input;
  const link = (text: string, href: string): LinkModel => ({ text: t(text), href });
  const write = paths.writeTask.to(at(input));
  const check = paths.handIn.to(at(input));
  const number = own.submission?.releases.at(-1)?.version ?? own.submission?.current ?? 0;
  const version = paths.version.to({ ...at(input), version: number });
  if (state === 'waiting')
    return {
      main: null,
      other: link(
        'hand-in:standing.waiting.open',
        paths.version.to({ ...at(input), version: own.submission?.current ?? 0 }),
      ),
    };
  if (state === 'revise')
    return {
      main: link('hand-in:standing.revise.main', write),
      other: link('hand-in:standing.feedback', version),
    };
  if (state === 'passed' || state === 'failed')
    return { main: link('hand-in:standing.feedback', version), other: null };
  if (dates.model.state === 'ahead') return { main: null, other: null };
  if (state === 'new') return { main: link('hand-in:standing.new.main', write), other: null };
  return { main: link('hand-in:standing.draft.main', write), other: link('hand-in:write.check', check) };
}

function versionRow(head: VersionHead, submission: OwnSubmission | null, input: StandingInput): VersionRow {
  const { number, submittedAt, words, late, withdrawnAt } = head;
  return {
    number,
    at: submittedAt,
    wordsText: input.t('hand-in:words.count', { count: words }),
    ...{ isLate: late, isWithdrawn: withdrawnAt !== null },
    isCurrent: submission?.current === number,
    hasFeedback: submission?.releases.some(({ version }) => version === number) ?? false,
    href: paths.version.to({ ...at(input), version: number }),
  };
}

function at({ own, where }: StandingInput): Where & { readonly task: string } {
  return { ...where, task: own.task.id };
}
