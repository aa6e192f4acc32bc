import type { Request } from 'express';
import type { PersonId } from '../../shared/index.ts';

/** Somebody who has proved who they are. */
export interface Visitor {
  readonly personId: PersonId;
  readonly name: string | null;
  readonly locale: string | null;
  readonly frameOrigins: readonly string[];
  /** What their forms carry; see formTokens. */
  readonly formToken: string;
}

const mostOrigins = 12;

/**
 * Signs someone in. Another person's session is replaced, so that forms of the old tab are refused; the same person's
 * keeps what it knows.
 */
export async function startSession(req: Request, visitor: Visitor): Promise<void> {
  if (req.session.personId && req.session.personId !== visitor.personId) await replaceSession(req);
  const { session } = req;
  session.personId = visitor.personId;
  session.name = visitor.name;
  session.locale = visitor.locale;
  const origins = new Set([...visitor.frameOrigins, ...(session.frameOrigins ?? [])]);
  session.frameOrigins = [...origins].slice(0, mostOrigins);
  session.csrfToken = visitor.formToken;
  await saveSession(req);
}

/**
 * Stores the session before anything is answered: a browser follows a redirect as soon as it has the headers, which
 * express-session sends before its own save has ended.
 */
function saveSession(req: Request): Promise<void> {
  return new Promise((resolve, reject) => {
    req.session.save((error?: unknown) => {
      if (error) reject(new Error('The session could not be stored', { cause: error }));
      else resolve();
    });
  });
}

function replaceSession(req: Request): Promise<void> {
  return new Promise((resolve, reject) => {
    req.session.regenerate((error?: unknown) => {
      if (error) reject(new Error('The session could not be replaced', { cause: error }));
      else resolve();
    });
  });
}
