import { listHandedIn } from '../assessment/index.ts';
import { dayIn, type PersonalDates } from '../cohorts/index.ts';
import { can, type Enrolment } from '../people/index.ts';
import type { CohortId } from '../shared/index.ts';
import type { NoticeDeps } from './deps.ts';
import type { TimedNotice } from './model.ts';

/** A reminder comes so many ms before a due date. */
const remindBeforeMs = 3 * 24 * 3_600_000;
const dayMs = 24 * 3_600_000;
/** Digests come in the morning of the cohort's time zone. */
const digestHour = 7;

/**
 * Finds what is to be told at this time: to trainees, due dates within three days of tasks that are not handed in; to
 * trainers, once a day, what waits. Each key is kept, so that none comes twice. Run it every few minutes; it answers with
 * how many are new. Nothing is done without a mail server.
 */
export async function collectTimedNotices(deps: NoticeDeps): Promise<number> {
  if (!deps.sendsMail) return 0;
  let count = 0;
  for (const cohortId of await deps.listCohorts()) {
    const found = await noticesOf(deps, cohortId);
    if (found.length === 0) continue;
    const known = await deps.records.timed.listKnown(found.map(({ key }) => key));
    const added = found.filter(({ key }) => !known.has(key));
    if (added.length > 0) await deps.records.timed.add(added);
    count += added.length;
  }
  return count;
}

async function noticesOf(deps: NoticeDeps, cohortId: CohortId): Promise<TimedNotice[]> {
  const enrolments = (await deps.people.listEnrolments(cohortId)).filter(
    ({ state, email }) => state === 'active' && email !== null,
  );
  const dates = await deps.schedule.datesFor(cohortId, null);
  const now = deps.clock();
  return [
    ...enrolments.flatMap((enrolment) => digestOf(enrolment, dates, now)),
    ...(dates.hasDates ? await dueNotices(deps, cohortId, enrolments) : []),
  ];
}

function digestOf({ id, role, cohortId }: Enrolment, { timeZone }: PersonalDates, now: Date): TimedNotice[] {
  if (!can(role, 'grade') || hourIn(timeZone, now) < digestHour) return [];
  const day = dayIn(timeZone, now);
  return [
    {
      ...{ key: `digest:${id}:${day}`, kind: 'digest', cohortId, enrolmentId: id, taskId: null, at: now },
      expiresAt: new Date(now.getTime() + 7 * dayMs),
    },
  ];
}

async function dueNotices(
  deps: NoticeDeps,
  cohortId: CohortId,
  enrolments: readonly Enrolment[],
): Promise<TimedNotice[]> {
  const handedIn = await listHandedIn(deps.assessment, cohortId);
  const tasks = deps.curriculum().modules.flatMap(({ task }) => task ?? []);
  const found: TimedNotice[] = [];
  for (const { id } of enrolments.filter(({ role }) => can(role, 'hand-in'))) {
    const dates = await deps.schedule.datesFor(cohortId, id);
    for (const task of tasks.filter((one) => !handedIn.get(id)?.has(one.id))) {
      const notice = dueNotice({ cohortId, enrolmentId: id, taskId: task.id }, dates, deps.clock());
      if (notice) found.push(notice);
    }
  }
  return found;
}

/** The key names the day: whoever gets more time is reminded again before the new date. */
function dueNotice(
  whose: { readonly cohortId: CohortId; readonly enrolmentId: Enrolment['id']; readonly taskId: string },
  dates: PersonalDates,
  now: Date,
): TimedNotice | null {
  const { dueAt, opensAt } = dates.of({ kind: 'task', id: whose.taskId });
  if (dueAt === null || dueAt <= now || dueAt.getTime() - now.getTime() > remindBeforeMs) return null;
  if (opensAt !== null && opensAt > now) return null;
  const key = `due:${whose.enrolmentId}:${whose.taskId}:${dayIn(dates.timeZone, dueAt)}`;
  return { key, kind: 'due', ...whose, at: now, expiresAt: new Date(dueAt.getTime() + 7 * dayMs) };
}

function hourIn(timeZone: string, at: Date): number {
  return Number(new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' }).format(at));
}
