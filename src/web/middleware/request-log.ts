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
      const { method, path } = req;
      const ms = Math.round(performance.now() - start);
      const { requestId } = contextOf(res);
      const level = res.statusCode >= 500 ? 'warn' : 'debug';
      log[level]({ requestId, method, path, status: res.statusCode, ms }, 'request');
    });
    next();
  };
}
