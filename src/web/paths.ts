import type { CohortId, PlacementId } from '../shared/index.ts';

/** Where someone is: every page of a cohort names the cohort and the placement through which it was opened. */
export interface Where {
  readonly cohort: CohortId;
  readonly placement: PlacementId;
}

type Values = Readonly<Record<string, string | number>>;

/** A path as the router takes it and as a link fills it in. */
export interface Path<Names extends string> {
  readonly pattern: string;
  /** The address with every name filled in and escaped. */
  to(values: { readonly [Name in Names]: string | number }): string;
}

type NamesIn<Pattern extends string> = Pattern extends `${string}:${infer Name}/${infer Rest}`
  ? Name | NamesIn<`/${Rest}`>
  : Pattern extends `${string}:${infer Name}`
    ? Name
    : never;

function path<Pattern extends string>(pattern: Pattern): Path<NamesIn<Pattern>> {
  const parts = pattern.split(/:([a-zA-Z]+)/);
  return {
    pattern,
    to: (values) =>
      parts.reduce((address, part, index) => {
        const isName = index % 2 === 1;
        return address + (isName ? encodeURIComponent(String((values as Values)[part])) : part);
      }, ''),
  };
}

/** Every address of the tool's own pages. Those of LTI are fixed by its URL contract and stand in lti. */
export const paths = {
  front: path('/'),
  health: path('/healthz'),
  ready: path('/readyz'),
  language: path('/language'),

  home: path('/c/:cohort/:placement'),
  module: path('/c/:cohort/:placement/modules/:module'),
  lesson: path('/c/:cohort/:placement/lessons/:lesson'),
  markLesson: path('/c/:cohort/:placement/lessons/:lesson/mark'),
  task: path('/c/:cohort/:placement/tasks/:task'),
  quiz: path('/c/:cohort/:placement/quizzes/:quiz'),
  startAttempt: path('/c/:cohort/:placement/quizzes/:quiz/start'),
  question: path('/c/:cohort/:placement/attempts/:attempt/questions/:number'),
  attemptReview: path('/c/:cohort/:placement/attempts/:attempt/review'),
  submitAttempt: path('/c/:cohort/:placement/attempts/:attempt/submit'),
  attemptResult: path('/c/:cohort/:placement/attempts/:attempt/result'),
  reportProblem: path('/c/:cohort/:placement/attempts/:attempt/questions/:number/problem'),
  saveAnswer: path('/save/:attempt'),

  glossary: path('/c/:cohort/:placement/glossary'),
  sources: path('/c/:cohort/:placement/sources'),
  competences: path('/c/:cohort/:placement/competences'),
  competenceData: path('/c/:cohort/:placement/competences/:format'),
  document: path('/c/:cohort/:placement/documents/:document'),
  log: path('/c/:cohort/:placement/log'),
  removeLogNote: path('/c/:cohort/:placement/log/:note/remove'),
  restoreLogNote: path('/c/:cohort/:placement/log/:note/restore'),
  saveLogNote: path('/save-note'),

  overview: path('/c/:cohort/:placement/trainer'),
  quizOverview: path('/c/:cohort/:placement/trainer/quizzes/:quiz'),
  questionStatistics: path('/c/:cohort/:placement/trainer/quizzes/:quiz/questions'),
  trainee: path('/c/:cohort/:placement/trainer/people/:enrolment'),
  traineeAttempt: path('/c/:cohort/:placement/trainer/attempts/:attempt'),
  grant: path('/c/:cohort/:placement/trainer/quizzes/:quiz/grant'),
  reopenAttempt: path('/c/:cohort/:placement/trainer/attempts/:attempt/reopen'),
  correction: path('/c/:cohort/:placement/trainer/quizzes/:quiz/questions/:question/correct'),
  scores: path('/c/:cohort/:placement/trainer/scores'),
  resendScore: path('/c/:cohort/:placement/trainer/scores/:delivery/resend'),
  refreshRoster: path('/c/:cohort/:placement/trainer/roster'),
  cohortSettings: path('/c/:cohort/:placement/trainer/settings'),
  workshop: path('/c/:cohort/:placement/trainer/workshop'),
  trainerNotes: path('/c/:cohort/:placement/trainer/modules/:module/notes'),
} as const;
