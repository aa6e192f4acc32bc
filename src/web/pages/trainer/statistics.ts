import type { RequestHandler } from 'express';
import { findQuiz, type Quiz } from '../../../curriculum/index.ts';
import {
  getQuizStatistics,
  listCorrections,
  listReports,
  settleReport,
  type ChoiceCount,
  type Correction,
  type ProblemReport,
  type QuestionStatistics,
  type QuizStatistics,
} from '../../../learning/index.ts';
import { asId } from '../../../shared/index.ts';
import type { WebDeps } from '../../deps.ts';
import { NotFound } from '../../errors/web-errors.ts';
import { readOwnForm } from '../../forms/own-form.ts';
import { settleForm } from '../../forms/trainer-forms.ts';
import { contextOf } from '../../middleware/context.ts';
import { viewerOf } from '../../middleware/viewer.ts';
import { paths, type Where } from '../../paths.ts';
import type { Translate } from '../../texts.ts';
import { paramOf } from '../learner/participant.ts';
import { actorOf } from './actor.ts';
import { personName } from './person-name.ts';
import { noticeModel, noticeQuery, withNotice, type NoticeModel } from './notice.ts';

/** How each question of a quiz was answered in the cohort, problems that were reported, and what was put right. */
export function showStatistics(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const { where } = viewerOf(res);
    const { t } = contextOf(res);
    const curriculum = deps.curriculum();
    const quiz = findQuiz(curriculum, paramOf(req, 'quiz'));
    if (!quiz) throw new NotFound();
    const place = { cohortId: where.cohort, quizId: quiz.id };
    const [statistics, reports, corrections, enrolments] = await Promise.all([
      getQuizStatistics(deps.learning, place),
      listReports(deps.learning, place),
      listCorrections(deps.learning, place),
      deps.people.listEnrolments(where.cohort),
    ]);
    const model = viewModel({
      ...{ statistics, reports, corrections, where, t },
      names: new Map<string, string>(enrolments.map((one) => [one.id, personName(one, t)])),
      quizTitle: quiz.title,
      pool: quiz.pool,
      contentLanguage: curriculum.language,
      notice: noticeModel(noticeQuery.parse(req.query), t),
    });
    deps.page(res, {
      view: 'trainer/statistics',
      title: t('trainer:statistics.title', { quiz: quiz.title }),
      model,
    });
  };
}

export interface StatisticsInput {
  readonly statistics: QuizStatistics;
  readonly reports: readonly ProblemReport[];
  readonly corrections: readonly Correction[];
  /** By enrolment. */
  readonly names: ReadonlyMap<string, string>;
  readonly quizTitle: string;
  readonly pool: Quiz['pool'];
  readonly contentLanguage: string;
  readonly notice: NoticeModel | null;
  readonly where: Where;
  readonly t: Translate;
}

export interface StatisticsModel {
  readonly quizTitle: string;
  readonly quizHref: string;
  readonly contentLanguage: string;
  readonly attempts: number;
  /** How many questions there are to draw from, and how hard they are meant to be. */
  readonly poolText: string;
  readonly questions: readonly QuestionModel[];
  readonly hard: readonly NamedQuestion[];
  readonly easy: readonly NamedQuestion[];
  readonly reports: readonly {
    readonly id: string;
    readonly text: string;
    readonly at: Date;
    readonly anchor: string;
    readonly name: string;
    readonly attemptHref: string;
  }[];
  readonly corrections: readonly {
    readonly text: string;
    readonly reason: string;
    readonly byName: string | null;
    readonly at: Date;
  }[];
  readonly settleAction: string;
  readonly notice: NoticeModel | null;
}

interface NamedQuestion {
  readonly anchor: string;
  readonly id: string;
  readonly share: number | null;
}

interface QuestionModel extends NamedQuestion {
  readonly caseHtml: string | null;
  readonly promptHtml: string;
  readonly isOld: boolean;
  readonly answersText: string;
  readonly choices: readonly ChoiceModel[];
  readonly correctHref: string;
}

interface ChoiceModel {
  readonly partHtml: string | null;
  readonly html: string | null;
  readonly text: string;
  readonly isRight: boolean;
  readonly count: number;
  readonly share: number;
}

export function viewModel(input: StatisticsInput): StatisticsModel {
  const { statistics, where, t } = input;
  const { quizId } = statistics;
  return {
    quizTitle: input.quizTitle,
    quizHref: paths.quizOverview.to({ ...where, quiz: quizId }),
    contentLanguage: input.contentLanguage,
    attempts: statistics.attempts,
    poolText: poolText(input),
    questions: statistics.questions.map((question) => questionModel(question, input)),
    hard: statistics.hard.map(nameOf),
    easy: statistics.easy.map(nameOf),
    reports: input.reports
      .filter(({ settled }) => settled === null)
      .map((report) => reportModel(report, input)),
    corrections: input.corrections.map(({ kind, questionId, reason, by, at }) => ({
      text: t(`trainer:correction.done.${kind}`, { question: questionId }),
      reason,
      byName: by.name,
      at,
    })),
    settleAction: paths.questionStatistics.to({ ...where, quiz: quizId }),
    notice: input.notice,
  };
}

function poolText({ pool, t }: StatisticsInput): string {
  const count = (wanted: string): number => pool.filter(({ difficulty }) => difficulty === wanted).length;
  const [easy, medium, hard] = [count('easy'), count('medium'), count('hard')];
  return t('trainer:statistics.pool', { all: pool.length, easy, medium, hard });
}

/** With the name, as trainees are told where they write, so that the trainer can answer. */
function reportModel(
  { id, text, at, questionId, version, enrolmentId, attemptId }: ProblemReport,
  { names, where, t }: StatisticsInput,
): StatisticsModel['reports'][number] {
  return {
    ...{ id, text, at, anchor: anchorOf(questionId, version) },
    name: names.get(enrolmentId) ?? t('trainer:grant.somebodyWhoLeft'),
    attemptHref: paths.traineeAttempt.to({ ...where, attempt: attemptId }),
  };
}

function anchorOf(questionId: string, version: string): string {
  return `q-${questionId}-${version.slice(0, 8)}`;
}

function nameOf({ questionId, version, shareRight }: QuestionStatistics): NamedQuestion {
  return { id: questionId, anchor: anchorOf(questionId, version), share: shareRight };
}

function questionModel(entry: QuestionStatistics, { statistics, where, t }: StatisticsInput): QuestionModel {
  const { question, questionId, answers, choices } = entry;
  return {
    ...nameOf(entry),
    caseHtml: question.caseHtml,
    promptHtml: question.promptHtml,
    isOld: !entry.current,
    answersText:
      choices === null && answers > 0
        ? t('trainer:statistics.tooFew', { count: answers })
        : t('trainer:statistics.answers', { count: answers }),
    choices: (choices ?? []).map((choice) => choiceModel(choice, t)),
    correctHref: paths.correction.to({ ...where, quiz: statistics.quizId, question: questionId }),
  };
}

function choiceModel(
  { partHtml, html, value, correct, count, share }: ChoiceCount,
  t: Translate,
): ChoiceModel {
  const truth = value === 'true' || value === 'false' ? t(`learning:answer.${value}`) : value;
  const text = value === '' ? t('trainer:statistics.nothing') : truth;
  return { partHtml, html, text, isRight: correct, count, share };
}

/** A trainer has dealt with a report. */
export function postSettle(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const viewer = viewerOf(res);
    const { report } = readOwnForm(req, viewer, settleForm);
    const { where } = viewer;
    await settleReport(deps.learning, {
      cohortId: where.cohort,
      reportId: asId<'report'>(report),
      by: actorOf(viewer),
    });
    const back = paths.questionStatistics.to({ ...where, quiz: paramOf(req, 'quiz') });
    res.redirect(303, withNotice(back, { notice: 'settled' }));
  };
}
