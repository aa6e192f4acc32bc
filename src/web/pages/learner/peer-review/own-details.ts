import {
  findPrivateDetails,
  textsOf,
  type Author,
  type PrivateDetail,
  type Version,
} from '../../../../assessment/index.ts';
import type { WebDeps } from '../../../deps.ts';
import type { Viewer } from '../../../middleware/viewer.ts';

type Accounts = Pick<WebDeps, 'people'>;

/**
 * What in a version says who its authors are, as far as reviewers would read it: parts for trainers only are not shown to
 * them, nor are names of files. One store operation for each author.
 */
export async function ownDetailsIn(
  { people }: Accounts,
  { cohort }: Pick<Viewer, 'cohort'>,
  { version, authors }: { readonly version: Version; readonly authors: readonly Author[] },
): Promise<PrivateDetail[]> {
  const shown = Object.entries(version.fields).filter(([id]) => !version.trainerOnly.includes(id));
  const texts = shown.flatMap(([id, value]) => textsOf(id, value));
  const writers = authors.filter(({ state }) => state === 'accepted');
  const enrolments = await Promise.all(
    writers.map(({ enrolmentId }) => people.findEnrolmentById(enrolmentId)),
  );
  const found = writers.flatMap(({ name }, index) =>
    findPrivateDetails(
      { name, email: enrolments[index]?.email ?? null, school: cohort.title },
      { texts, fileNames: [] },
    ),
  );
  return [...new Map(found.map((one) => [`${one.kind} ${one.quote}`, one])).values()];
}
