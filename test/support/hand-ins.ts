import {
  assessmentRecords,
  finishMark,
  getGradingSheet,
  getTask,
  handIn,
  openDraft,
  saveDraftByToken,
  saveMarkByToken,
  type Actor,
  type AssessmentDeps,
  type Decision,
  type Level,
  type ReleaseChoice,
  type SubmissionId,
} from '../../src/assessment/index.ts';
import { peopleRecords, type Enrolment } from '../../src/people/index.ts';
import { asId, systemClock, type CohortId } from '../../src/shared/index.ts';
import { links, type School } from './school.ts';
import { taskAnswers } from './task-answers.ts';

/** Hands in and grades for people of a school without going through pages, so that those have something to show. */
export interface HandIns {
  readonly deps: AssessmentDeps;
  readonly cohortId: CohortId;
  /** Launches somebody once, and tells who they are. */
  actor(person: string): Promise<Actor>;
  write(person: string, taskId: string, word?: string): Promise<SubmissionId>;
  /** `dueAt`: late after it. */
  handIn(person: string, taskId: string, how?: { word?: string; dueAt?: Date }): Promise<SubmissionId>;
  /** Gives every criterion a level, in their order; the last one goes on to the rest. */
  mark(person: string, submissionId: SubmissionId, how: MarkHow): Promise<void>;
}

export interface MarkHow {
  readonly levels: readonly Level[];
  readonly overall?: string;
  readonly todo?: string;
  readonly decision?: Decision;
  readonly reason?: string;
  /** Null: begun, not finished. */
  readonly release: ReleaseChoice | null;
}

export async function openHandIns(school: School): Promise<HandIns> {
  const { connection } = school.tool.database;
  const deps: AssessmentDeps = {
    records: assessmentRecords(connection),
    curriculum: () => school.curriculum,
    clock: systemClock,
    tokenKey: Buffer.alloc(32, 3),
  };
  const actors = new Map<string, Actor>();
  const { page } = await school.open('sofia', links.whole);
  const cohortId = asId<'cohort'>(page.url.split('/')[2] ?? '');
  const handIns: HandIns = {
    ...{ deps, cohortId },
    async actor(person) {
      const known = actors.get(person);
      if (known) return known;
      const opened = await school.open(person, links.quiz);
      const enrolment = await findEnrolment(school, cohortId, opened.page.html);
      const actor = { enrolmentId: enrolment.id, personId: enrolment.personId, name: enrolment.name };
      actors.set(person, actor);
      return actor;
    },
    async write(person, taskId, word) {
      const author = await handIns.actor(person);
      const { token, draft, submission } = await openDraft(deps, { author, cohortId, taskId });
      const fields = Object.entries(taskAnswers(getTask(deps, taskId), word)).map(([fieldId, value]) => ({
        ...{ fieldId, value, revision: draft.fields[fieldId]?.revision ?? 0 },
      }));
      await saveDraftByToken(deps, { token, fields });
      return submission.id;
    },
    async handIn(person, taskId, { word, dueAt = undefined } = {}) {
      const id = await handIns.write(person, taskId, word);
      const author = await handIns.actor(person);
      const { draft } = await openDraft(deps, { author, cohortId, taskId });
      const seenRevisions = Object.fromEntries(
        Object.entries(draft.fields).map(([field, { revision }]) => [field, revision]),
      );
      const place = { author, cohortId, taskId };
      await handIn(deps, { ...place, seenRevisions, dueAt: dueAt ?? null, closesAt: null });
      return id;
    },
    mark: (person, submissionId, how) => markAs(handIns, { person, submissionId, how }),
  };
  return handIns;
}

async function findEnrolment(school: School, cohortId: CohortId, html: string): Promise<Enrolment> {
  const [, id = ''] = /name="enrolment" value="([^"]*)"/.exec(html) ?? [];
  const people = peopleRecords(school.tool.database.connection);
  const found = id === '' ? null : await people.findEnrolmentById(asId(id));
  if (found?.cohortId !== cohortId) throw new Error('The page does not say who looks at it');
  return found;
}

async function markAs(
  handIns: HandIns,
  { person, submissionId, how }: { person: string; submissionId: SubmissionId; how: MarkHow },
): Promise<void> {
  const { deps, cohortId } = handIns;
  const by = await handIns.actor(person);
  const place = { cohortId, submissionId, by };
  const { token, task, mark, version } = await getGradingSheet(deps, { ...place, version: null });
  const { levels, overall = 'Read with pleasure.', todo = '', decision = null, reason = '', release } = how;
  const saved = await saveMarkByToken(deps, {
    token,
    revision: mark?.revision ?? 0,
    changes: [
      ...task.criteria.map(({ id }, index) => ({
        ...{ kind: 'level' as const, criterionId: id },
        level: levels[Math.min(index, levels.length - 1)] ?? null,
      })),
      ...[
        { kind: 'overall' as const, text: overall },
        { kind: 'todo' as const, text: todo },
        { kind: 'reason' as const, text: reason },
        { kind: 'decision' as const, decision },
      ],
    ],
  });
  if (release === null) return;
  await finishMark(deps, {
    ...place,
    ...{ version: version.number, revision: saved.mark.revision, release },
  });
}
