import { DomainError } from '../../shared/index.ts';
import type { DateProblem } from './check-dates.ts';

/** Dates that contradict each other; pages show what is wrong before they come so far. */
export class DatesContradict extends DomainError {
  readonly code = 'dates-contradict';

  constructor(readonly problems: readonly DateProblem[]) {
    super(`The dates contradict each other: ${problems.map(({ code }) => code).join(', ')}`);
  }
}

/** Somebody else has changed the dates since the page was opened. */
export class DatesChanged extends DomainError {
  readonly code = 'dates-changed';
}

/** There is no such quiz or task, or it cannot have dates. */
export class DatesForNothing extends DomainError {
  readonly code = 'dates-for-nothing';
}

/** An extension for nobody, without a reason, or with no time in it. Details: none. */
export class ExtensionIncomplete extends DomainError {
  readonly code = 'extension-incomplete';
}

export class ExtensionUnknown extends DomainError {
  readonly code = 'extension-unknown';
}
