import type { Curriculum } from '../curriculum/index.ts';

/** Facts that the rule looks at, gathered from the rooms that own them. Shares are 0–1, levels 1–4. */
export interface Evidence {
  /** Ids of the lessons marked done. */
  readonly lessonsDone: readonly string[];
  /** Quiz id → share of the best attempt. */
  readonly quizShares: Readonly<Record<string, number>>;
  /** Task id → criterion id → level of the latest released assessment. */
  readonly criterionLevels: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Task id → how its latest assessment was decided; a decision stands above the levels. */
  readonly taskDecisions: Readonly<Record<string, 'pass' | 'revise' | 'fail'>>;
  /** Task id → how many works of others were reviewed. */
  readonly reviewsGiven: Readonly<Record<string, number>>;
  /** Share of the workshop's hours attended; null where the cohort has no workshops, which asks for none. */
  readonly attendanceShare: number | null;
}

/** One part of the rule: how far it is fulfilled, and what is missing. */
export type Requirement =
  | {
      readonly kind: 'lessons';
      readonly met: boolean;
      readonly done: number;
      readonly needed: number;
      /** Lesson ids in the order of the path. */
      readonly missing: readonly string[];
    }
  | {
      readonly kind: 'quizzes';
      readonly met: boolean;
      readonly done: number;
      readonly needed: number;
      readonly passMark: number;
      readonly missing: readonly { readonly quizId: string; readonly share: number | null }[];
    }
  | {
      readonly kind: 'criteria';
      readonly met: boolean;
      readonly done: number;
      readonly needed: number;
      readonly level: number;
      readonly missing: readonly {
        readonly taskId: string;
        readonly criterionId: string;
        readonly level: number | null;
      }[];
    }
  | {
      /** Reviews of other trainees' works; only where a task asks for them. */
      readonly kind: 'reviews';
      readonly met: boolean;
      readonly done: number;
      readonly needed: number;
      readonly missing: readonly { readonly taskId: string; readonly owed: number }[];
    }
  | { readonly kind: 'attendance'; readonly met: boolean; readonly share: number; readonly needed: number }
  | {
      /** Modules whose lessons, quiz and task are still to come: nobody can have done them. */
      readonly kind: 'modules-to-come';
      readonly met: false;
      readonly moduleIds: readonly string[];
    };

export interface CertificateStanding {
  readonly met: boolean;
  /** Lessons, quizzes, criteria, reviews and attendance (where they apply), modules to come (where there are any). */
  readonly requirements: readonly Requirement[];
}

/** Shares are sums of fractions: 0.7 must not fail for a last binary digit. */
const rounding = 1e-9;

/**
 * Whether the certificate of this curriculum is earned by this evidence, and what is missing. The rule is data of the
 * curriculum (`certificate` in curriculum.yaml).
 */
export function evaluateCertificate(
  curriculum: Pick<Curriculum, 'certificate' | 'modules'>,
  evidence: Evidence,
): CertificateStanding {
  const requirements = [
    lessonsRequired(curriculum, evidence),
    quizzesRequired(curriculum, evidence),
    criteriaRequired(curriculum, evidence),
    ...reviewsRequired(curriculum, evidence),
    ...attendanceRequired(curriculum, evidence),
    ...modulesToCome(curriculum),
  ];
  return { met: requirements.every((requirement) => requirement.met), requirements };
}

type Rule = Pick<Curriculum, 'certificate' | 'modules'>;

function lessonsRequired({ modules }: Rule, { lessonsDone }: Evidence): Requirement {
  const lessons = modules.flatMap((module) => module.lessons.map((lesson) => lesson.id));
  const done = new Set(lessonsDone);
  const missing = lessons.filter((id) => !done.has(id));
  return { kind: 'lessons', ...count(lessons, missing), missing };
}

function quizzesRequired({ modules, certificate }: Rule, { quizShares }: Evidence): Requirement {
  const passMark = certificate.quizPassMark;
  const quizzes = modules.flatMap(({ quiz }) =>
    quiz ? [{ quizId: quiz.id, share: ownValue(quizShares, quiz.id) }] : [],
  );
  const missing = quizzes.filter(({ share }) => !reaches(share, passMark));
  return { kind: 'quizzes', ...count(quizzes, missing), passMark, missing };
}

/**
 * A task that is decided as passed has all its criteria; one that is decided otherwise although every level reaches has
 * none. Else each criterion counts by its level.
 */
function criteriaRequired({ modules, certificate }: Rule, evidence: Evidence): Requirement {
  const level = certificate.criterionLevel;
  const tasks = modules.flatMap(({ task }) => task ?? []);
  const criteria = tasks.flatMap((task) => {
    const levels = ownValue(evidence.criterionLevels, task.id) ?? {};
    const decision = ownValue(evidence.taskDecisions, task.id);
    const graded = task.criteria.map(({ id }) => ({ criterionId: id, level: ownValue(levels, id) }));
    const isRefused =
      decision !== null &&
      decision !== 'pass' &&
      graded.every((criterion) => reaches(criterion.level, level));
    return graded.map((criterion) => ({
      taskId: task.id,
      ...criterion,
      isMet: decision === 'pass' || (!isRefused && reaches(criterion.level, level)),
    }));
  });
  const missing = criteria.flatMap(({ isMet, ...criterion }) => (isMet ? [] : [criterion]));
  return { kind: 'criteria', ...count(criteria, missing), level, missing };
}

function reviewsRequired({ modules }: Rule, { reviewsGiven }: Evidence): Requirement[] {
  const asked = modules.flatMap(({ task }) =>
    task?.peerReview ? [{ taskId: task.id, needed: task.peerReview.reviews }] : [],
  );
  if (asked.length === 0) return [];
  const needed = asked.reduce((sum, one) => sum + one.needed, 0);
  const missing = asked.flatMap((one) => {
    const owed = one.needed - Math.min(one.needed, ownValue(reviewsGiven, one.taskId) ?? 0);
    return owed > 0 ? [{ taskId: one.taskId, owed }] : [];
  });
  const done = needed - missing.reduce((sum, { owed }) => sum + owed, 0);
  return [{ kind: 'reviews', met: missing.length === 0, done, needed, missing }];
}

function attendanceRequired({ certificate }: Rule, { attendanceShare }: Evidence): Requirement[] {
  if (attendanceShare === null) return [];
  const needed = certificate.attendanceShare;
  return [{ kind: 'attendance', met: reaches(attendanceShare, needed), share: attendanceShare, needed }];
}

function modulesToCome({ modules }: Rule): Requirement[] {
  const moduleIds = modules.filter(({ state }) => state === 'outline').map(({ id }) => id);
  return moduleIds.length > 0 ? [{ kind: 'modules-to-come', met: false, moduleIds }] : [];
}

function count(all: readonly unknown[], missing: readonly unknown[]) {
  return { met: missing.length === 0, done: all.length - missing.length, needed: all.length };
}

function reaches(value: number | null, needed: number): boolean {
  return value !== null && value >= needed - rounding;
}

function ownValue<Value>(record: Readonly<Record<string, Value>>, key: string): Value | null {
  return Object.hasOwn(record, key) ? (record[key] ?? null) : null;
}
