import type { Request, RequestHandler, Response } from 'express';

export type Endpoint =
  | 'authorize'
  | 'configuration'
  | 'everything'
  | 'keys'
  | 'lineitems'
  | 'memberships'
  | 'register'
  | 'results'
  | 'scores'
  | 'services'
  | 'token';

/** What goes wrong. Connections are refused by `platform.stop()`. */
export interface AnswerFault {
  readonly at: Endpoint;
  /**
   * An answer of its own; `hang` never answers; `reset` ends the connection; `lost` does the work, but the answer never
   * arrives. Without it the LMS answers as usual, after `delayMs`.
   */
  readonly answer?:
    | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string }
    | 'hang'
    | 'reset'
    | 'lost';
  readonly delayMs?: number;
  /** How often; for ever unless given. */
  readonly times?: number;
}

export interface AnswerFaults {
  readonly intercept: RequestHandler;
  readonly requests: string[];
  /** Switches a fault on; the answer switches it off. */
  add(fault: AnswerFault): () => void;
  clear(): void;
}

const patterns: Readonly<Record<Endpoint, RegExp>> = {
  everything: /./,
  authorize: /\/authorize$/,
  configuration: /\/openid-configuration$/,
  register: /\/register$/,
  keys: /\/keys$/,
  token: /\/token$/,
  services: /\/services\//,
  lineitems: /\/(lineitems|lineitem)$/,
  scores: /\/scores$/,
  results: /\/results$/,
  memberships: /\/memberships$/,
};

/** Faults of what the LMS answers; the first that fits a request is taken. */
export function answerFaults(): AnswerFaults {
  let active: { fault: AnswerFault; left: number }[] = [];
  const requests: string[] = [];
  return {
    requests,
    intercept: (req, res, next) => {
      requests.push(`${req.method} ${req.path.replace('/lcf-demo-lms', '')}`);
      const entry = active.find(({ fault, left }) => left > 0 && patterns[fault.at].test(req.path));
      if (!entry) return next();
      entry.left -= 1;
      setTimeout(() => misbehave(entry.fault, req, res, next), entry.fault.delayMs ?? 0);
    },
    add: (fault) => {
      const entry = { fault, left: fault.times ?? Infinity };
      active.push(entry);
      return () => void (active = active.filter((other) => other !== entry));
    },
    clear: () => void (active = []),
  };
}

function misbehave({ answer }: AnswerFault, req: Request, res: Response, next: () => void): void {
  if (answer === undefined) return next();
  if (answer === 'hang') return;
  if (answer === 'reset') return void req.socket.destroy();
  if (answer === 'lost') {
    res.end = () => {
      req.socket.destroy();
      return res;
    };
    return next();
  }
  res
    .status(answer.status)
    .set(answer.headers ?? {})
    .send(answer.body ?? '');
}
