import type { EnrolmentId } from '../shared/index.ts';
import type { Author, Release } from './model.ts';

/** Who hands in, as markers may know it: the name is null where the platform gives none, or while it is hidden. */
export interface ShownAuthor {
  readonly enrolmentId: EnrolmentId;
  readonly name: string | null;
}

/** Names are hidden until a grade is released. */
export function shownAuthors(
  {
    authors,
    releases,
  }: {
    readonly authors: readonly Pick<Author, 'enrolmentId' | 'name' | 'state'>[];
    readonly releases: readonly Pick<Release, 'version'>[];
  },
  namesHidden: boolean,
): ShownAuthor[] {
  const isHidden = namesHidden && releases.length === 0;
  return authors
    .filter(({ state }) => state === 'accepted')
    .map(({ enrolmentId, name }) => ({ enrolmentId, name: isHidden ? null : name }));
}
