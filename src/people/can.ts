import { assertNever } from '../shared/index.ts';
import type { Role } from './person.ts';

/** Everything that a route or a use case may ask permission for, inside a cohort. */
export type Action =
  /** Read the curriculum's pages. */
  | 'read'
  /** Learn so that it counts: mark lessons, take quizzes. */
  | 'learn'
  /** Write, hand in and review tasks so that it counts. */
  | 'hand-in'
  /** Take a quiz without trace, as a trainee would see it. */
  | 'preview'
  /** See every trainee's state, attempts and statistics. */
  | 'oversee'
  /** Grade what is handed in, answer its authors, decide and release. */
  | 'grade'
  /** Grant attempts and time, reopen attempts, correct questions, set up the cohort. */
  | 'manage'
  /** Read trainer notes. */
  | 'read-trainer-notes';

/** Whether a role may do an action in its own cohort. Who is in which cohort is the enrolment's matter. */
export function can(role: Role, action: Action): boolean {
  switch (action) {
    case 'read':
      return true;
    case 'learn':
    case 'hand-in':
      return role === 'trainee';
    case 'preview':
    case 'oversee':
    case 'grade':
    case 'manage':
    case 'read-trainer-notes':
      return role === 'trainer' || role === 'organiser';
    default:
      return assertNever(action);
  }
}
