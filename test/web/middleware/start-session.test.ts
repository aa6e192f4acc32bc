import type { Request } from 'express';
import { startSession } from '../../../src/web/middleware/start-session.ts';
import { asId } from '../../../src/shared/index.ts';

/** A session whose store takes its time. */
function slowSession(): { req: Request; stored: () => boolean } {
  let isStored = false;
  const save = (done: (error?: unknown) => void): void => {
    setTimeout(() => {
      isStored = true;
      done();
    }, 20);
  };
  return { req: { session: { save, csrfToken: 'token' } } as unknown as Request, stored: () => isStored };
}

const visitor = {
  personId: asId<'person'>('p1'),
  name: 'Eleni',
  locale: 'el',
  frameOrigins: ['https://lms.example'],
  formToken: 'token',
};

describe('a session that starts', () => {
  it('is stored before anything is answered, since browsers follow a redirect at its first line', async () => {
    const { req, stored } = slowSession();
    await startSession(req, visitor);
    expect(stored()).toBe(true);
    expect(req.session.personId).toBe('p1');
  });

  it('keeps the platforms of earlier launches as frames', async () => {
    const { req } = slowSession();
    await startSession(req, visitor);
    await startSession(req, { ...visitor, frameOrigins: ['https://other.example'] });
    expect(req.session.frameOrigins).toEqual(['https://other.example', 'https://lms.example']);
  });
});
