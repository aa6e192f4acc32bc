import type { Request, RequestHandler, Response } from 'express';
import { can, type Action, type Enrolment, type PeopleRecords } from '../../people/index.ts';
import type { Cohort, CohortDirectory } from '../../cohorts/index.ts';
import { asId } from '../../shared/index.ts';
import { NotAllowed, NotEnrolled, SessionExpired } from '../errors/web-errors.ts';
import type { Where } from '../paths.ts';

/** Who looks at a page, in which cohort, through which placement. */
export interface Viewer {
  readonly enrolment: Enrolment;
  readonly cohort: Cohort;
  readonly where: Where;
  may(action: Action): boolean;
}

type ViewerRecords = Pick<PeopleRecords, 'findEnrolment'>;

/**
 * Lets a request through to its handler if the person of the session may do the action in the cohort that the address
 * names. Costs one read beside the session's.
 * @throws SessionExpired, NotEnrolled, NotAllowed
 */
export function permission(
  people: ViewerRecords,
  cohorts: CohortDirectory,
): (action: Action) => RequestHandler {
  return (action) => async (req, res, next) => {
    const viewer = await findViewer(req, people, cohorts);
    res.locals['viewer'] = viewer;
    if (!viewer.may(action)) throw new NotAllowed(action);
    next();
  };
}

async function findViewer(req: Request, people: ViewerRecords, cohorts: CohortDirectory): Promise<Viewer> {
  const where: Where = {
    cohort: asId<'cohort'>(String(req.params['cohort'])),
    placement: asId<'placement'>(String(req.params['placement'])),
  };
  if (!req.session.personId) throw new SessionExpired();
  const enrolment = await people.findEnrolment(req.session.personId, where.cohort);
  if (enrolment?.state !== 'active') throw new NotEnrolled();
  const cohort = await cohorts.getCohort(enrolment.cohortId);
  return { enrolment, cohort, where, may: (action) => can(enrolment.role, action) };
}

/** The viewer of a request behind permission(). */
export function viewerOf(res: Response): Viewer {
  return res.locals['viewer'] as Viewer;
}

/** The viewer where there is one: error pages show the place even when the action was refused. */
export function findViewerOf(res: Response): Viewer | null {
  return (res.locals['viewer'] as Viewer | undefined) ?? null;
}
