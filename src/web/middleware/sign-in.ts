import type { Request, Response } from 'express';
import passport, { type AuthenticateCallback } from 'passport';
import { SessionExpired } from '../errors/web-errors.ts';
import { startSession, type Visitor } from './start-session.ts';

/** Finds out who sends a request, or null if it proves nobody. */
type Identify = (req: Request) => Promise<Visitor | null>;

class ProvenVisitor extends passport.Strategy {
  /** Not `#`: Passport runs objects that inherit from the strategy, and those have no private members. */
  private readonly identify: Identify;

  constructor(name: string, identify: Identify) {
    super();
    this.name = name;
    this.identify = identify;
  }

  override authenticate(req: Request): void {
    this.identify(req).then(
      (visitor) => (visitor ? this.success(visitor) : this.fail(401)),
      (error: unknown) => this.error(error as Error),
    );
  }
}

/**
 * The ways in. Each is a Passport strategy that proves a visitor; the session that follows is the tool's own, so
 * Passport keeps none.
 */
export function createSignIn(ways: Readonly<Record<string, Identify>>): {
  readonly signIn: (way: string, req: Request, res: Response) => Promise<void>;
} {
  const authenticator = new passport.Passport();
  for (const [name, identify] of Object.entries(ways)) authenticator.use(new ProvenVisitor(name, identify));
  return {
    async signIn(way, req, res) {
      const visitor = await new Promise<Visitor>((resolve, reject) => {
        const done: AuthenticateCallback = (error, user) => {
          if (error) reject(asError(error));
          else if (user) resolve(user as Visitor);
          else reject(new SessionExpired());
        };
        const authenticate = authenticator.authenticate(way, { session: false }, done) as (
          ...args: [Request, Response, (error?: unknown) => void]
        ) => void;
        authenticate(req, res, (error) => reject(asError(error)));
      });
      await startSession(req, visitor);
    },
  };
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
