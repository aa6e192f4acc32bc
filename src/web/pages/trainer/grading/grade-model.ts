import type { Actor, Comment, GradingSheet, Mark, Neighbours } from '../../../../assessment/index.ts';
import { paths, type Where } from '../../../paths.ts';
import type { Language, Translate } from '../../../texts.ts';
import { fileModel, type FileModel } from '../../files/file-model.ts';
import { diffModel, type DiffModel } from '../../task-work/diff-model.ts';
import { workModel, type WorkModel, type WorkReader } from '../../task-work/work-model.ts';
import { noticeModel, type NoticeModel } from './notice.ts';
import type { GradeQuery } from './address.ts';
import { commentModels, type CommentModel } from './comments-model.ts';
import type { Earlier } from './find-earlier.ts';
import { finishModel, type FinishModel } from './finish-model.ts';
import { keyModels, type KeyModel } from './key-models.ts';
import { headModel, type HeadModel } from './head-model.ts';
import { otherMarkModels, otherMarks, type OtherMarkModel } from './others-model.ts';
import { partsModel, type PartModel } from './parts-model.ts';
import { releaseModel, type ReleaseModel } from './release-model.ts';
import { rubricModel, type CriterionModel } from './rubric-model.ts';
import { stageModel, type StageModel } from './stage-model.ts';
import { stageOf } from './stage.ts';
import {
  eventModels,
  messageModels,
  openQuestion,
  type EventModel,
  type MessageModel,
} from './talk-model.ts';

export interface GradeInput {
  readonly sheet: GradingSheet;
  readonly earlier: Earlier | null;
  readonly neighbours: Neighbours;
  readonly query: GradeQuery;
  /** The filter of the queue from which the marker came, as it stands in addresses. */
  readonly queue: string;
  readonly by: Actor;
  /** The cohort's. */
  readonly timeZone: string;
  readonly contentLanguage: string;
  readonly where: Where;
  readonly t: Translate;
  readonly language: Language;
}

export interface GradeModel {
  readonly contentLanguage: string;
  readonly head: HeadModel;
  readonly notice: NoticeModel | null;
  readonly stage: StageModel;
  readonly work: WorkModel;
  /** What is different from the version that was graded before. */
  readonly changes: ChangesModel | null;
  readonly briefHtml: string;
  readonly notesHref: string;
  readonly form: FormModel;
  /** Null where a released grade or an older version is shown. */
  readonly rubric: RubricModel | null;
  readonly others: readonly OtherMarkModel[];
  readonly releases: readonly ReleaseModel[];
  readonly messages: readonly MessageModel[];
  readonly hasOpenQuestion: boolean;
  readonly answerAction: string;
  readonly events: readonly EventModel[];
  readonly bankHref: string;
  readonly bankTask: string;
  /** Shown in place. */
  readonly files: readonly FileModel[];
  /** What was just done asks to look at the end of the form again. */
  readonly reopensFinish: boolean;
  readonly keys: readonly KeyModel[];
}

interface ChangesModel {
  readonly diff: DiffModel;
  readonly text: string;
}

/** What the form of the mark carries beside what is entered. */
interface FormModel {
  readonly token: string;
  readonly revision: number;
  readonly version: number;
  readonly submission: string;
  readonly queue: string;
  readonly where: Where;
  /** Under which name a browser keeps what is not stored yet: this marker's and this version's. */
  readonly key: string;
  readonly next: string;
  readonly saveAction: string;
  readonly finishAction: string;
}

export interface RubricModel {
  readonly criteria: readonly CriterionModel[];
  /** Comments on passages, files and the work as a whole. */
  readonly comments: readonly CommentModel[];
  readonly overall: string;
  readonly todo: string;
  readonly savedAt: Date | null;
  readonly proposalText: string | null;
  readonly parts: readonly PartModel[];
  readonly finish: FinishModel;
}

export function viewModel(input: GradeInput): GradeModel {
  const { sheet, where, t } = input;
  const { submission, task, namesHidden } = sheet;
  const stage = stageOf(sheet);
  const showsRubric = ['mark', 'held', 'finished'].includes(stage);
  const others = showsRubric ? otherMarks(sheet) : [];
  const releases = submission.releases.filter(({ version }) => version === sheet.version.number);
  const comments = showsRubric ? (sheet.mark?.comments ?? []) : (releases.at(-1)?.comments ?? []);
  const work = workModel(task, sheet.version, readerOf(input, comments));
  const talk = { submission, namesHidden, t };
  return {
    contentLanguage: input.contentLanguage,
    head: headModel(input),
    notice: noticeModel(input.query, t),
    stage: stageModel({ ...input, stage }),
    work,
    changes: changesModel(input),
    briefHtml: task.briefHtml,
    notesHref: paths.trainerNotes.to({ ...where, module: task.moduleId }),
    form: formModel(input),
    rubric: showsRubric ? rubricOf(input, { work, comments, others }) : null,
    others: otherMarkModels(others, sheet, t),
    releases: releases.map((release) =>
      releaseModel(release, { ...input, ...sheet, isShown: !showsRubric && release === releases.at(-1) }),
    ),
    messages: messageModels(talk),
    hasOpenQuestion: openQuestion(talk),
    answerAction: paths.answerAuthor.to({ ...where, submission: submission.id }),
    events: eventModels(talk),
    bankHref: paths.commentBank.to(where),
    bankTask: task.id,
    files: sheet.version.files.map((file) => fileModel(namesHidden ? { ...file, name: null } : file, where)),
    reopensFinish: input.query.notice === 'incomplete' || input.query.notice === 'time-missing',
    keys: keyModels(t),
  };
}

interface RubricParts {
  readonly work: WorkModel;
  readonly comments: readonly Comment[];
  readonly others: readonly Mark[];
}

function rubricOf(input: GradeInput, { work, comments, others }: RubricParts): RubricModel {
  const { sheet, t } = input;
  const { mark, version, namesHidden, proposal } = sheet;
  const cards = commentModels(comments, { version, namesHidden, t });
  return {
    criteria: rubricModel({ sheet, mark, comments: cards, others, t }),
    comments: cards.filter(({ criterionId, anchor }) => criterionId === '' || anchor !== ''),
    overall: mark?.overall ?? '',
    todo: mark?.todo ?? '',
    savedAt: mark?.updatedAt ?? null,
    proposalText:
      proposal && !mark ? t(`grading:adopt.${proposal.from}`, { version: proposal.version }) : null,
    parts: partsModel({ work, files: version.files, namesHidden, t }),
    finish: finishModel(input),
  };
}

function readerOf(input: GradeInput, comments: readonly Comment[]): WorkReader {
  const { sheet, where, t, language, contentLanguage } = input;
  const names = sheet.submission.authors.map(({ enrolmentId, name }) => [enrolmentId, name ?? ''] as const);
  return {
    ...{ where, t, language, contentLanguage, comments },
    showTrainerOnly: true,
    authors: sheet.namesHidden ? null : new Map(names),
  };
}

/** Only the fields that changed. */
function changesModel(input: GradeInput): ChangesModel | null {
  const { earlier, sheet, t } = input;
  if (!earlier) return null;
  const diff = diffModel(earlier, { task: sheet.task, work: sheet.version }, readerOf(input, []));
  const fields = diff.fields.filter(({ isSame }) => !isSame);
  return {
    diff: { ...diff, fields },
    text: t('grading:changes.title', { count: fields.length, number: earlier.number }),
  };
}

function formModel({ sheet, neighbours, queue, where, by }: GradeInput): FormModel {
  const { submission, version, mark, token } = sheet;
  return {
    ...{ token, queue, where },
    revision: mark?.revision ?? 0,
    version: version.number,
    submission: submission.id,
    key: [submission.id, version.number, mark?.role ?? sheet.role ?? '', by.enrolmentId].join('.'),
    next: neighbours.next ?? '',
    saveAction: paths.saveMark.to({}),
    finishAction: paths.finishMark.to({ ...where, submission: submission.id }),
  };
}
