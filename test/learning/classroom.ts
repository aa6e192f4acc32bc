import { maxPointsOf, type Curriculum, type Question, type Quiz } from '../../src/curriculum/index.ts';
import {
  getAttempt,
  learningIndexes,
  learningRecords,
  listResultParts,
  prepareLearning,
  saveAnswerByToken,
  startAttempt,
  submitAttempt,
  type Actor,
  type Answer,
  type AttemptSheet,
  type LearningDeps,
  type Participant,
  type SavedAnswer,
} from '../../src/learning/index.ts';
import {
  asId,
  combineResults,
  type ActivityRef,
  type AttemptId,
  type EnrolmentId,
  type Result,
} from '../../src/shared/index.ts';
import { aCurriculum, aModule, aQuiz } from '../support/curriculum.ts';
import { openTestDatabase } from '../support/database.ts';
import { formOf, rightAnswerTo, wrongAnswerTo } from './rules.ts';

type Database = Awaited<ReturnType<typeof openTestDatabase>>;

export const quizId = 'groups-quiz';
export const cohortId = asId<'cohort'>('cohort-1');

/** A trainee of cohort 1, unless it says another. */
export function aTrainee(name: string, cohort = 'cohort-1'): Participant {
  return {
    enrolmentId: asId(`enrolment-${name}`),
    personId: asId(`person-${name}`),
    cohortId: asId(cohort),
  };
}

/** What an LMS's column gets to know of the quizzes. */
export async function resultFor(
  deps: LearningDeps,
  enrolmentId: EnrolmentId,
  ref: ActivityRef,
): Promise<Result | null> {
  return combineResults(
    await listResultParts(deps, enrolmentId, ref),
    maxPointsOf(deps.curriculum(), ref) ?? 0,
  );
}

export const trainer: Actor = { personId: asId('person-trainer'), name: 'Tea Trainer' };

/** The learning room on a store of its own, with a clock that stands until it is moved. */
export interface Classroom {
  readonly deps: LearningDeps;
  readonly database: Database;
  /** The time now; move it with `later`. */
  now(): Date;
  later(minutes: number): void;
  /** How many store operations something takes: each function of the records is one. */
  operationsOf(action: () => Promise<unknown>): Promise<number>;
  /** Replaces the quiz of the curriculum. */
  teach(changes: Partial<Quiz>): void;
  close(): Promise<void>;
}

export async function openClassroom(changes: Partial<Quiz> = {}): Promise<Classroom> {
  const database = await openTestDatabase();
  for (const { collection, indexes } of learningIndexes) {
    for (const { key, name, unique = false } of indexes)
      await database.connection.collection(collection).createIndex({ ...key }, { name, unique });
  }
  let time = Date.UTC(2026, 2, 2, 9);
  let curriculum = curriculumWith(changes);
  let operations = 0;
  const deps: LearningDeps = {
    records: counting(learningRecords(database.connection), () => (operations += 1)),
    curriculum: () => curriculum,
    clock: () => new Date(time),
    saveTokenKey: Buffer.alloc(32, 7),
  };
  await prepareLearning(deps);
  return {
    ...{ deps, database, now: () => new Date(time), close: () => database.close() },
    later: (minutes) => void (time += minutes * 60_000),
    async operationsOf(action) {
      const before = operations;
      await action();
      return operations - before;
    },
    teach: (quiz) => void (curriculum = curriculumWith(quiz)),
  };
}

/** The same records; every call of one of their functions is noted. */
function counting<Records extends object>(records: Records, note: () => void): Records {
  return new Proxy(records, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value === 'object' && value !== null) return counting(value, note);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]): unknown => {
        note();
        return Reflect.apply(value, target, args);
      };
    },
  });
}

export function curriculumWith(quiz: Partial<Quiz>): Curriculum {
  return aCurriculum({ modules: [aModule({ quiz: aQuiz(quiz) })] });
}

/** Starts an attempt and shows it. */
export async function start(
  { deps }: Classroom,
  participant: Participant,
  options: { preview?: boolean } = {},
): Promise<AttemptSheet> {
  const { attemptId } = await startAttempt(deps, { participant, quizId, ...options });
  return getAttempt(deps, { attemptId, enrolmentId: participant.enrolmentId });
}

let sequence = 0;

/** Answers question `number` (1 first) of an attempt. */
export function answer(
  { deps }: Classroom,
  sheet: AttemptSheet,
  number: number,
  given: Answer & { page?: string; sequence?: number; seenAt?: number | null },
): Promise<SavedAnswer> {
  const question = sheet.questions[number - 1]?.question;
  return saveAnswerByToken(deps, {
    token: sheet.saveToken,
    questionId: question?.id ?? '',
    version: question?.version ?? '',
    form: formOf(given),
    page: given.page ?? 'tab-1',
    sequence: given.sequence ?? (sequence += 1),
    seenAt: given.seenAt ?? null,
  });
}

/** The question as the curriculum has it. */
export function questionOf({ deps }: Classroom, sheet: AttemptSheet, number: number): Question {
  const shown = sheet.questions[number - 1]?.question;
  const pool = deps.curriculum().modules[0]?.quiz?.pool ?? [];
  const question = pool.find(({ id }) => id === shown?.id);
  if (!question) throw new Error(`The attempt has no question ${number}`);
  return question;
}

/** Starts an attempt, answers so many of its eight questions right and the others wrong, and hands it in. */
export async function sit(classroom: Classroom, participant: Participant, right: number): Promise<AttemptId> {
  const sheet = await start(classroom, participant);
  for (const { number } of sheet.questions) {
    const question = questionOf(classroom, sheet, number);
    await answer(
      classroom,
      sheet,
      number,
      number <= right ? rightAnswerTo(question) : wrongAnswerTo(question),
    );
  }
  await submitAttempt(classroom.deps, { attemptId: sheet.id, enrolmentId: participant.enrolmentId });
  return sheet.id;
}
