import type { Request, Response } from 'express';
import { findReviewableVersion } from '../assessment/index.ts';
import { findActivity } from '../curriculum/index.ts';
import { listAttempts } from '../learning/index.ts';
import type { Enrolment, Role } from '../people/index.ts';
import {
  assertNever,
  type ActivityRef,
  type CohortId,
  type EnrolmentId,
  type PersonId,
  type PlacementId,
} from '../shared/index.ts';
import type { WebDeps } from './deps.ts';
import { NotAllowed, NotFound } from './errors/web-errors.ts';
import type { BackLink } from './middleware/back-link.ts';
import { createSignIn } from './middleware/sign-in.ts';
import type { Visitor } from './middleware/start-session.ts';
import { paths, type Where } from './paths.ts';

/** Someone who arrives from an LMS, after every check of the launch. */
export interface Arrival {
  readonly platform: { readonly issuer: string; readonly frameOrigins: readonly string[] };
  readonly person: {
    readonly issuer: string;
    readonly subject: string;
    readonly name: string | null;
    readonly email: string | null;
    readonly locale: string | null;
  };
  readonly role: Role;
  readonly course: { readonly id: string; readonly cohortId: CohortId; readonly title: string };
  readonly placement: { readonly id: PlacementId; readonly activity: ActivityRef };
  readonly returnUrl: string | null;
  /** Whose work a platform's gradebook asks for; a null subject asks for the whole activity. */
  readonly reviewOf: { readonly subject: string | null } | null;
}

type VisitingDeps = Pick<WebDeps, 'people' | 'cohorts' | 'learning' | 'assessment' | 'curriculum' | 'clock'>;

interface WelcomeDeps extends VisitingDeps {
  readonly formToken: (personId: PersonId) => string;
  /** Told of every arrival, after it; for what may follow in the background, such as the roster. */
  readonly arrived?: (arrival: Arrival) => void;
  readonly rememberBackLink: (res: Response, pages: Where, link: BackLink) => void;
}

/**
 * Makes the person, the enrolment and the session, and sends the browser to what was linked. A later launch by the
 * same person adds a cohort to the session's reach; one by another person replaces the session.
 */
export function createWelcome(
  deps: WelcomeDeps,
): (arrival: Arrival, req: Request, res: Response) => Promise<void> {
  const guests = new WeakMap<Request, Guest>();
  const { signIn } = createSignIn({
    launch: (req) => Promise.resolve(guests.get(req)?.visitor ?? null),
  });
  return async (arrival, req, res) => {
    const guest = await enrol(deps, arrival);
    guests.set(req, guest);
    await signIn('launch', req, res);
    if (arrival.returnUrl !== null) {
      const link = { url: arrival.returnUrl, course: arrival.course.title };
      deps.rememberBackLink(res, whereOf(arrival), link);
    }
    deps.arrived?.(arrival);
    res.redirect(303, await destination(deps, arrival, guest.enrolment));
  };
}

function whereOf({ course, placement }: Arrival): Where {
  return { cohort: course.cohortId, placement: placement.id };
}

interface Guest {
  readonly enrolment: Enrolment;
  readonly visitor: Visitor;
}

async function enrol(deps: WelcomeDeps, { course, person: known, role, platform }: Arrival): Promise<Guest> {
  const now = deps.clock();
  const [, person] = await Promise.all([
    deps.cohorts.noteCourse(course.cohortId, course.title),
    deps.people.rememberPerson(known, now),
  ]);
  const place = { cohortId: course.cohortId, courseId: course.id, role, present: true };
  const enrolment = await deps.people.enrolPerson(person, place, now);
  const { frameOrigins } = platform;
  const visitor = {
    ...{ personId: person.id, name: person.name, locale: known.locale, frameOrigins },
    formToken: deps.formToken(person.id),
  };
  return { enrolment, visitor };
}

async function destination(deps: VisitingDeps, arrival: Arrival, enrolment: Enrolment): Promise<string> {
  const where = whereOf(arrival);
  const { activity } = arrival.placement;
  if (!findActivity(deps.curriculum(), activity)) throw new NotFound();
  const oversees = enrolment.role === 'trainer' || enrolment.role === 'organiser';
  if (arrival.reviewOf === null)
    return oversees ? trainerPage(where, activity) : learnerPage(where, activity);
  const { subject } = arrival.reviewOf;
  if (!oversees && subject !== enrolment.subject) throw new NotAllowed('review');
  if (subject === null) return trainerPage(where, activity);
  return reviewPage(deps, { where, activity, subject, issuer: enrolment.issuer, oversees });
}

interface Review {
  readonly where: Where;
  readonly activity: ActivityRef;
  readonly issuer: string;
  readonly subject: string;
  readonly oversees: boolean;
}

/** What counts of somebody's work in an activity or, where there is nothing yet, the page that says so. */
async function reviewPage(deps: VisitingDeps, review: Review): Promise<string> {
  const { where, activity, oversees } = review;
  const person = await deps.people.findPerson(review.issuer, review.subject);
  const enrolment = person && (await deps.people.findEnrolment(person.id, where.cohort));
  if (!enrolment) throw new NotFound();
  const whose = { enrolmentId: enrolment.id, where, oversees };
  const page = await pageOfWork(deps, activity, whose);
  if (page !== null) return page;
  return oversees ? paths.trainee.to({ ...where, enrolment: enrolment.id }) : learnerPage(where, activity);
}

interface Whose {
  readonly enrolmentId: EnrolmentId;
  readonly where: Where;
  readonly oversees: boolean;
}

function pageOfWork(deps: VisitingDeps, activity: ActivityRef, whose: Whose): Promise<string | null> {
  switch (activity.kind) {
    case 'quiz':
      return pageOfBestAttempt(deps, activity.id, whose);
    case 'task':
      return pageOfVersion(deps, activity.id, whose);
    case 'curriculum':
    case 'cohort':
    case 'module':
    case 'lesson':
      return Promise.resolve(null);
    default:
      return assertNever(activity);
  }
}

async function pageOfBestAttempt(
  deps: VisitingDeps,
  quizId: string,
  { enrolmentId, where, oversees }: Whose,
): Promise<string | null> {
  const attempts = await listAttempts(deps.learning, { cohortId: where.cohort, quizId, enrolmentId });
  const submitted = attempts.filter(({ state }) => state === 'submitted');
  const best = submitted.reduce<(typeof submitted)[number] | null>(
    (found, attempt) => (found && (found.share ?? 0) >= (attempt.share ?? 0) ? found : attempt),
    null,
  );
  const page = oversees ? paths.traineeAttempt : paths.attemptResult;
  return best && page.to({ ...where, attempt: best.id });
}

/** The version whose grade stands in the gradebook; before the first grade the one that waits for it. */
async function pageOfVersion(
  deps: VisitingDeps,
  taskId: string,
  { enrolmentId, where, oversees }: Whose,
): Promise<string | null> {
  const found = await findReviewableVersion(deps.assessment, enrolmentId, taskId);
  if (!found) return null;
  const { submissionId, version } = found;
  return oversees
    ? `${paths.grade.to({ ...where, submission: submissionId })}?version=${version}`
    : paths.version.to({ ...where, task: taskId, version });
}

function learnerPage(where: Where, activity: ActivityRef): string {
  switch (activity.kind) {
    case 'curriculum':
    case 'cohort':
      return paths.home.to(where);
    case 'module':
      return paths.module.to({ ...where, module: activity.id });
    case 'lesson':
      return paths.lesson.to({ ...where, lesson: activity.id });
    case 'quiz':
      return paths.quiz.to({ ...where, quiz: activity.id });
    case 'task':
      return paths.task.to({ ...where, task: activity.id });
    default:
      return assertNever(activity);
  }
}

function trainerPage(where: Where, activity: ActivityRef): string {
  switch (activity.kind) {
    case 'curriculum':
    case 'cohort':
      return paths.overview.to(where);
    case 'module':
      return `${paths.overview.to(where)}?module=${encodeURIComponent(activity.id)}`;
    case 'quiz':
      return paths.quizOverview.to({ ...where, quiz: activity.id });
    case 'task':
      return `${paths.queue.to(where)}?task=${encodeURIComponent(activity.id)}`;
    case 'lesson':
      return learnerPage(where, activity);
    default:
      return assertNever(activity);
  }
}
