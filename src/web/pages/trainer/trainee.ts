import type { RequestHandler } from 'express';
import { listTaskSettings, listTaskStandings, type TaskStandings } from '../../../assessment/index.ts';
import { evaluateCertificate } from '../../../certification/index.ts';
import type { Curriculum } from '../../../curriculum/index.ts';
import type { DeliveryStatus } from '../../../delivery/index.ts';
import { getProgress, listAttempts, type AttemptSummary, type Progress } from '../../../learning/index.ts';
import { asId } from '../../../shared/index.ts';
import type { WebDeps } from '../../deps.ts';
import { NotFound } from '../../errors/web-errors.ts';
import { contextOf } from '../../middleware/context.ts';
import { viewerOf } from '../../middleware/viewer.ts';
import { paths, type Where } from '../../paths.ts';
import type { Translate } from '../../texts.ts';
import { certificateModel, evidenceOf, type CertificateModel } from '../learner/certificate-model.ts';
import { grantModel, type ChangeModel } from '../learner/changes-model.ts';
import { paramOf } from '../learner/participant.ts';
import { deliveryModel, type DeliveryModel } from './delivery-model.ts';
import { noticeModel, noticeQuery, type NoticeModel } from './notice.ts';
import { personName } from './person-name.ts';
import { quizState } from './quiz-state.ts';

/** One trainee: every quiz with every attempt, what was granted, and what of it the LMS has. */
export function showTrainee(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const { where } = viewerOf(res);
    const { t, language } = contextOf(res);
    const enrolment = await deps.people.findEnrolmentById(asId<'enrolment'>(paramOf(req, 'enrolment')));
    if (enrolment?.cohortId !== where.cohort) throw new NotFound();
    const { id: enrolmentId } = enrolment;
    const [progress, tasks, settings, attempts, deliveries] = await Promise.all([
      getProgress(deps.learning, { enrolmentId, cohortId: where.cohort }),
      listTaskStandings(deps.assessment, enrolmentId),
      listTaskSettings(deps.assessment, where.cohort),
      listAttempts(deps.learning, { cohortId: where.cohort, enrolmentId }),
      deps.outbox.list({ cohortId: where.cohort, enrolmentId }),
    ]);
    const model = viewModel({
      ...{ progress, tasks, attempts, deliveries, where, t, language },
      name: personName(enrolment, t),
      namesHidden: new Set(settings.filter((one) => one.namesHidden).map(({ taskId }) => taskId)),
      hasLeft: enrolment.state === 'left',
      curriculum: deps.curriculum(),
      notice: noticeModel(noticeQuery.parse(req.query), t),
    });
    const moreTimeHref = `${paths.extensions.to(where)}?person=${encodeURIComponent(enrolmentId)}`;
    deps.page(res, { view: 'trainer/trainee', title: model.name, model: { ...model, moreTimeHref } });
  };
}

export interface TraineeInput {
  readonly name: string;
  readonly hasLeft: boolean;
  readonly curriculum: Curriculum;
  readonly progress: Progress;
  readonly tasks: TaskStandings;
  /** Tasks that are marked without names: a link from a name to a work would tell whose it is. */
  readonly namesHidden: ReadonlySet<string>;
  readonly attempts: readonly AttemptSummary[];
  readonly deliveries: readonly DeliveryStatus[];
  readonly notice: NoticeModel | null;
  readonly where: Where;
  readonly t: Translate;
  readonly language: string;
}

export interface TraineeModel {
  readonly name: string;
  readonly hasLeft: boolean;
  readonly certificate: CertificateModel;
  readonly lessonsDone: number;
  readonly lessonsInAll: number;
  readonly quizzes: readonly QuizModel[];
  readonly tasks: readonly TaskLine[];
  readonly recordHref: string;
  readonly grants: readonly ChangeModel[];
  readonly deliveries: readonly DeliveryModel[];
  readonly notice: NoticeModel | null;
}

interface TaskLine {
  readonly title: string;
  /** Null where nothing is handed in, or its marker is not to know whose it is. */
  readonly href: string | null;
  readonly stateText: string;
  readonly share: number | null;
  readonly versionText: string | null;
  readonly late: boolean;
  readonly submittedAt: Date | null;
  readonly reviewsText: string | null;
}

interface QuizModel {
  readonly title: string;
  readonly href: string;
  readonly stateText: string;
  readonly best: number | null;
  readonly passed: boolean;
  readonly attempts: readonly AttemptModel[];
}

interface AttemptModel {
  readonly title: string;
  readonly href: string;
  readonly share: number | null;
  readonly isOpen: boolean;
  readonly answered: string;
  readonly startedAt: Date;
  readonly submittedAt: Date | null;
  readonly lastActivityAt: Date;
  readonly endedByTime: boolean;
}

export function viewModel(input: TraineeInput): TraineeModel {
  const { curriculum, progress, where, t, language } = input;
  const lessons = curriculum.modules.flatMap((module) => module.lessons);
  return {
    name: input.name,
    hasLeft: input.hasLeft,
    certificate: certificateModel(evaluateCertificate(curriculum, evidenceOf(progress, input.tasks)), {
      t,
      language,
    }),
    lessonsDone: lessons.filter(({ id }) => progress.lessons[id] !== undefined).length,
    lessonsInAll: lessons.length,
    quizzes: quizModels(input),
    tasks: taskLines(input),
    recordHref: paths.personRecord.to({ ...where, enrolment: progress.enrolmentId }),
    grants: progress.grants.map((grant) => grantModel(grant, t)),
    deliveries: input.deliveries.map((delivery) => deliveryModel(delivery, { where, t })),
    notice: input.notice,
  };
}

function quizModels({ curriculum, progress, attempts, where, t }: TraineeInput): QuizModel[] {
  return curriculum.modules.flatMap(({ quiz, title }) => {
    const standing = quiz && progress.quizzes[quiz.id];
    if (!quiz || !standing) return [];
    return [
      {
        title: `${title}: ${quiz.title}`,
        href: paths.quizOverview.to({ ...where, quiz: quiz.id }),
        stateText: t(`trainer:state.${quizState(standing)}`),
        best: standing.bestShare,
        passed: standing.passed,
        attempts: attempts
          .filter(({ quizId }) => quizId === quiz.id)
          .map((attempt) => attemptModel(attempt, where, t)),
      },
    ];
  });
}

function taskLines({ curriculum, tasks, namesHidden, where, t }: TraineeInput): TaskLine[] {
  return curriculum.modules.flatMap(({ task }) => {
    if (!task) return [];
    const standing = tasks[task.id];
    const { peerReview } = task;
    return [
      {
        title: task.title,
        href:
          standing && standing.version > 0 && (standing.decision !== null || !namesHidden.has(task.id))
            ? paths.grade.to({ ...where, submission: standing.submissionId })
            : null,
        stateText: standing
          ? t(`trainer:trainee.tasks.state.${standing.state}`)
          : t('trainer:trainee.tasks.none'),
        share: standing?.share ?? null,
        versionText: standing?.version
          ? t('trainer:trainee.tasks.version', { number: standing.version })
          : null,
        late: standing?.late ?? false,
        submittedAt: standing?.submittedAt ?? null,
        reviewsText:
          peerReview && standing
            ? t('trainer:trainee.tasks.reviews', { done: standing.reviewsGiven, needed: peerReview.reviews })
            : null,
      },
    ];
  });
}

function attemptModel(attempt: AttemptSummary, where: Where, t: Translate): AttemptModel {
  return {
    title: t('learning:attempt.number', { number: attempt.number }),
    href: paths.traineeAttempt.to({ ...where, attempt: attempt.id }),
    share: attempt.share,
    isOpen: attempt.state === 'open',
    answered: t('trainer:attempt.answered', { answered: attempt.answered, questions: attempt.questions }),
    startedAt: attempt.startedAt,
    submittedAt: attempt.submittedAt,
    lastActivityAt: attempt.lastActivityAt,
    endedByTime: attempt.endedBy === 'time',
  };
}
