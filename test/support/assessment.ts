import { randomBytes } from 'node:crypto';
import {
  assessmentRecords,
  handIn,
  openDraft,
  saveDraftByToken,
  type Actor,
  type AssessmentDeps,
  type FieldValue,
  type SubmissionId,
} from '../../src/assessment/index.ts';
import { findTask } from '../../src/curriculum/index.ts';
import { peopleRecords, type Enrolment } from '../../src/people/index.ts';
import { asId, systemClock } from '../../src/shared/index.ts';
import { links, type Arrived, type School } from './school.ts';
import { taskAnswers } from './task-answers.ts';

/** The use cases of assessment on the database of a school, beside its tool. */
export function assessmentOf({ tool, curriculum }: School): AssessmentDeps {
  return {
    records: assessmentRecords(tool.database.connection),
    curriculum: () => curriculum,
    clock: systemClock,
    tokenKey: randomBytes(32),
  };
}

/** A person of the school as assessment knows them, and where they are. */
export interface Attendant extends Arrived {
  readonly actor: Actor;
  readonly enrolment: Enrolment;
  /** The address of the cohort's home. */
  readonly home: string;
}

export async function attend(school: School, person: string): Promise<Attendant> {
  const arrived = await school.open(person, links.whole);
  const [home = '', cohort = ''] = /\/c\/([^/]+)\/[^/?]+/.exec(arrived.page.url) ?? [];
  const people = peopleRecords(school.tool.database.connection);
  const enrolments = await people.listEnrolments(asId<'cohort'>(cohort));
  const enrolment = enrolments.find(({ name }) => name?.toLowerCase().startsWith(person));
  if (!enrolment) throw new Error(`${person} is not enrolled`);
  const { id: enrolmentId, personId, name } = enrolment;
  return { ...arrived, enrolment, home, actor: { enrolmentId, personId, name } };
}

/** Hands in a task as its form asks, `texts` in the place of what stands in fields otherwise. */
export async function handInWork(
  deps: AssessmentDeps,
  { actor, enrolment }: Pick<Attendant, 'actor' | 'enrolment'>,
  { taskId, texts = {} }: { readonly taskId: string; readonly texts?: Readonly<Record<string, FieldValue>> },
): Promise<SubmissionId> {
  const task = findTask(deps.curriculum(), taskId);
  if (!task) throw new Error(`There is no task ${taskId}`);
  const own = { author: actor, cohortId: enrolment.cohortId, taskId };
  const { draft, token } = await openDraft(deps, own);
  const values = Object.entries({ ...taskAnswers(task), ...texts });
  const fields = values.map(([fieldId, value]) => {
    return { fieldId, value, revision: draft.fields[fieldId]?.revision ?? 0 };
  });
  const saved = await saveDraftByToken(deps, { token, fields });
  const seenRevisions = Object.fromEntries(saved.fields.map(({ fieldId, revision }) => [fieldId, revision]));
  const dates = { opensAt: null, dueAt: null, closesAt: null };
  const { submission } = await handIn(deps, { ...own, ...dates, seenRevisions });
  return submission.id;
}
