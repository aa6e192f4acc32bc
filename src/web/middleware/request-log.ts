import type { RequestHandler } from 'express';
import type { Log } from '../../shared/index.ts';
import { contextOf } from './context.ts';

/**
 * One line per request at level debug, at warn from status 500. Only method, path, status and time: query strings,
 * headers and bodies hold tokens and names.
 */
export function requestLog(log: Log): RequestHandler {
  return (req, res, next) => {
    const start = performance.now();
    res.once('finish', () => {
      const { method } = req;
      const path = loggedPath(req.path);
      const ms = Math.round(performance.now() - start);
      const { requestId } = contextOf(res);
      const level = res.statusCode >= 500 ? 'warn' : 'debug';
      log[level]({ requestId, method, path, status: res.statusCode, ms }, 'request');
    });
    next();
  };
}

/** An address without its secret: an invite that is refused stays valid, and whoever reads the log must not use it. */
export function loggedPath(path: string): string {
  return path.replace(/^(\/lti\/(?:register|launch\/window)\/).+/, '$1…');
}
