import type { FileHead } from '../../../assessment/index.ts';
import type { TaskField } from '../../../curriculum/index.ts';
import { assertNever } from '../../../shared/index.ts';
import { dayFormat } from '../../formats.ts';
import { paths } from '../../paths.ts';
import { plainText } from '../learner/plain-text.ts';
import { renderAuthorMarkdown, renderPlain } from './author-markdown.ts';
import type { WorkReader } from './work-model.ts';

/** One value of a hand-in, ready to be printed. */
export interface ValueModel {
  /** Sanitised. '' where nothing was given, and for files. */
  readonly html: string;
  /** Paragraphs and lists instead of one line. */
  readonly isBlock: boolean;
  readonly files: readonly WorkFile[];
}

export interface WorkFile {
  readonly id: string;
  readonly name: string;
  /** Kind and size: `PDF, 240 kB`. */
  readonly about: string;
  readonly href: string;
  /** Numbers of the comments on it. */
  readonly comments: readonly number[];
}

type SimpleValue = string | readonly string[];

/** A value of any field but those of rows. */
export function valueModel(
  field: TaskField,
  value: SimpleValue,
  { files, reader }: { readonly files: readonly FileHead[]; readonly reader: WorkReader },
): ValueModel {
  if (field.kind === 'file') return { html: '', isBlock: false, files: filesOf(value, files, reader) };
  const isBlock = field.kind === 'long-text' || (field.kind === 'choice' && field.multiple);
  return { html: htmlOf(field, value, reader), isBlock, files: [] };
}

function htmlOf(field: TaskField, value: SimpleValue, { language }: WorkReader): string {
  const [text = ''] = [value].flat();
  switch (field.kind) {
    case 'long-text':
      return renderAuthorMarkdown(text);
    case 'choice':
      return field.multiple ? listHtml([value].flat(), field.options) : choiceHtml(text, field.options);
    case 'scale':
      return choiceHtml(text, field.steps);
    case 'date':
      return renderPlain(dayText(text, language));
    case 'link':
      return linkHtml(text);
    case 'text':
    case 'number':
      return renderPlain(text.trim());
    case 'file':
    case 'table':
    case 'repeated-group':
    case 'dated-entries':
      return '';
    default:
      return assertNever(field);
  }
}

type Choices = readonly { readonly id: string; readonly html: string }[];

function choiceHtml(id: string, choices: Choices): string {
  const chosen = choices.find((choice) => choice.id === id);
  return renderPlain(chosen ? plainText(chosen.html) : id);
}

/** In the order of the task. */
function listHtml(ids: readonly string[], choices: Choices): string {
  const chosen = choices.filter(({ id }) => ids.includes(id));
  if (chosen.length === 0) return '';
  return `<ul>${chosen.map(({ html }) => `<li>${renderPlain(plainText(html))}</li>`).join('')}</ul>`;
}

/** `2026-11-22` as the reader's language writes a day; anything else as it stands. */
export function dayText(day: string, language: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(date.getTime());
  return isDay ? dayFormat(language).format(date) : day;
}

function linkHtml(text: string): string {
  const address = text.trim();
  if (!/^https?:\/\/\S+$/i.test(address) || !URL.canParse(address)) return renderPlain(address);
  const href = renderPlain(address).replaceAll('"', '&quot;');
  return `<a href="${href}" target="_blank" rel="noopener noreferrer nofollow">${renderPlain(address)}</a>`;
}

function filesOf(value: SimpleValue, files: readonly FileHead[], reader: WorkReader): WorkFile[] {
  const wanted = files.filter(({ id }) => [value].flat().includes(id));
  return wanted.map((file) => fileModel(file, files.indexOf(file) + 1, reader));
}

function fileModel({ id, name, type, bytes }: FileHead, number: number, reader: WorkReader): WorkFile {
  const { t, where, authors, comments = [] } = reader;
  return {
    id,
    // A name often says whose file it is.
    name: authors === null ? t('work:file', { number }) : name,
    about: t('work:fileAbout', { type: shortType(type), size: sizeText(bytes) }),
    href: paths.fileView.to({ ...where, file: id }),
    comments: comments.flatMap(({ anchor }, index) =>
      anchor?.kind === 'file' && anchor.fileId === id ? [index + 1] : [],
    ),
  };
}

/** `application/pdf` → PDF. */
function shortType(type: string): string {
  return (type.split('/').at(-1) ?? type).split('.').at(-1)?.toUpperCase() ?? type;
}

function sizeText(bytes: number): string {
  return bytes < 1_000_000
    ? `${Math.max(1, Math.round(bytes / 1000))} kB`
    : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
