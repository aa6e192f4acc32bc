/**
 * What each broken rule means to a person: the status and where the words stand. The texts of a code are
 * `<namespace>:<code>.title`, `.text` (what happened, what it means) and `.action` (what to do).
 */
export interface ErrorEntry {
  readonly status: number;
  readonly namespace: 'errors' | 'errors-lti' | 'errors-learning';
  /** Where the way on leads: back to the LMS (the default), to the cohort's home, or nowhere. */
  readonly way?: 'home';
}

const web = (status: number, way?: 'home'): ErrorEntry => ({
  status,
  namespace: 'errors',
  ...(way ? { way } : {}),
});
const lti = (status: number): ErrorEntry => ({ status, namespace: 'errors-lti' });
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
};

export { learning, lti };
