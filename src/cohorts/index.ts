/**
 * Groups that take the curriculum together, how each is set up and its dates. Who is in a cohort is kept by people; which LMS
 * course became which cohort, by lti.
 */
export { cohortDirectory, type CohortDirectory } from './cohort-directory.ts';
export type { ActivityDates, PersonalDates, Schedule } from './schedule.ts';
export { cohortRecords, type Cohort, type CohortRecords } from './cohort.records.ts';

export type * from './dates/model.ts';
export { noRule } from './dates/model.ts';
export { dayIn, isCalendarDay, type CalendarDay } from './dates/calendar.ts';
export { checkDates, lastDay, type DateProblem } from './dates/check-dates.ts';
export { cohortDatesRecords } from './dates/cohort-dates.records.ts';
export { datesDirectory, type DatesDirectory } from './dates/dates-directory.ts';
export { datesOf, plainDays } from './dates/dates-of.ts';
export { DatesContradict } from './dates/errors.ts';
export { extendDates, mostDays, revokeExtension } from './dates/extend-dates.ts';
export { patternDates, type DatePattern } from './dates/pattern.ts';
export { setActivityDates, setAllDates, setFrame } from './dates/set-dates.ts';
