import { newId, type CohortId, type EnrolmentId } from '../../shared/index.ts';
import { isCalendarDay } from './calendar.ts';
import { DatesForNothing, ExtensionIncomplete, ExtensionUnknown } from './errors.ts';
import type { Decider, Extension, ExtensionId, Extra } from './model.ts';
import type { DatesDeps } from './set-dates.ts';

export interface ExtendDates {
  readonly cohortId: CohortId;
  /** Null: everybody, also those who come later. */
  readonly enrolmentIds: readonly EnrolmentId[] | null;
  /** Formatted refs; null: every quiz and task. */
  readonly activities: readonly string[] | null;
  readonly extra: Extra;
  readonly reason: string;
  readonly by: Decider;
}

/** The most days that one extension gives. */
export const mostDays = 365;

/** Gives more time to some or everybody, with a reason. @throws ExtensionIncomplete, DatesForNothing */
export async function extendDates(
  { schedule, curriculum }: DatesDeps,
  command: ExtendDates,
): Promise<ExtensionId> {
  const { cohortId, by, enrolmentIds, activities, extra } = command;
  const reason = command.reason.trim();
  if (enrolmentIds?.length === 0 || activities?.length === 0 || reason === '' || !isSome(extra))
    throw new ExtensionIncomplete('An extension needs somebody, something, a reason and some time');
  const known = new Set(
    curriculum().modules.flatMap(({ quiz, task }) => [
      ...(quiz ? [`quiz:${quiz.id}`] : []),
      ...(task ? [`task:${task.id}`] : []),
    ]),
  );
  if (activities?.some((key) => !known.has(key)))
    throw new DatesForNothing('Only quizzes and tasks have dates');
  const id: ExtensionId = newId();
  const [activity = null] = activities?.length === 1 ? activities : [];
  await schedule.change(cohortId, {
    ...{ kind: 'extended', activity, by, seen: null },
    rule: (before, at) => ({
      ...before,
      extensions: [
        ...before.extensions,
        { id, enrolmentIds, activities, extra, reason, by, at, revoked: null },
      ],
    }),
  });
  return id;
}

export interface RevokeExtension {
  readonly cohortId: CohortId;
  readonly extensionId: ExtensionId;
  readonly by: Decider;
}

/** Takes an extension back; it stays in the record. Repeating it changes nothing. @throws ExtensionUnknown */
export async function revokeExtension({ schedule }: DatesDeps, command: RevokeExtension): Promise<void> {
  const { cohortId, extensionId, by } = command;
  await schedule.change(cohortId, {
    ...{ kind: 'revoked', activity: null, by, seen: null },
    rule(before, at) {
      const found = before.extensions.find(({ id }) => id === extensionId);
      if (!found) throw new ExtensionUnknown('The cohort has no such extension');
      const revoked: Extension = { ...found, revoked: found.revoked ?? { by, at } };
      return { ...before, extensions: before.extensions.map((one) => (one === found ? revoked : one)) };
    },
  });
}

function isSome(extra: Extra): boolean {
  if (extra.kind === 'until') return isCalendarDay(extra.date);
  return Number.isInteger(extra.days) && extra.days >= 1 && extra.days <= mostDays;
}
