import { loggedPath } from '../../../src/web/middleware/request-log.ts';

describe('an address in the log', () => {
  it('leaves out invites and tickets, which open something for whoever holds them', () => {
    expect(loggedPath('/lti/register/abc123')).toBe('/lti/register/…');
    expect(loggedPath('/lti/launch/window/abc123')).toBe('/lti/launch/window/…');
  });

  it('is whole everywhere else', () => {
    expect(loggedPath('/lti/launch')).toBe('/lti/launch');
    expect(loggedPath('/c/x/y/quizzes/q')).toBe('/c/x/y/quizzes/q');
  });
});
