import type { Question } from '../curriculum/index.ts';
import { isAnswered, textOf } from './answer.ts';
import type { AttemptItem, StoredAnswer } from './attempt.ts';
import type { LearningDeps } from './deps.ts';
import {
  AnswerMalformed,
  AttemptClosed,
  AttemptNotFound,
  QuestionNotInAttempt,
  SaveTokenInvalid,
  TimeIsUp,
} from './errors.ts';
import type { Answer, SavedAnswer } from './model.ts';
import { parseAnswer } from './parse-answer.ts';
import { findQuestionVersion } from './questions-of.ts';
import { readNumber } from './read-number.ts';
import { readSaveToken, type SaveToken } from './save-token.ts';
import { isTimeUp, latestEndTimeUp } from './time-limit.ts';

export interface SaveAnswer {
  readonly token: string;
  /** The question and its version as the page showed them. */
  readonly questionId: string;
  readonly version: string;
  /** `answer` or `answer.<id>`; see parseAnswer. Other fields are not looked at. */
  readonly form: Readonly<Record<string, unknown>>;
  /** A random name of this page load: 1–24 letters, digits and hyphens. */
  readonly page: string;
  /**
   * Rises within the page, so that a late request never overwrites a newer answer. A form that scripts have not touched
   * may always send the same number.
   */
  readonly sequence: number;
  /** `savedAt` (ms) of the answer that the page last saw here; null if there was none. */
  readonly seenAt: number | null;
}

/**
 * Stores one answer by the attempt's save token, without a session; one store operation, safe to repeat. Of two tabs or
 * devices the last write wins, and the answer says that something else stood there.
 * @throws SaveTokenInvalid, AttemptClosed, TimeIsUp, AnswerMalformed, AnswerTooLong, QuestionNotInAttempt
 */
export async function saveAnswerByToken(deps: LearningDeps, command: SaveAnswer): Promise<SavedAnswer> {
  const now = deps.clock();
  const token = readSaveToken(deps.saveTokenKey, command.token, now);
  refuseMalformed(command);
  const item = { questionId: command.questionId, version: command.version };
  const question = await getQuestion(deps, item);
  const answer = parseAnswer(question, command.form);
  const { attemptId, personId } = token;
  const { page, sequence } = command;
  const place = { attemptId, personId, item, answer, page, sequence };
  const before = await deps.records.attempts.storeAnswer({
    ...place,
    now,
    endedBefore: latestEndTimeUp(now),
  });
  if (before === 'refused') return explainRefusal(deps, { token, command, question, answer });
  const changedElsewhere = isChangedElsewhere(before, command);
  return {
    ...{ savedAt: now, stored: true, understood: isUnderstood(question, answer), changedElsewhere },
    replaced: changedElsewhere ? (before?.answer ?? null) : null,
  };
}

const pageName = /^[A-Za-z0-9][A-Za-z0-9-]{0,23}$/;

function refuseMalformed({ page, sequence, seenAt, questionId, version }: SaveAnswer): void {
  const isWell =
    pageName.test(page) &&
    Number.isSafeInteger(sequence) &&
    (seenAt === null || Number.isSafeInteger(seenAt)) &&
    questionId.length <= 200 &&
    version.length <= 200;
  if (!isWell) throw new AnswerMalformed('The page, its sequence number or the question is no such thing');
}

async function getQuestion(deps: LearningDeps, item: AttemptItem): Promise<Question> {
  const question = await findQuestionVersion(deps, item);
  if (!question) throw new QuestionNotInAttempt('There never was such a question');
  return question;
}

function isChangedElsewhere(before: StoredAnswer | null, { page, seenAt }: SaveAnswer): boolean {
  return before !== null && before.page !== page && before.savedAt.getTime() !== seenAt;
}

/** A number may still be in the making. */
function isUnderstood(question: Question, answer: Answer): boolean {
  if (question.type !== 'numeric' || !isAnswered(answer)) return true;
  return readNumber(textOf(answer), question.unit) !== null;
}

interface Refused {
  readonly token: SaveToken;
  readonly command: SaveAnswer;
  readonly question: Question;
  readonly answer: Answer;
}

/** Why nothing was stored; a request that came late is told so. */
async function explainRefusal(deps: LearningDeps, refused: Refused): Promise<SavedAnswer> {
  const { token, command, question, answer } = refused;
  const attempt = await deps.records.attempts.find(token.attemptId);
  if (!attempt) throw new AttemptNotFound('There is no such attempt');
  if (attempt.personId !== token.personId) throw new SaveTokenInvalid('The attempt is of another person');
  if (attempt.state === 'submitted')
    throw attempt.endedBy === 'time'
      ? new TimeIsUp('The attempt was ended at its time limit')
      : new AttemptClosed('The attempt was handed in');
  if (isTimeUp(attempt.endsAt, deps.clock())) throw new TimeIsUp('The time limit is over');
  const isShown = attempt.items.some(
    ({ questionId, version }) => questionId === command.questionId && version === command.version,
  );
  const stored = attempt.answers[command.questionId];
  if (!isShown || !stored) throw new QuestionNotInAttempt('The attempt does not show this question');
  return {
    ...{ savedAt: stored.savedAt, stored: false, understood: isUnderstood(question, answer) },
    ...{ changedElsewhere: false, replaced: null },
  };
}
