import type { Curriculum } from '../../curriculum/index.ts';
import { formatActivityRef } from '../../shared/index.ts';
import type { ActivityRule, DayRule } from './model.ts';

/** One module after the other from day 1. */
export interface DatePattern {
  /** How long a module takes, 1 or more. */
  readonly weeksPerModule: number;
  /** Quizzes and tasks open only when their module begins. */
  readonly opensWithModule: boolean;
  /** Days after the end of its module until a task is due, 0 or more. */
  readonly taskDays: number;
  /** Days from a due date to the last one; null: there is no last date. */
  readonly lastDays: number | null;
}

const week = 7;

/** The dates that a pattern gives to every quiz and task, as days counted from day 1. */
export function patternDates(
  { modules }: Pick<Curriculum, 'modules'>,
  pattern: DatePattern,
): Readonly<Record<string, ActivityRule>> {
  const length = pattern.weeksPerModule * week;
  const begins = new Map(modules.map(({ id }, index) => [id, index * length + 1]));
  const entries = modules.flatMap(({ id, quiz, task }, index): [string, ActivityRule][] => {
    const begin = index * length + 1;
    const end = begin + length - 1;
    return [
      ...(quiz ? [entry({ kind: 'quiz', id: quiz.id }, ruleOf(pattern, { opens: begin, due: end }))] : []),
      ...(task
        ? [
            entry(
              { kind: 'task', id: task.id },
              ruleOf(pattern, {
                opens: begins.get(task.opensWithModuleId ?? id) ?? begin,
                due: end + pattern.taskDays,
              }),
            ),
          ]
        : []),
    ];
  });
  return Object.fromEntries(entries);
}

function entry(ref: Parameters<typeof formatActivityRef>[0], rule: ActivityRule): [string, ActivityRule] {
  return [formatActivityRef(ref), rule];
}

function ruleOf(
  { opensWithModule, lastDays }: DatePattern,
  { opens, due }: { readonly opens: number; readonly due: number },
): ActivityRule {
  return {
    opens: opensWithModule ? day(opens) : null,
    due: day(due),
    last: lastDays === null ? null : day(due + lastDays),
  };
}

function day(number: number): DayRule {
  return { kind: 'day', day: number };
}
