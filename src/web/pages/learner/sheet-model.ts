import type { AttemptSheet, SheetQuestion } from '../../../learning/index.ts';
import type { AttemptId } from '../../../shared/index.ts';
import { paths, type Where } from '../../paths.ts';
import type { Translate } from '../../texts.ts';

/** One question in the map of an attempt. */
export interface MapEntry {
  readonly number: number;
  readonly href: string;
  readonly isCurrent: boolean;
  readonly isAnswered: boolean;
  readonly isPartial: boolean;
  readonly stateText: string;
  /** What a screen reader says: the number and the state. */
  readonly label: string;
}

interface Context {
  readonly hrefOf: (number: number) => string;
  readonly current: number | null;
  readonly t: Translate;
}

export function mapOf(sheet: AttemptSheet, { hrefOf, current, t }: Context): MapEntry[] {
  return sheet.questions.map((entry) => {
    const state = stateOf(entry);
    const stateText = t(`learning:map.${state}`);
    return {
      number: entry.number,
      href: hrefOf(entry.number),
      isCurrent: entry.number === current,
      isAnswered: state === 'answered',
      isPartial: state === 'partial',
      stateText,
      label: t('learning:map.label', { number: entry.number, state: stateText }),
    };
  });
}

/** Answered in full, in part, or not at all. */
export function stateOf({ answer, complete }: SheetQuestion): 'answered' | 'partial' | 'open' {
  if (complete) return 'answered';
  return answer !== null && Object.keys(answer.value).length > 0 ? 'partial' : 'open';
}

/** The address of a question with `%n%` where its number stands; scripts put it in. */
export function hrefPattern(at: Where & { readonly attempt: AttemptId }): string {
  return paths.question.to({ ...at, number: 0 }).replace(/0$/, '%n%');
}
