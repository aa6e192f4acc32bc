/**
 * Who someone is: a person (issuer + subject), an enrolment (a person in a cohort with a role) and what a role may do.
 * How a person proves who they are is for lti and web; what a cohort is, for cohorts.
 */
export { can, type Action } from './can.ts';
export type { Enrolment, Role } from './person.ts';
export { peopleIndexes, peopleRecords, type PeopleRecords } from './people.records.ts';
