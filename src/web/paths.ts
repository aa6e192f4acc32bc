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
  writeTask: path('/c/:cohort/:placement/tasks/:task/write'),
  saveDraft: path('/save-draft'),
  handIn: path('/c/:cohort/:placement/tasks/:task/hand-in'),
  withdraw: path('/c/:cohort/:placement/tasks/:task/withdraw'),
  version: path('/c/:cohort/:placement/tasks/:task/versions/:version'),
  secondLook: path('/c/:cohort/:placement/tasks/:task/versions/:version/second-look'),
  taskMessages: path('/c/:cohort/:placement/tasks/:task/messages'),
  taskAuthors: path('/c/:cohort/:placement/tasks/:task/authors'),
  taskInvitation: path('/c/:cohort/:placement/tasks/:task/invitation'),
  peerReviews: path('/c/:cohort/:placement/tasks/:task/reviews'),
  peerReview: path('/c/:cohort/:placement/tasks/:task/reviews/:review'),
  ratePeerReview: path('/c/:cohort/:placement/tasks/:task/reviews/:review/useful'),
  savePeerReview: path('/save-review'),
  upload: path('/upload'),
  uploadPart: path('/upload/:upload'),
  uploadForm: path('/upload-form'),
  removeFile: path('/remove-file'),
  file: path('/c/:cohort/:placement/files/:file'),
  fileView: path('/c/:cohort/:placement/files/:file/view'),
  dates: path('/c/:cohort/:placement/dates'),
  noticeSettings: path('/c/:cohort/:placement/notices'),
  ownRecord: path('/c/:cohort/:placement/record'),
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
  queue: path('/c/:cohort/:placement/trainer/queue'),
  allocate: path('/c/:cohort/:placement/trainer/queue/allocate'),
  remind: path('/c/:cohort/:placement/trainer/queue/remind'),
  grade: path('/c/:cohort/:placement/trainer/submissions/:submission'),
  claim: path('/c/:cohort/:placement/trainer/submissions/:submission/claim'),
  finishMark: path('/c/:cohort/:placement/trainer/submissions/:submission/finish'),
  release: path('/c/:cohort/:placement/trainer/submissions/:submission/release'),
  reopenTask: path('/c/:cohort/:placement/trainer/submissions/:submission/reopen'),
  answerAuthor: path('/c/:cohort/:placement/trainer/submissions/:submission/messages'),
  saveMark: path('/save-mark'),
  commentBank: path('/c/:cohort/:placement/trainer/comments'),
  taskGrading: path('/c/:cohort/:placement/trainer/tasks/:task'),
  releaseTask: path('/c/:cohort/:placement/trainer/tasks/:task/release'),
  taskArchive: path('/c/:cohort/:placement/trainer/tasks/:task/archive'),
  gradeSheet: path('/c/:cohort/:placement/trainer/tasks/:task/sheet'),
  levelPoints: path('/c/:cohort/:placement/trainer/tasks/:task/points'),
  peerOversight: path('/c/:cohort/:placement/trainer/tasks/:task/reviews'),
  moderation: path('/c/:cohort/:placement/trainer/moderation'),
  cohortDates: path('/c/:cohort/:placement/trainer/dates'),
  extensions: path('/c/:cohort/:placement/trainer/dates/extensions'),
  personRecord: path('/c/:cohort/:placement/trainer/people/:enrolment/record'),
  workshop: path('/c/:cohort/:placement/trainer/workshop'),
  trainerNotes: path('/c/:cohort/:placement/trainer/modules/:module/notes'),
} as const;
