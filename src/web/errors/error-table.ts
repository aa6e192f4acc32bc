/**
 * What each broken rule means to a person: the status and where the words stand. The texts of a code are
 * `<namespace>:<code>.title`, `.text` (what happened, what it means) and `.action` (what to do).
 */
export interface ErrorEntry {
  readonly status: number;
  readonly namespace: 'errors' | 'errors-lti' | 'errors-learning' | 'errors-assessment' | 'log';
  /** Where the way on leads: back to the LMS (the default), to the cohort's home, or nowhere. */
  readonly way?: 'home';
}

const web = (status: number, way?: 'home'): ErrorEntry => ({
  status,
  namespace: 'errors',
  ...(way ? { way } : {}),
});
const lti = (status: number): ErrorEntry => ({ status, namespace: 'errors-lti' });
const assessment = (status: number): ErrorEntry => ({ status, namespace: 'errors-assessment', way: 'home' });
const learning = (status: number): ErrorEntry => ({ status, namespace: 'errors-learning', way: 'home' });

export const errorTable: Readonly<Record<string, ErrorEntry>> = {
  'not-found': web(404, 'home'),
  'session-expired': web(401),
  'not-enrolled': web(403),
  'not-allowed': web(403, 'home'),
  'stale-form': web(403),
  'malformed-request': web(400, 'home'),
  'too-large': web(413, 'home'),
  unexpected: web(500, 'home'),

  'lti-login-malformed': lti(400),
  'lti-platform-unknown': lti(403),
  'lti-client-unknown': lti(403),
  'lti-platform-off': lti(403),
  'lti-target-elsewhere': lti(400),
  'lti-launch-malformed': lti(400),
  'lti-token-refused': lti(403),
  'lti-keys-unreachable': lti(424),
  'lti-launch-expired': lti(400),
  'lti-deployment-unknown': lti(403),
  'lti-platform-refused': lti(403),
  'lti-pick-not-allowed': lti(403),
  'lti-review-not-allowed': lti(403),
  'lti-invite-not-valid': lti(404),
  'lti-too-many-tries': lti(429),
  'lti-no-such-platform': lti(404),
  'lti-platform-malformed': lti(400),
  'lti-pick-settings': lti(400),
  'lti-pick-expired': lti(400),
  'lti-platform-silent': lti(424),
  'lti-platform-refusal': lti(424),
  'lti-address-not-allowed': lti(400),
  'lti-service-platform-gone': lti(404),

  'log-note-too-long': { status: 422, namespace: 'log', way: 'home' },
  'log-token-invalid': { status: 403, namespace: 'log' },

  'task-unknown': assessment(404),
  'submission-unknown': assessment(404),
  'submission-busy': assessment(409),
  'draft-token-invalid': assessment(403),
  'draft-closed': assessment(409),
  'draft-too-long': assessment(422),
  'draft-field-unknown': assessment(400),
  'draft-malformed': assessment(400),
  'hand-in-waiting': assessment(409),
  'hand-in-settled': assessment(409),
  'hand-in-incomplete': assessment(422),
  'hand-in-unchanged': assessment(409),
  'draft-changed-since': assessment(409),
  'hand-in-over': assessment(409),
  'hand-in-not-open': assessment(409),
  'invitations-open': assessment(409),
  'nothing-to-withdraw': assessment(409),
  'withdraw-too-late': assessment(409),
  'authors-full': assessment(409),
  'authors-fixed': assessment(409),
  'already-author': assessment(409),
  'invitation-gone': assessment(409),
  'own-work-stands': assessment(409),
  'leaving-not-open': assessment(409),
  'message-missing': assessment(400),
  'message-too-long': assessment(422),
  'second-look-taken': assessment(409),
  'second-look-not-open': assessment(409),

  'lesson-unknown': learning(404),
  'quiz-unknown': learning(404),
  'question-unknown': learning(404),
  'attempt-not-found': learning(404),
  'not-your-attempt': learning(403),
  'question-not-in-attempt': learning(404),
  'attempt-limit-reached': learning(409),
  'activity-locked': learning(409),
  'attempt-closed': learning(409),
  'time-is-up': learning(409),
  'save-token-invalid': learning(403),
  'answer-malformed': learning(400),
  'answer-too-long': learning(413),
  'text-too-long': learning(413),
  'text-missing': learning(400),
  'reason-missing': learning(400),
  'grant-out-of-range': learning(400),
  'nobody-chosen': learning(400),
  'attempt-still-open': learning(409),
  'another-attempt-open': learning(409),
  'report-not-found': learning(404),
  'attempt-busy': learning(409),
};
