import type { Actor, Mark, Submission, SubmissionEvent, Version } from '../model.ts';
import { finishedPair, isSame, marksInForce } from './marks-in-force.ts';

/**
 * The marks that one marker may see: of two who mark independently of each other, only their own until both are finished.
 * What was graded before is open to all.
 */
export function visibleMarks(submission: Submission, viewer: Pick<Actor, 'enrolmentId'>): Mark[] {
  if (finishedPair(submission)) return [...submission.marks];
  const inForce = new Set(marksInForce(submission).map(({ id }) => id));
  return submission.marks.filter(
    ({ id, role, marker }) => !inForce.has(id) || role === 'alone' || isSame(marker, viewer),
  );
}

/** Events whose detail may name an author. */
const aboutAuthors: ReadonlySet<SubmissionEvent['kind']> = new Set(['invited', 'joined', 'declined', 'left']);

/** The same without any name of its authors; who they are is still known by their ids. */
export function withoutNames(submission: Submission): Submission {
  const authors = new Set<string>(submission.authors.map(({ enrolmentId }) => enrolmentId));
  const hide = <Person extends Actor>(person: Person): Person =>
    authors.has(person.enrolmentId) ? { ...person, name: null } : person;
  return {
    ...submission,
    authors: submission.authors.map(hide),
    versions: submission.versions.map((version) => ({ ...version, submittedBy: hide(version.submittedBy) })),
    messages: submission.messages.map((message) => ({ ...message, by: hide(message.by) })),
    events: submission.events.map((event) => ({
      ...event,
      by: event.by && hide(event.by),
      detail: aboutAuthors.has(event.kind) ? null : event.detail,
    })),
  };
}

/** A version without the name of who handed it in. */
export function versionWithoutName(version: Version): Version {
  return { ...version, submittedBy: { ...version.submittedBy, name: null } };
}
