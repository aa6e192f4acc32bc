import type { Decision, GradingSheet, MarkProblem } from '../../../../assessment/index.ts';
import { formatPercent } from '../../../template-helpers.ts';
import type { Translate } from '../../../texts.ts';

/** What finishing means for this mark, and what is still missing for it. */
export interface FinishModel {
  readonly proposal: string;
  readonly problems: readonly ProblemModel[];
  readonly decisions: readonly {
    readonly value: string;
    readonly text: string;
    readonly isChosen: boolean;
  }[];
  readonly reason: string;
  /** False for one of two independent markers: the other one's mark is still to come. */
  readonly mayRelease: boolean;
  readonly releases: readonly { readonly value: string; readonly text: string; readonly isChosen: boolean }[];
  readonly timeZone: string;
}

interface ProblemModel {
  readonly text: string;
  readonly href: string;
}

interface FinishScene {
  readonly sheet: GradingSheet;
  readonly timeZone: string;
  readonly t: Translate;
  readonly language: string;
}

export function finishModel({ sheet, timeZone, t, language }: FinishScene): FinishModel {
  const { mark, role, settings, task } = sheet;
  const problems = mark
    ? sheet.problems
    : [{ code: 'levels-missing', criteria: task.criteria.map(({ id }) => id) } as const];
  return {
    proposal: proposalText(sheet.proposed, t, language),
    problems: problemModels(problems, t),
    decisions: decisionChoices(mark?.decision ?? null, t),
    reason: mark?.reason ?? '',
    mayRelease: role !== 'first' && role !== 'second',
    releases: (['now', 'together', 'at', 'later'] as const).map((value) => ({
      value,
      text: t(`grading:release.${value}`),
      isChosen: value === settings.releaseMode,
    })),
    timeZone,
  };
}

/** What the rule makes of the levels: the share and the decision. */
export function proposalText(proposed: GradingSheet['proposed'], t: Translate, language: string): string {
  if (!proposed) return t('grading:proposal.none');
  const { share, decision } = proposed;
  return t(`grading:proposal.${decision}`, { share: formatPercent(share, language) });
}

/** Each names what to do and leads there; the first missing level stands for all. */
export function problemModels(problems: readonly MarkProblem[], t: Translate): ProblemModel[] {
  return problems.map(({ code, criteria }) => ({
    text: t(`grading:problem.${code}`, { count: criteria.length }),
    href: code === 'levels-missing' ? `#criterion-${criteria[0] ?? ''}` : `#${targets[code]}`,
  }));
}

const targets = { 'reason-missing': 'reason', 'todo-missing': 'todo' } as const;

function decisionChoices(chosen: Decision | null, t: Translate): FinishModel['decisions'] {
  const values = ['', 'pass', 'revise', 'fail'] as const;
  return values.map((value) => ({
    value,
    text: t(`grading:decision.${value || 'proposed'}`),
    isChosen: value === (chosen ?? ''),
  }));
}
