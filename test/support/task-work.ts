import {
  finishMark,
  getGradingSheet,
  saveMarkByToken,
  type Actor,
  type AssessmentDeps,
  type Level,
  type MarkChange,
  type ReleaseChoice,
  type SubmissionId,
} from '../../src/assessment/index.ts';
import { findTask } from '../../src/curriculum/index.ts';
import { peopleRecords, type Enrolment } from '../../src/people/index.ts';
import type { GradebookEntry } from './demo-platform.ts';
import { eventually } from './eventually.ts';
import type { School } from './school.ts';
import { assessmentOf, handInWork } from './assessment.ts';
import { taskAnswers } from './task-answers.ts';

export interface GivenGrade {
  /** Of every criterion. */
  readonly level: Level;
  readonly overall?: string;
  readonly todo?: string;
  readonly release?: ReleaseChoice;
  readonly changes?: readonly MarkChange[];
}

/** Handing in and grading beside the pages, for tests that begin where that is done. People have launched before. */
export interface TaskWork {
  readonly deps: AssessmentDeps;
  enrolmentOf(name: string): Promise<Enrolment>;
  /** Fills in the form, every text made of `word`, and hands it in. */
  handIn(name: string, taskId: string, word?: string): Promise<SubmissionId>;
  /** Enters levels and words as that trainer, finishes and releases. */
  grade(name: string, id: SubmissionId, given: GivenGrade): Promise<void>;
}

/** `name`: how the person's name begins, such as Eleni. */
export function taskWork(school: School): TaskWork {
  const { connection } = school.tool.database;
  const people = peopleRecords(connection);
  const deps = assessmentOf(school);
  const enrolmentOf = async (name: string): Promise<Enrolment> => {
    const found = await connection
      .collection<{ _id: string; name: string | null }>('enrolments')
      .find({})
      .toArray();
    const one = found.find((candidate) => candidate.name?.startsWith(name));
    const enrolment = one && (await people.findEnrolmentById(one._id as Enrolment['id']));
    if (!enrolment) throw new Error(`Nobody whose name begins with ${name} has come yet`);
    return enrolment;
  };
  return {
    deps,
    enrolmentOf,
    async handIn(name, taskId, word) {
      const enrolment = await enrolmentOf(name);
      const task = findTask(school.curriculum, taskId);
      const texts = task ? taskAnswers(task, word) : {};
      return handInWork(deps, { actor: actorOf(enrolment), enrolment }, { taskId, texts });
    },
    async grade(name, id, given) {
      await gradeAs(deps, await enrolmentOf(name), { id, given });
    },
  };
}

export function actorOf({ id, personId, name }: Enrolment): Actor {
  return { enrolmentId: id, personId, name };
}

async function gradeAs(
  deps: AssessmentDeps,
  enrolment: Enrolment,
  { id, given }: { id: SubmissionId; given: GivenGrade },
): Promise<void> {
  const place = { submissionId: id, cohortId: enrolment.cohortId, by: actorOf(enrolment) };
  const sheet = await getGradingSheet(deps, { ...place, version: null });
  const changes: MarkChange[] = [
    ...sheet.task.criteria.map(
      ({ id: criterionId }) => ({ kind: 'level', criterionId, level: given.level }) as const,
    ),
    { kind: 'overall', text: given.overall ?? 'Clear and to the point.' },
    { kind: 'todo', text: given.todo ?? 'Say what you saw.' },
    ...(given.changes ?? []),
  ];
  const revision = sheet.mark?.revision ?? 0;
  const { mark } = await saveMarkByToken(deps, { token: sheet.token, revision, changes });
  await finishMark(deps, {
    ...place,
    version: sheet.version.number,
    revision: mark.revision,
    release: given.release ?? 'now',
  });
}

/** Waits until the gradebook of the course has something for this person and column. */
export function gradeInLms(school: School, person: string, column: RegExp): Promise<GradebookEntry> {
  return eventually(async () => {
    const entries = await school.lms.gradebook('spring');
    const found = entries.find((entry) => entry.person === person && column.test(entry.column));
    if (!found) throw new Error(`Nothing stands there for ${person}`);
    return found;
  });
}
