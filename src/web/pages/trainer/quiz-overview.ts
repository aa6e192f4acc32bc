import type { RequestHandler } from 'express';
import { findQuiz, moduleOf, type Quiz } from '../../../curriculum/index.ts';
import type { DeliveryStatus } from '../../../delivery/index.ts';
import {
  listGrants,
  listOverview,
  listReports,
  type Grant,
  type OverviewRow,
} from '../../../learning/index.ts';
import { formatActivityRef } from '../../../shared/index.ts';
import type { WebDeps } from '../../deps.ts';
import { NotFound } from '../../errors/web-errors.ts';
import { contextOf } from '../../middleware/context.ts';
import { viewerOf } from '../../middleware/viewer.ts';
import { paths, type Where } from '../../paths.ts';
import type { Translate } from '../../texts.ts';
import { grantModel, type ChangeModel } from '../learner/changes-model.ts';
import { paramOf } from '../learner/participant.ts';
import { byEnrolment, lmsState, type LmsState } from './delivery-state.ts';
import { listTrainees, type Trainee } from './person-name.ts';
import { noticeModel, noticeQuery, type NoticeModel } from './notice.ts';
import { quizState } from './quiz-state.ts';

/** Every trainee's standing in one quiz, and what a trainer may grant them. */
export function showQuizOverview(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const { where } = viewerOf(res);
    const { t, language } = contextOf(res);
    const curriculum = deps.curriculum();
    const quiz = findQuiz(curriculum, paramOf(req, 'quiz'));
    if (!quiz) throw new NotFound();
    const ref = { kind: 'quiz', id: quiz.id } as const;
    const cohortId = where.cohort;
    const trainees = listTrainees(await deps.people.listEnrolments(cohortId), t, language);
    const enrolmentIds = trainees.map(({ enrolment }) => enrolment.id);
    const [rows, deliveries, grants, reports] = await Promise.all([
      listOverview(deps.learning, { cohortId, ref, enrolmentIds }),
      deps.outbox.list({ cohortId, activity: formatActivityRef(ref) }),
      listGrants(deps.learning, { cohortId, quizId: quiz.id }),
      listReports(deps.learning, { cohortId, quizId: quiz.id }),
    ]);
    const model = viewModel({
      ...{ quiz, trainees, rows, deliveries, grants, where, t },
      contentLanguage: curriculum.language,
      moduleTitle: moduleOf(curriculum, ref)?.title ?? '',
      openReports: reports.filter(({ settled }) => settled === null).length,
      notice: noticeModel(noticeQuery.parse(req.query), t),
    });
    deps.page(res, { view: 'trainer/quiz', title: `${model.moduleTitle}: ${quiz.title}`, model });
  };
}

export interface QuizOverviewInput {
  readonly quiz: Quiz;
  readonly moduleTitle: string;
  readonly contentLanguage: string;
  readonly trainees: readonly Trainee[];
  readonly rows: readonly OverviewRow[];
  readonly deliveries: readonly DeliveryStatus[];
  readonly grants: readonly Grant[];
  readonly openReports: number;
  readonly notice: NoticeModel | null;
  readonly where: Where;
  readonly t: Translate;
}

export interface QuizOverviewModel {
  readonly contentLanguage: string;
  readonly title: string;
  readonly moduleTitle: string;
  readonly passMark: number;
  readonly limits: string;
  readonly rows: readonly QuizLine[];
  readonly done: number;
  readonly grants: readonly (ChangeModel & { readonly whom: string })[];
  readonly grantAction: string;
  readonly hasTimeLimit: boolean;
  readonly statisticsHref: string;
  readonly viewAsTraineeHref: string;
  readonly openReports: number;
  readonly notice: NoticeModel | null;
}

interface QuizLine {
  readonly id: string;
  readonly name: string;
  readonly href: string;
  readonly state: string;
  readonly stateText: string;
  readonly share: number | null;
  readonly passed: boolean;
  readonly used: number;
  readonly left: string;
  readonly lastActivityAt: Date | null;
  readonly lms: LmsState;
}

export function viewModel(input: QuizOverviewInput): QuizOverviewModel {
  const { quiz, where, t, rows } = input;
  const at = { ...where, quiz: quiz.id };
  const sent = byEnrolment(input.deliveries);
  return {
    contentLanguage: input.contentLanguage,
    title: quiz.title,
    moduleTitle: input.moduleTitle,
    passMark: quiz.passMark,
    limits: [
      quiz.attemptsAllowed === null
        ? t('trainer:quiz.attemptsUnlimited')
        : t('trainer:quiz.attemptsAllowed', { count: quiz.attemptsAllowed }),
      quiz.timeLimitMinutes === null
        ? t('trainer:quiz.noTimeLimit')
        : t('trainer:quiz.timeLimit', { count: quiz.timeLimitMinutes }),
    ].join(' '),
    rows: input.trainees.flatMap((trainee, index) => {
      const row = rows[index];
      return row ? [line({ ...input, sent }, trainee, row)] : [];
    }),
    done: rows.filter(({ state }) => state === 'done').length,
    grants: input.grants.map((grant) => ({ ...grantModel(grant, t), whom: whomOf(grant, input) })),
    grantAction: paths.grant.to(at),
    hasTimeLimit: quiz.timeLimitMinutes !== null,
    statisticsHref: paths.questionStatistics.to(at),
    viewAsTraineeHref: paths.quiz.to(at),
    openReports: input.openReports,
    notice: input.notice,
  };
}

interface Sent {
  readonly sent: ReturnType<typeof byEnrolment<DeliveryStatus>>;
}

function line({ sent, where, t }: QuizOverviewInput & Sent, trainee: Trainee, row: OverviewRow): QuizLine {
  const { id } = trainee.enrolment;
  const { standing } = row;
  const left = standing?.attemptsLeft;
  return {
    id,
    name: trainee.name,
    href: paths.trainee.to({ ...where, enrolment: id }),
    state: row.state,
    stateText: t(`trainer:state.${standing ? quizState(standing) : row.state}`),
    share: row.share,
    passed: standing?.passed ?? false,
    used: standing?.attemptsUsed ?? 0,
    left: left === null || left === undefined ? t('trainer:quiz.unlimited') : String(left),
    lastActivityAt: row.lastActivityAt,
    lms: lmsState(sent.get(id) ?? [], t),
  };
}

function whomOf({ enrolmentIds }: Grant, { trainees, t }: QuizOverviewInput): string {
  if (enrolmentIds === null) return t('trainer:grant.everyone');
  const names = trainees
    .filter(({ enrolment }) => enrolmentIds.includes(enrolment.id))
    .map(({ name }) => name);
  return names.length > 0 ? names.join(', ') : t('trainer:grant.somebodyWhoLeft');
}
