import { DomainError } from '../shared/index.ts';

/** There is no such task, or none that can be handed in. */
export class TaskUnknown extends DomainError {
  readonly code = 'task-unknown';
}

/** There is no such submission, or it is not in this cohort or not this person's. */
export class SubmissionUnknown extends DomainError {
  readonly code = 'submission-unknown';
}

/** Others kept changing it; trying again helps. */
export class SubmissionBusy extends DomainError {
  readonly code = 'submission-busy';
}
