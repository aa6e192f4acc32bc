import type { Decision, sheetRows, SheetColumn } from '../../../assessment/index.ts';
import type { Task } from '../../../curriculum/index.ts';
import type { Translate } from '../../texts.ts';
import { workName } from './work-name.ts';

type SheetTexts = Parameters<typeof sheetRows>[2];

interface Words {
  readonly t: Translate;
  readonly language: string;
}

/** What stands in a sheet in the reader's language. */
export function sheetTexts(task: Task, { t, language }: Words): SheetTexts {
  return {
    titleOf: (column) => columnTitle(column, task, t),
    nameOf: ({ authors }) => workName(authors, { t, language }),
    decisionWord: (decision) => decisionWord(decision, t),
  };
}

/** A column in words: "Chain from activity to effect: level 0–4". */
export function columnTitle(column: SheetColumn, { criteria }: Task, t: Translate): string {
  const [kind, criterionId] = column.split(/\.(.*)/s);
  const title = criteria.find(({ id }) => id === criterionId)?.title ?? criterionId ?? '';
  return t(`oversight:sheet.column.${kind}`, { title });
}

export function decisionWord(decision: Decision, t: Translate): string {
  return t(`oversight:sheet.decision.${decision}`);
}

/** How people write decisions, in lower case: in words of their language, or as the sheet's own code. */
export function decisionWords(t: Translate): ReadonlyMap<string, Decision> {
  const decisions: readonly Decision[] = ['pass', 'revise', 'fail'];
  return new Map(
    decisions.flatMap((decision) => [
      [decision, decision],
      [decisionWord(decision, t).toLowerCase(), decision],
    ]),
  );
}
