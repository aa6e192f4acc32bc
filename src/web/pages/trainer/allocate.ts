import type { RequestHandler } from 'express';
import { z } from 'zod';
import {
  allocateEvenly,
  allocatePeople,
  allocateWork,
  findAllocation,
  type Actor,
} from '../../../assessment/index.ts';
import { asId, type CohortId, type EnrolmentId } from '../../../shared/index.ts';
import type { WebDeps } from '../../deps.ts';
import { allocateForm, severalForm } from '../../forms/queue-forms.ts';
import { readOwnForm } from '../../forms/own-form.ts';
import { contextOf } from '../../middleware/context.ts';
import { viewerOf } from '../../middleware/viewer.ts';
import { paths } from '../../paths.ts';
import { markerOf } from './actor.ts';
import { traineeGroups, type TraineeGroup } from './allocate-groups.ts';
import { allocateModel } from './allocate-model.ts';
import { listTrainees, type Trainee } from './person-name.ts';
import { queueFilterOf, queueQuery } from './queue-filter.ts';
import { withQueueNotice } from './queue-notice.ts';
import type { Translate } from '../../texts.ts';

const query = z.object({ work: severalForm.catch([]), from: z.string().max(600).default('').catch('') });

/** Who grades what: the works that were ticked in the queue, or trainees with all that they hand in. */
export function showAllocate(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const { where, enrolment } = viewerOf(res);
    const { t, language } = contextOf(res);
    const { work, from } = query.parse(req.query);
    const people = await readPeople(deps, where.cohort, { t, language });
    const allocation = await findAllocation(deps.assessment, where.cohort);
    const model = allocateModel({
      ...{ ...people, allocation, work, where, t },
      viewerId: enrolment.id,
      from: cleanQuery(from),
    });
    deps.page(res, { view: 'trainer/allocate', title: t('queue:allocation.title'), model });
  };
}

/** Gives works or trainees to whom the form says. */
export function postAllocate(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const viewer = viewerOf(res);
    const { where } = viewer;
    const form = readOwnForm(req, viewer, allocateForm);
    const people = await readPeople(deps, where.cohort, contextOf(res));
    const order = { form, cohortId: where.cohort, by: markerOf(viewer), ...people };
    const count = await (form.what === 'works' ? giveWorks(deps, order) : givePeople(deps, order));
    const done = count > 0 ? 'allocated' : 'nothing-allocated';
    res.redirect(303, withQueueNotice(paths.queue.to(where), cleanQuery(form.from), { done, count }));
  };
}

interface People {
  /** Who may grade here. */
  readonly team: readonly { readonly id: EnrolmentId; readonly name: string }[];
  readonly trainees: readonly Trainee[];
  readonly groups: readonly TraineeGroup[];
}

async function readPeople(
  deps: WebDeps,
  cohortId: CohortId,
  { t, language }: { readonly t: Translate; readonly language: string },
): Promise<People> {
  const enrolments = await deps.people.listEnrolments(cohortId);
  const trainees = listTrainees(enrolments, t, language);
  const locales = await deps.people.listLocales(trainees.map(({ enrolment }) => enrolment.personId));
  const team = enrolments
    .filter(({ role, state }) => state === 'active' && (role === 'trainer' || role === 'organiser'))
    .map(({ id, name }) => ({ id, name: name || t('queue:nameless') }));
  return { team, trainees, groups: traineeGroups(trainees, locales, { t, language }) };
}

interface Order extends People {
  readonly form: z.output<typeof allocateForm>;
  readonly cohortId: CohortId;
  readonly by: Actor;
}

/** Works one by one; evenly: in turn among those chosen. The answer is how many. */
async function giveWorks(deps: WebDeps, { form, cohortId, by, team }: Order): Promise<number> {
  const takers = takersOf(form, team);
  if (takers.length === 0) return 0;
  for (const [index, id] of form.work.entries()) {
    const to = takers[index % takers.length] ?? null;
    await allocateWork(deps.assessment, { cohortId, submissionId: asId<'submission'>(id), by, to });
  }
  return form.work.length;
}

async function givePeople(deps: WebDeps, order: Order): Promise<number> {
  const { form, cohortId, by, team, groups, trainees } = order;
  const takers = takersOf(form, team);
  const ticked = trainees.map(({ enrolment }) => enrolment.id).filter((id) => form.person.includes(id));
  const group = groups.find(({ value }) => value === form.group)?.people ?? [];
  const people = form.group === 'ticked' ? ticked : group;
  if (takers.length === 0 || people.length === 0) return 0;
  if (form.how === 'evenly') {
    const trainers = takers.flatMap((id) => id ?? []);
    await allocateEvenly(deps.assessment, { cohortId, by, people, trainers });
  } else {
    await allocatePeople(deps.assessment, { cohortId, by, people, to: takers[0] ?? null });
  }
  return people.length;
}

/** Null stands for nobody in particular; none: the form names nobody who may grade here. */
function takersOf({ how, trainer, trainers }: Order['form'], team: People['team']): (EnrolmentId | null)[] {
  if (how === 'nobody') return [null];
  const wanted = how === 'one' ? [trainer] : trainers;
  return team.map(({ id }) => id).filter((id) => wanted.includes(id));
}

/** The queue's filter as this page got it, and nothing else. */
function cleanQuery(from: string): string {
  return queueQuery(queueFilterOf(Object.fromEntries(new URLSearchParams(from))));
}
