import type { RequestHandler, Response } from 'express';
import {
  finishMark,
  saveMarkByToken,
  type GradingPlace,
  type MarkChange,
  type ReleaseChoice,
  type Submission,
  type Actor,
} from '../../../../assessment/index.ts';
import { asId, DomainError } from '../../../../shared/index.ts';
import type { WebDeps } from '../../../deps.ts';
import { finishMarkForm, type FinishMarkForm } from '../../../forms/grading-forms.ts';
import { readOwnForm } from '../../../forms/own-form.ts';
import { viewerOf } from '../../../middleware/viewer.ts';
import { gradeHref, type GradeNotice } from './address.ts';
import { showConflict } from './conflict.ts';
import { gradePlaceOf } from './grade-place.ts';
import { momentIn } from './local-moment.ts';
import { placeOfForm } from './place-of-form.ts';
import { changesOfForm } from './save-mark.ts';

/** Stores what the form says, finishes the mark and releases the grade as chosen; then the next work, or this one again. */
export function postFinish(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const viewer = viewerOf(res);
    const form = readOwnForm(req, viewer, finishMarkForm);
    const place = gradePlaceOf(req, viewer);
    const { changes } = await changesOfForm(deps, { req, res, form });
    const release = await releaseOf(deps, form, place);
    try {
      await finish(deps, res, { form, changes, place, release });
    } catch (error) {
      if (!(await isDoneAlready(deps, { ...place, version: form.version }, error))) throw error;
      res.redirect(303, gradeHref(placeOfForm(form)));
    }
  };
}

interface Finishing {
  readonly form: FinishMarkForm;
  readonly changes: readonly MarkChange[];
  readonly place: GradingPlace;
  /** Null: a time was to be given. */
  readonly release: ReleaseChoice | null;
}

async function finish(deps: WebDeps, res: Response, finishing: Finishing): Promise<void> {
  const { form, changes, place, release } = finishing;
  const { token, version } = form;
  const { state, mark, problems } = await saveMarkByToken(deps.assessment, {
    ...{ token, changes },
    revision: form.revision,
  });
  if (state === 'conflict') {
    showConflict(deps, res, { form, changes, mark });
    return;
  }
  if (problems.length > 0 || !release) {
    const notice = release ? 'incomplete' : 'time-missing';
    res.redirect(303, `${gradeHref(placeOfForm(form), { notice })}#finish`);
    return;
  }
  const { revision } = mark;
  const submission = await finishMark(deps.assessment, { ...place, version, revision, release });
  res.redirect(303, hrefAfter(submission, form));
}

async function releaseOf(
  deps: WebDeps,
  { release, releaseAt }: FinishMarkForm,
  { cohortId }: GradingPlace,
): Promise<ReleaseChoice | null> {
  if (release !== 'at') return release;
  if (releaseAt === '') return null;
  const { timeZone } = await deps.schedule.datesFor(cohortId, null);
  return momentIn(timeZone, releaseAt);
}

/** The next work says what became of this one. */
function hrefAfter({ held, state }: Submission, form: FinishMarkForm): string {
  const notice: GradeNotice = state !== 'waiting' ? 'released' : held ? 'held' : 'finished';
  const place = placeOfForm(form);
  const isOver = form.then === 'next' && form.next !== '';
  const submission = isOver ? asId<'submission'>(form.next) : place.submission;
  return gradeHref({ ...place, submission }, { notice });
}

/** The same press a second time: this very version is finished or released by the same marker. */
async function isDoneAlready(
  { assessment }: WebDeps,
  { submissionId, by, version }: GradingPlace & { readonly version: number },
  error: unknown,
): Promise<boolean> {
  const isAgain = error instanceof DomainError && ['nothing-to-grade', 'mark-finished'].includes(error.code);
  if (!isAgain) return false;
  const submission = await assessment.records.submissions.find(submissionId);
  const isOwn = (actor: Actor): boolean => actor.enrolmentId === by.enrolmentId;
  const isReleased = submission?.releases.some((one) => one.version === version && isOwn(one.by)) ?? false;
  const isFinished = submission?.marks.some(
    (mark) => mark.version === version && mark.finishedAt !== null && isOwn(mark.marker),
  );
  return isReleased || isFinished === true;
}
