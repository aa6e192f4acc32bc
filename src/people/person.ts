import type { CohortId, EnrolmentId, PersonId } from '../shared/index.ts';

/** What a person is in a cohort. `none`: the platform named no role that the product knows; may read, nothing counts. */
export type Role = 'trainee' | 'mentor' | 'trainer' | 'organiser' | 'none';

/** Facts about people as the product keeps them. Names come from platforms and are untrusted text. */
export interface Person {
  readonly id: PersonId;
  readonly issuer: string;
  readonly subject: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly locale: string | null;
}

/** A person in a cohort. `issuer` and `subject` are kept with it so that a list of people is one read. */
export interface Enrolment {
  readonly id: EnrolmentId;
  readonly personId: PersonId;
  readonly cohortId: CohortId;
  readonly role: Role;
  readonly name: string | null;
  readonly email: string | null;
  readonly issuer: string;
  readonly subject: string;
  /** The LMS courses through which this person came. */
  readonly courseIds: readonly string[];
  readonly state: 'active' | 'left';
  /** The address path, below the cohort's home, of the page where the person last learnt. */
  readonly lastPlace: string | null;
  readonly joinedAt: Date;
  readonly lastSeenAt: Date | null;
}
