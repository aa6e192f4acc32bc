import {
  wordsOf,
  type Draft,
  type DraftField,
  type FieldValue,
  type FileHead,
  type OpenDraft,
} from '../../../../assessment/index.ts';
import { findModule, type Curriculum, type Task, type TaskField } from '../../../../curriculum/index.ts';
import type { LogNote } from '../../../../private-log/index.ts';
import type { EnrolmentId } from '../../../../shared/index.ts';
import { linkContent } from '../../../content-links.ts';
import { paths, type Where } from '../../../paths.ts';
import type { Translate } from '../../../texts.ts';
import { fileFieldModel, type FileFieldModel } from '../../files/file-field-model.ts';
import type { ActivityDatesModel } from '../dates/activity-dates.ts';
import { logEntry, type LogEntry } from '../log.ts';
import { commentsOn, earlierFeedback, releaseToRevise, type EarlierFeedback } from './earlier-feedback.ts';
import { ownPart } from './field-of-task.ts';
import { rubricModel, type RubricModel } from './rubric-model.ts';
import { writeFieldModel, type WriteFieldModel } from './write-field-model.ts';

export interface WriteTaskInput {
  readonly curriculum: Curriculum;
  readonly task: Task;
  readonly opened: OpenDraft;
  /** The trainee's log, where the task offers it; else null. */
  readonly notes: readonly LogNote[] | null;
  readonly enrolmentId: EnrolmentId;
  readonly dates: ActivityDatesModel;
  /** Place → what is there. */
  readonly files: Readonly<Record<string, readonly FileHead[]>>;
  /** Lets the page put files into a place. */
  readonly fileToken: (place: string) => string;
  readonly notices: { readonly saved?: '1' | undefined; readonly add?: string | undefined };
  readonly newRowId: () => string;
  readonly where: Where;
  readonly t: Translate;
  readonly language: string;
}

export interface WriteTaskModel {
  readonly contentLanguage: string;
  readonly title: string;
  readonly taskHref: string;
  readonly moduleTitle: string;
  readonly dates: ActivityDatesModel;
  readonly briefHtml: string;
  readonly rubric: RubricModel;
  /** Null unless a version came back. */
  readonly earlier: EarlierFeedback | null;
  readonly notes: { readonly entries: readonly LogEntry[]; readonly href: string } | null;
  /** Whose draft it is, so that a browser keeps what is not stored yet for nobody else. */
  readonly owner: string;
  readonly saveHref: string;
  readonly checkHref: string;
  readonly token: string;
  readonly taskId: string;
  readonly where: Where;
  readonly fields: readonly WriteFieldModel[];
  /** What may be kept from other trainees; null where nobody but trainers ever sees what is handed in. */
  readonly trainerOnly: TrainerOnlyModel | null;
  readonly others: readonly OtherPart[];
  readonly savedAt: Date | null;
  readonly wasSaved: boolean;
  readonly words: Task['words'];
  /** How many there are in all. */
  readonly total: string;
}

interface TrainerOnlyModel {
  /** The parts that were marked when the page was made. */
  readonly before: string;
  readonly isAny: boolean;
  readonly parts: readonly { readonly id: string; readonly label: string; readonly checked: boolean }[];
}

/** What another author says they did. */
interface OtherPart {
  readonly name: string;
  readonly text: string;
}

export function writeTaskModel(input: WriteTaskInput): WriteTaskModel {
  const { curriculum, task, opened, notes, where, t } = input;
  const { draft, token } = opened;
  const module = findModule(curriculum, task.moduleId);
  const release = releaseToRevise(opened);
  const others = otherAuthors(input);
  const fields = others.length > 0 ? [...task.fields, ownPartOf(input)] : task.fields;
  return {
    contentLanguage: curriculum.language,
    title: task.title,
    taskHref: paths.task.to({ ...where, task: task.id }),
    moduleTitle: t('learning:module.numberAndTitle', { number: module?.number, title: module?.title }),
    dates: input.dates,
    briefHtml: linkContent(task.briefHtml, where, { log: paths.log.to(where) }),
    rubric: rubricModel(curriculum, task),
    earlier: release && earlierFeedback(release, { task, where, t }),
    notes: notes && {
      entries: notes.map((note) => logEntry(note, { curriculum, where, t })),
      href: paths.log.to(where),
    },
    owner: `${draft.submissionId}.${input.enrolmentId}`,
    saveHref: paths.saveDraft.to({}),
    checkHref: paths.handIn.to({ ...where, task: task.id }),
    ...{ token, taskId: task.id, where },
    fields: fields.map((field) => fieldModel(field, input)),
    trainerOnly: task.peerReview && trainerOnlyModel(task, draft),
    others: others.map(({ enrolmentId, name }) => ({
      name: name ?? t('hand-in:authors.unnamed'),
      text: textOf(draft.fields[`own.${enrolmentId}`]),
    })),
    savedAt: draft.updatedAt,
    wasSaved: input.notices.saved !== undefined,
    words: task.words,
    total: t('hand-in:words.total', { ...task.words, words: wordsOf(task, valuesOf(draft)) }),
  };
}

function fieldModel(field: TaskField, input: WriteTaskInput): WriteFieldModel {
  const { opened, notices, newRowId, t } = input;
  const { draft } = opened;
  return writeFieldModel(field, {
    stored: draft.fields[field.id] ?? null,
    files: field.kind === 'file' ? filesModel(field, input) : null,
    comments: commentsOn(field, releaseToRevise(opened), {
      task: input.task,
      fileIds: (input.files[field.id] ?? []).map(({ id }) => id),
    }),
    added: notices.add === field.id ? 1 : 0,
    ...{ newRowId, t },
  });
}

function filesModel(
  field: Extract<TaskField, { readonly kind: 'file' }>,
  { files, fileToken, where }: WriteTaskInput,
): FileFieldModel {
  return fileFieldModel({
    field,
    place: field.id,
    token: fileToken(field.id),
    files: files[field.id] ?? [],
    where,
  });
}

function otherAuthors({ opened, enrolmentId }: WriteTaskInput): OpenDraft['submission']['authors'] {
  return opened.submission.authors.filter(
    (author) => author.state === 'accepted' && author.enrolmentId !== enrolmentId,
  );
}

/** Each of several authors says what they did; nobody else can write there. */
function ownPartOf({ enrolmentId, t }: WriteTaskInput): TaskField {
  const words = { label: t('hand-in:authors.ownLabel'), help: t('hand-in:authors.ownHelp') };
  return ownPart(`own.${enrolmentId}`, words);
}

function trainerOnlyModel({ fields }: Task, { trainerOnly }: Draft): TrainerOnlyModel {
  return {
    before: trainerOnly.join(','),
    isAny: trainerOnly.length > 0,
    parts: fields.map(({ id, label }) => ({ id, label, checked: trainerOnly.includes(id) })),
  };
}

export function valuesOf({ fields }: Pick<Draft, 'fields'>): Record<string, FieldValue> {
  return Object.fromEntries(Object.entries(fields).map(([id, { value }]) => [id, value]));
}

function textOf(field: DraftField | undefined): string {
  return typeof field?.value === 'string' ? field.value : '';
}
