import type { Actor, Hold, Mark, Submission } from '../model.ts';

/** How long a claim lasts after the last thing that its holder did, in ms. */
const holdMs = 15 * 60_000;

/** Marks of the version in force that came after its last release. */
export function marksInForce({ marks, current, releases }: Submission): Mark[] {
  const released = releases.findLast(({ version }) => version === current);
  return marks.filter(
    ({ version, startedAt }) => version === current && (!released || startedAt > released.at),
  );
}

/** First and second marker's, who do not see each other's until both are finished. */
export function independentMarks(submission: Submission): Mark[] {
  return marksInForce(submission).filter(({ role }) => role === 'first' || role === 'second');
}

/** The two independent marks where both are finished. */
export function finishedPair(submission: Submission): readonly [Mark, Mark] | null {
  const [one, other] = independentMarks(submission).filter(({ finishedAt }) => finishedAt !== null);
  return one && other ? [one, other] : null;
}

/** Who holds it now; a claim ends by itself. */
export function holdNow({ hold }: Pick<Submission, 'hold'>, now: Date): Hold | null {
  return hold && hold.until > now ? hold : null;
}

export function isHeldByOther(
  submission: Pick<Submission, 'hold'>,
  by: Pick<Actor, 'enrolmentId'>,
  now: Date,
): boolean {
  const hold = holdNow(submission, now);
  return hold !== null && !isSame(hold.by, by);
}

export function holdFor(by: Actor, now: Date): Hold {
  return { by, until: new Date(now.getTime() + holdMs) };
}

export function isSame(one: Pick<Actor, 'enrolmentId'>, other: Pick<Actor, 'enrolmentId'>): boolean {
  return one.enrolmentId === other.enrolmentId;
}
