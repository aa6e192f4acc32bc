import type { Answer, OutboxEntry, Outcome, Sender } from '../../delivery/index.ts';
import { asId, type Clock } from '../../shared/index.ts';
import type { PlatformAnswer } from './ask-platform.ts';
import { askWithToken, scopes, type ServiceDeps } from './ask-with-token.ts';
import { PlatformRefusal, serviceFailureOf } from './platform-errors.ts';
import { retryAfterMs } from './retry-after.ts';
import { scoreSchema, type Score } from './score.ts';

const KEPT_OF_BODY = 2_048;

export interface SendScoreDeps extends ServiceDeps {
  readonly clock: Clock;
}

/**
 * Posts one score (AGS 2.0, section 3.4): https://www.imsglobal.org/spec/lti-ags/v2p0/#score-publish-service. It says
 * what the platform's answer means; when to try again is the outbox's business.
 */
export function createScoreSender(deps: SendScoreDeps): Sender {
  return async (entry) => {
    try {
      return outcomeOf(await postScore(deps, entry), deps.clock());
    } catch (error) {
      return outcomeOfError(error, deps.clock());
    }
  };
}

async function postScore(deps: SendScoreDeps, entry: OutboxEntry): Promise<PlatformAnswer> {
  const score = scoreSchema.parse(entry.payload);
  return askWithToken(
    deps,
    { platformId: asId(score.platformId), scopes: [scopes.score] },
    {
      method: 'POST',
      url: scoresUrl(score.lineItemUrl),
      headers: { 'Content-Type': 'application/vnd.ims.lis.v1.score+json', Accept: 'application/json' },
      body: JSON.stringify(toBody(score, entry.stamp)),
      signal: entry.signal,
    },
  );
}

/** Inserts `/scores` into the path, before a query: Moodle's line items look like `…/lineitem?type_id=1`. */
export function scoresUrl(lineItemUrl: string): string {
  const url = new URL(lineItemUrl);
  url.pathname = `${url.pathname.replace(/\/$/, '')}/scores`;
  return url.href;
}

function toBody(score: Score, stamp: Date): object {
  const { userId, activityProgress, gradingProgress, scoreGiven, scoreMaximum, comment } = score;
  return {
    userId,
    timestamp: stamp.toISOString(),
    activityProgress,
    gradingProgress,
    ...(scoreGiven === null ? {} : { scoreGiven, scoreMaximum }),
    ...(comment === null ? {} : { comment }),
  };
}

/** Of the refusals, those that say nothing of the score: a token that was forgotten meanwhile, a time-out, too much at once. */
const passing = new Set([401, 408, 429]);

function outcomeOf(answer: PlatformAnswer, now: Date): Outcome {
  const { status, body } = answer;
  const isSuccess = status >= 200 && status < 300;
  if (isSuccess && body.trim() !== '[]') return { kind: 'delivered' };
  if (status === 409) return { kind: 'platform-has-newer' };
  const mayPass = isSuccess || status < 400 || status >= 500 || passing.has(status);
  return mayPass ? retry(answer, now) : { kind: 'parked', answer: toAnswer(answer, now) };
}

/**
 * No token, no answer, or a platform that is switched off or not to be asked: it is tried again, since nothing is wrong
 * with the score, and an administrator may put it right.
 */
function outcomeOfError(error: unknown, now: Date): Outcome {
  if (error instanceof PlatformRefusal) return retry(error.answer, now);
  if (serviceFailureOf(error) === null) throw error;
  const body = error instanceof Error ? error.message : '';
  return { kind: 'retry', answer: { status: null, body, at: now } };
}

function retry(answer: PlatformAnswer, now: Date): Outcome {
  const afterMs = retryAfterMs(answer.headers['retry-after'], now);
  return { kind: 'retry', answer: toAnswer(answer, now), ...(afterMs === undefined ? {} : { afterMs }) };
}

function toAnswer({ status, body }: PlatformAnswer, at: Date): Answer {
  return { status, body: body.slice(0, KEPT_OF_BODY), at };
}
