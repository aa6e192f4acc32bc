import { asId, type AttemptId, type CohortId, type EnrolmentId, type PersonId } from '../shared/index.ts';
import { newId } from '../shared/index.ts';
import type { Answer, AttemptChange, AttemptState, EndedBy } from './model.ts';
import type { AttemptFact } from './quiz-standing.ts';
import type { AttemptScore } from './score-attempt.ts';

/** One question of an attempt, in the version that it showed. */
export interface AttemptItem {
  readonly questionId: string;
  readonly version: string;
}

/** The name of one version of one question. */
export function keyOf({ questionId, version }: AttemptItem): string {
  return `${questionId}@${version}`;
}

export interface StoredAnswer {
  readonly answer: Answer;
  readonly savedAt: Date;
  /** The page load that stored it. */
  readonly page: string;
}

/** A change with its id, so that repeating it adds nothing. */
export interface StoredChange extends AttemptChange {
  readonly id: string;
  readonly byPersonId: string;
}

/** What is known of an attempt without its answers. */
export interface AttemptFacts {
  readonly id: AttemptId;
  readonly enrolmentId: EnrolmentId;
  readonly personId: PersonId;
  readonly cohortId: CohortId;
  readonly quizId: string;
  /** 1 first. */
  readonly number: number;
  readonly items: readonly AttemptItem[];
  readonly state: AttemptState;
  readonly endedBy: EndedBy | null;
  readonly startedAt: Date;
  /** When it ends: at its time limit, or when the quiz closes if that is earlier. */
  readonly endsAt: Date | null;
  /** When its time limit ends it, with what was granted. */
  readonly limitEndsAt: Date | null;
  /** When the quiz closes for this person. */
  readonly closesAt: Date | null;
  readonly submittedAt: Date | null;
  /** When it was scored last: at its end, or by a correction. */
  readonly scoredAt: Date | null;
  readonly lastActivityAt: Date;
  /** As they were when it started. */
  readonly passMark: number;
  readonly maxPoints: number;
  readonly score: AttemptScore | null;
  /** Ids of the grants that held when it started. */
  readonly grants: readonly string[];
  readonly changes: readonly StoredChange[];
  /** Ids of the corrections that have been looked at for it. */
  readonly corrections: readonly string[];
  /** Rises with every change but a stored answer. */
  readonly revision: number;
}

export interface Attempt extends AttemptFacts {
  readonly seed: string;
  /** Question id → answer. */
  readonly answers: Readonly<Record<string, StoredAnswer>>;
  /** Rises with everything that its end has to take notice of. */
  readonly saves: number;
}

const previewPrefix = 'preview-';

/** Previews (view as trainee) are kept in a collection of their own, so that nothing that counts can meet them. */
export function newAttemptId(preview: boolean): AttemptId {
  const id = newId<'attempt'>();
  return preview ? asId(previewPrefix + id) : id;
}

export function isPreview(id: AttemptId): boolean {
  return id.startsWith(previewPrefix);
}

/** The part of an attempt that a standing is made of. */
export function toFact(attempt: AttemptFacts): AttemptFact {
  const { id, number, state, score, submittedAt, passMark, lastActivityAt } = attempt;
  return { id, number, state, share: score?.share ?? null, submittedAt, passMark, lastActivityAt };
}

/** What the trainee reads of a change. */
export function toChange({ kind, minutes, reason, byName, at }: StoredChange): AttemptChange {
  return { kind, minutes, reason, byName, at };
}
