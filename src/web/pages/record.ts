import type { RequestHandler, Response } from 'express';
import { getTaskRecords, type TaskRecord } from '../../assessment/index.ts';
import { getProgress, listAttempts } from '../../learning/index.ts';
import { asId, type EnrolmentId } from '../../shared/index.ts';
import { listNotes, type LogNote } from '../../private-log/index.ts';
import type { Enrolment } from '../../people/index.ts';
import type { WebDeps } from '../deps.ts';
import { NotFound } from '../errors/web-errors.ts';
import { viewerOf } from '../middleware/viewer.ts';
import { paramOf } from './learner/participant.ts';

/** Everything that is kept of the viewer in this cohort, as a file. */
export function sendOwnRecord(deps: WebDeps): RequestHandler {
  return async (_req, res) => {
    const { enrolment } = viewerOf(res);
    const [facts, tasks, notes] = await Promise.all([
      learningFacts(deps, enrolment),
      getTaskRecords(deps.assessment, enrolment.id, 'own'),
      listNotes(deps.privateLog, enrolment.id),
    ]);
    send(res, { ...headOf(deps, enrolment), ...facts, tasks, privateLog: notes });
  };
}

/** The same of one person for the trainers of the cohort: without drafts and the private log, with every finished mark. */
export function sendPersonRecord(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const { where, enrolment: reader } = viewerOf(res);
    const id: EnrolmentId = asId(paramOf(req, 'enrolment'));
    const enrolment = await deps.people.findEnrolmentById(id);
    if (enrolment?.cohortId !== where.cohort) throw new NotFound();
    const [facts, tasks] = await Promise.all([
      learningFacts(deps, enrolment),
      getTaskRecords(deps.assessment, id, { enrolmentId: reader.id }),
    ]);
    send(res, { ...headOf(deps, enrolment), ...facts, tasks });
  };
}

async function learningFacts(deps: WebDeps, { id: enrolmentId, cohortId }: Enrolment): Promise<object> {
  const [progress, attempts] = await Promise.all([
    getProgress(deps.learning, { enrolmentId, cohortId }),
    listAttempts(deps.learning, { cohortId, enrolmentId }),
  ]);
  return { lessonsDone: progress.lessons, quizAttempts: attempts, grants: progress.grants };
}

function headOf({ clock, curriculum }: WebDeps, enrolment: Enrolment): object {
  const { name, email, issuer, subject, role, state, joinedAt, lastSeenAt } = enrolment;
  return {
    exportedAt: clock(),
    curriculum: { id: curriculum().id, version: curriculum().version },
    person: { name, email, issuer, subject },
    enrolment: { role, state, joinedAt, lastSeenAt },
  };
}

interface RecordFile {
  readonly tasks: readonly TaskRecord[];
  readonly privateLog?: readonly LogNote[];
}

function send(res: Response, record: object & RecordFile): void {
  res.set('Cache-Control', 'no-store').attachment('record.json');
  res.type('json').send(JSON.stringify(record, null, 2));
}
