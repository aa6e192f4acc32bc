import type { Question } from '../curriculum/index.ts';
import { isSameAnswer } from './answer.ts';
import type { Answer } from './model.ts';
import { scoreQuestion } from './score-question.ts';

/** A correction as scoring needs it. */
export interface AppliedCorrection {
  readonly id: string;
  readonly questionId: string;
  readonly versions: readonly string[];
  /** rescore: the question whose key is taken; accept: answers that are right too; drop: neither. */
  readonly rescoreBy: Question | null;
  readonly accept: readonly Answer[];
  readonly drop: boolean;
  /** It also holds for an attempt that loses by it. */
  readonly scoresMayFall: boolean;
}

export interface ScoredQuestion {
  readonly questionId: string;
  readonly version: string;
  readonly share: number;
  /** Left out of the score. */
  readonly dropped: boolean;
}

export interface AttemptScore {
  /** 0–1, the mean over the questions that were not dropped, to six decimals. */
  readonly share: number;
  /** To two decimals. */
  readonly points: number;
  readonly maxPoints: number;
  readonly questions: readonly ScoredQuestion[];
}

export interface AnsweredQuestion {
  readonly question: Question;
  readonly answer: Answer | null;
}

/**
 * Scores the questions of an attempt, all of the same weight. Corrections are taken in the order given, each unless the
 * attempt would lose by it and its scores may not fall; so an attempt that was open when a question was corrected fares
 * as one that was handed in. Where every question was dropped, everything that was left to earn was earned: 1.
 */
export function scoreAttempt(
  questions: readonly AnsweredQuestion[],
  maxPoints: number,
  corrections: readonly AppliedCorrection[] = [],
): AttemptScore {
  let taken: readonly AppliedCorrection[] = [];
  let score = scoreWith(questions, maxPoints, taken);
  for (const correction of corrections) {
    const next = scoreWith(questions, maxPoints, [...taken, correction]);
    if (next.share < score.share && !correction.scoresMayFall) continue;
    taken = [...taken, correction];
    score = next;
  }
  return score;
}

function scoreWith(
  questions: readonly AnsweredQuestion[],
  maxPoints: number,
  corrections: readonly AppliedCorrection[],
): AttemptScore {
  const scored = questions.map((answered) => scoreCorrected(answered, corrections));
  const counted = scored.filter(({ dropped }) => !dropped);
  const sum = counted.reduce((total, { share }) => total + share, 0);
  const share = counted.length === 0 ? 1 : round(sum / counted.length, 6);
  return { share, points: round(share * maxPoints, 2), maxPoints, questions: scored };
}

/** Shares are sums of fractions: a pass mark of 0.7 must not be missed by a last binary digit. */
export function isPassed(share: number | null, passMark: number): boolean {
  return share !== null && share >= passMark - 1e-6;
}

function scoreCorrected(
  { question, answer }: AnsweredQuestion,
  corrections: readonly AppliedCorrection[],
): ScoredQuestion {
  let share = scoreQuestion(question, answer);
  let dropped = false;
  for (const correction of corrections) {
    if (!covers(correction, question)) continue;
    if (correction.drop) dropped = true;
    if (correction.rescoreBy) share = scoreQuestion(correction.rescoreBy, answer);
    if (answer && correction.accept.some((accepted) => isSameAnswer(question, accepted, answer))) share = 1;
  }
  return { questionId: question.id, version: question.version, share, dropped };
}

function covers(correction: AppliedCorrection, question: Question): boolean {
  return correction.questionId === question.id && correction.versions.includes(question.version);
}

function round(value: number, decimals: number): number {
  const factor = 10 ** decimals;
  return Math.round(value * factor) / factor;
}
