import { newId, type CohortId, type EnrolmentId } from '../shared/index.ts';
import type { NewEnd } from './attempt-changes.records.ts';
import type { AttemptFacts } from './attempt.ts';
import type { LearningDeps } from './deps.ts';
import { GrantOutOfRange, NobodyChosen } from './errors.ts';
import type { Actor, Grant, GrantId, GrantKind } from './model.ts';
import { noteQuizProgress } from './note-progress.ts';
import { getQuiz } from './questions-of.ts';
import { reasonFrom } from './reason.ts';
import { endsWith } from './time-limit.ts';

export interface GrantAttempts {
  readonly cohortId: CohortId;
  readonly quizId: string;
  /** Null is everyone in the cohort, also those who join later. */
  readonly enrolmentIds: readonly EnrolmentId[] | null;
  readonly grant: GrantKind;
  readonly reason: string;
  readonly by: Actor;
}

/**
 * Grants attempts or time to some or everyone. It holds from now on, and time also for attempts that are open. Recorded
 * in one document; summaries and open attempts follow; if that is cut short, finishChanges goes on.
 * @throws QuizUnknown, ReasonMissing, NobodyChosen, GrantOutOfRange
 */
export async function grantAttempts(deps: LearningDeps, command: GrantAttempts): Promise<GrantId> {
  const { cohortId, quizId, enrolmentIds, by } = command;
  getQuiz(deps.curriculum(), quizId);
  if (enrolmentIds?.length === 0) throw new NobodyChosen('A grant to nobody');
  refuseOutOfRange(command.grant);
  const reason = reasonFrom(command.reason);
  const id = newId<'grant'>();
  const grant: Grant = { ...command.grant, id, cohortId, quizId, enrolmentIds, reason, by, at: deps.clock() };
  await deps.records.grants.insert(grant);
  await spreadGrant(deps, grant);
  return id;
}

/** Lets summaries and open attempts know. May be repeated. */
export async function spreadGrant(deps: LearningDeps, grant: Grant): Promise<void> {
  const { attempts, progress, grants } = deps.records;
  await progress.noteGrant(grant);
  if (grant.kind !== 'extra-attempts') {
    const { cohortId, quizId } = grant;
    const open = await attempts.list({ cohortId, quizId, state: 'open' });
    for (const attempt of open) await moveEnd(deps, grant, attempt);
  }
  await grants.markSpread(grant.id);
}

/** What was granted in a cohort, newest first. One store operation. */
export async function listGrants(
  { records }: LearningDeps,
  place: { readonly cohortId: CohortId; readonly quizId?: string },
): Promise<Grant[]> {
  return (await records.grants.list(place)).reverse();
}

/** Those who started later had the grant from the start; those whom it has reached are not given it twice. */
function concerns({ id, enrolmentIds }: Grant, attempt: AttemptFacts): boolean {
  const isMeant = enrolmentIds?.includes(attempt.enrolmentId) ?? true;
  const isKnown = attempt.grants.includes(id) || attempt.changes.some((change) => change.id === id);
  return isMeant && !isKnown && attempt.state === 'open' && attempt.limitEndsAt !== null;
}

const tries = 10;

async function moveEnd(deps: LearningDeps, grant: Grant, attempt: AttemptFacts): Promise<void> {
  let current: AttemptFacts | null = attempt;
  for (let count = 0; count < tries && current && concerns(grant, current); count += 1) {
    if (await deps.records.attempts.moveEnd(current.id, current.revision, newEnd(grant, current)))
      return noteQuizProgress(deps, current);
    current = await deps.records.attempts.find(current.id);
  }
}

function newEnd(grant: Grant, { limitEndsAt, closesAt }: AttemptFacts): NewEnd {
  const { id, reason, by, at } = grant;
  const minutes = grant.kind === 'more-time' ? grant.minutes : null;
  const kind = minutes === null ? 'no-time-limit' : 'more-time';
  return {
    ends: endsWith(
      limitEndsAt && minutes !== null ? new Date(limitEndsAt.getTime() + minutes * 60_000) : null,
      closesAt,
    ),
    change: { id, kind, minutes, reason, at, byName: by.name, byPersonId: by.personId },
  };
}

const ranges = { attempts: [1, 20], minutes: [1, 1440] } as const;

function refuseOutOfRange(grant: GrantKind): void {
  if (grant.kind === 'extra-attempts') refuseBeyond(grant.attempts, ranges.attempts);
  if (grant.kind === 'more-time') refuseBeyond(grant.minutes, ranges.minutes);
}

/** @throws GrantOutOfRange */
export function refuseMinutesOutOfRange(minutes: number): void {
  refuseBeyond(minutes, ranges.minutes);
}

function refuseBeyond(value: number, [lowest, highest]: readonly [number, number]): void {
  if (!Number.isInteger(value) || value < lowest || value > highest)
    throw new GrantOutOfRange(`${value} is not from ${lowest} to ${highest}`, { lowest, highest });
}
