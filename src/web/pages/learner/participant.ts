import type { Request } from 'express';
import type { Participant } from '../../../learning/index.ts';
import { asId, type AttemptId } from '../../../shared/index.ts';
import { NotAllowed } from '../../errors/web-errors.ts';
import type { Viewer } from '../../middleware/viewer.ts';

/** The viewer as learning knows them. */
export function participantOf({ enrolment }: Viewer): Participant {
  return { enrolmentId: enrolment.id, personId: enrolment.personId, cohortId: enrolment.cohortId };
}

/** How a viewer may take a quiz: so that it counts, or as a trainer to look at it. @throws NotAllowed */
export function sittingOf(viewer: Viewer): { readonly preview: boolean } {
  if (viewer.may('learn')) return { preview: false };
  if (viewer.may('preview')) return { preview: true };
  throw new NotAllowed('learn');
}

/** How much of it counts, for the banner over every page of the path. */
export function visitOf(viewer: Viewer): Visit {
  const learns = viewer.may('learn');
  const previews = !learns && viewer.may('preview');
  return { learns, previews, readsOnly: !learns && !previews, takesQuizzes: learns || previews };
}

export interface Visit {
  readonly learns: boolean;
  readonly previews: boolean;
  readonly readsOnly: boolean;
  readonly takesQuizzes: boolean;
}

export function paramOf(req: Request, name: string): string {
  return String(req.params[name]);
}

export function attemptIdOf(req: Request): AttemptId {
  return asId<'attempt'>(paramOf(req, 'attempt'));
}
