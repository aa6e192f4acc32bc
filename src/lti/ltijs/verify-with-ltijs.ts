import { AsyncLocalStorage } from 'node:async_hooks';
import { createSecretKey } from 'node:crypto';
import ltijs, { type Provider } from 'ltijs';
import { LaunchMalformed, TokenRefused } from '../errors.ts';
import { verificationPlugin, type Verification } from './verification-plugin.ts';

/**
 * Lets ltijs verify an id_token: signature, RS256, age, and the claims of an LtiResourceLinkRequest or
 * LtiDeepLinkingRequest.
 * @throws TokenRefused, LaunchMalformed with ltijs's reason
 */
export type VerifyWithLtijs = (idToken: string, verification: Verification) => Promise<void>;

interface Settle {
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

interface StandInRequest {
  readonly method: 'POST';
  readonly url: string;
  readonly originalUrl: string;
  readonly headers: Record<string, string>;
  readonly body: { readonly id_token: string; readonly state: string };
  /** Tells ltijs's body parsers that the body has been read. */
  readonly _body: true;
  readonly cookies: object;
  signedCookies?: Record<string, string>;
  readonly issuer: string;
  readonly settle: Settle;
}

interface StandInResponse {
  readonly locals: { err?: { details?: { message?: string } } };
  readonly setHeader: () => void;
  readonly getHeader: () => void;
  readonly removeHeader: () => void;
  readonly cookie: () => void;
  readonly clearCookie: () => void;
}

const launchRoute = '/lti/launch';
/** The state was verified before; ltijs gets one that it finds in order. */
const verifiedState = 'verified';
const stateCookie = `state${verifiedState}`;
/** A minute, and half a minute for a platform whose clock is behind. */
const tokenMaxAgeSeconds = 90;

/**
 * ltijs sees a request and a response that stand in for the real ones, with the id_token and nothing else of what came
 * over the network. So what it would set (cookies, CORS, a 401 that echoes the request) reaches nobody, and no input
 * can make it throw outside a promise. An instance of its own per caller; `deploy()`, which exits the process, is
 * never called.
 */
export function verifyWithLtijs(encryptionKey: Buffer): VerifyWithLtijs {
  const verification = new AsyncLocalStorage<Verification>();
  const provider = createProvider(encryptionKey, verification);
  return (idToken, expected) =>
    verification.run(
      expected,
      () =>
        new Promise((resolve, reject) => {
          const request = toRequest(idToken, expected.platform.issuer, { resolve, reject });
          provider.app(request, createResponse(), (error) =>
            reject(new TokenRefused('ltijs did not answer', { cause: error })),
          );
        }),
    );
}

function createProvider(
  encryptionKey: Buffer,
  verification: AsyncLocalStorage<Verification>,
): Provider<StandInRequest, StandInResponse> {
  const provider = new ltijs.Provider.constructor<StandInRequest, StandInResponse>();
  provider.setup(
    // As text it would be tried as a private key in vain at each launch, which takes longer than the token's signature.
    createSecretKey(encryptionKey),
    { plugin: verificationPlugin(verification) },
    {
      ltiaas: true,
      cors: false,
      tokenMaxAge: tokenMaxAgeSeconds,
      appRoute: launchRoute,
      loginRoute: '/unused/login',
      keysetRoute: '/unused/keys',
      dynRegRoute: '/unused/register',
      serverAddon: (app) =>
        app.use((req, _res, next) => {
          req.signedCookies = { [stateCookie]: req.issuer };
          next();
        }),
    },
  );
  provider.onConnect((_token, req) => req.settle.resolve());
  provider.onDeepLinking((_token, req) => req.settle.resolve());
  provider.onInvalidToken((req, res) =>
    req.settle.reject(toRefusal(res.locals.err?.details?.message ?? 'no reason given')),
  );
  return provider;
}

/** NO_SUB_CLAIM, WRONG_LTI_VERSION_CLAIM and the like: the token is genuine, but not a message as LTI prescribes it. */
function toRefusal(reason: string): TokenRefused | LaunchMalformed {
  return reason.endsWith('_CLAIM') ? new LaunchMalformed(reason) : new TokenRefused(reason);
}

function toRequest(idToken: string, issuer: string, settle: Settle): StandInRequest {
  return {
    method: 'POST',
    url: launchRoute,
    originalUrl: launchRoute,
    headers: {},
    body: { id_token: idToken, state: verifiedState },
    _body: true,
    cookies: {},
    issuer,
    settle,
  };
}

function createResponse(): StandInResponse {
  const nothing = (): void => undefined;
  return {
    locals: {},
    setHeader: nothing,
    getHeader: nothing,
    removeHeader: nothing,
    cookie: nothing,
    clearCookie: nothing,
  };
}
