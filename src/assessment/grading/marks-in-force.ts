import type { Actor, Hold, Mark, Release, Submission } from '../model.ts';

/** How long a claim lasts after the last thing that its holder did, in ms. */
const holdMs = 15 * 60_000;

/** Of a mark what says whose turn it is; the queue reads no more. */
export type MarkFacts = Pick<
  Mark,
  'id' | 'version' | 'role' | 'marker' | 'levels' | 'personLevels' | 'startedAt' | 'finishedAt'
>;

/** Of a submission what says whose turn it is. */
export interface GradingFacts<Marked extends MarkFacts = MarkFacts> extends Pick<
  Submission,
  'state' | 'current' | 'hold'
> {
  readonly marks: readonly Marked[];
  readonly releases: readonly Pick<Release, 'version' | 'at'>[];
}

/** Marks of the version in force that came after its last release. */
export function marksInForce<Marked extends MarkFacts>({
  marks,
  current,
  releases,
}: GradingFacts<Marked>): Marked[] {
  const released = releases.findLast(({ version }) => version === current);
  return marks.filter(
    ({ version, startedAt }) => version === current && (!released || startedAt > released.at),
  );
}

/** First and second marker's, who do not see each other's until both are finished. */
export function independentMarks<Marked extends MarkFacts>(facts: GradingFacts<Marked>): Marked[] {
  return marksInForce(facts).filter(({ role }) => role === 'first' || role === 'second');
}

/** The two independent marks where both are finished. */
export function finishedPair<Marked extends MarkFacts>(
  facts: GradingFacts<Marked>,
): readonly [Marked, Marked] | null {
  const [one, other] = independentMarks(facts).filter(({ finishedAt }) => finishedAt !== null);
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
