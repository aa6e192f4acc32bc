import type { RequestHandler } from 'express';

/**
 * Says that the connection is secure where PUBLIC_URL is https or loopback, whatever the last hop was, because
 * express-session sends no Secure cookie otherwise; browsers take Secure cookies on loopback addresses over http.
 */
export function secureByPublicUrl(secure: boolean): RequestHandler {
  return (req, _res, next) => {
    Object.defineProperty(req, 'secure', { value: secure, configurable: true });
    next();
  };
}
