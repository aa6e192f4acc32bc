/**
 * Groups that take the curriculum together and how each is set up. Who is in a cohort is kept by people; which LMS
 * course became which cohort, by lti.
 */
export { cohortDirectory, type CohortDirectory } from './cohort-directory.ts';
export { noSchedule, type ActivityDates, type PersonalDates, type Schedule } from './schedule.ts';
export { cohortRecords, type Cohort } from './cohort.records.ts';
