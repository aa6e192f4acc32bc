import type { DemoGrade, DemoLineItem, DemoPerson } from '../demo.records.ts';
import type { Demo } from '../deps.ts';
import type { CourseContent } from './course.ts';
import { nameOf, whoModel } from './names.ts';

/** Who has what in which column: everybody for those who run the course, oneself for a trainee. */
export function gradebookModel(
  { addresses }: Demo,
  content: CourseContent,
  trainees: readonly DemoPerson[],
  language: string,
): object {
  const { course, person } = content;
  const runsCourse = person.role !== 'trainee';
  const shown = runsCourse ? trainees : [person];
  return {
    course: { title: course.title },
    who: whoModel(person),
    runsCourse,
    courseHref: addresses.course(person._id, course.id),
    columns: content.lineItems.map((item) => ({
      label: item.label,
      points: formatNumber(item.scoreMaximum, language),
      reviewHref: runsCourse && item.placementId ? addresses.review(person._id, item, null) : null,
    })),
    rows: shown.map((trainee) => ({
      name: nameOf(trainee),
      subject: trainee.subject,
      cells: content.lineItems.map((item) => cell(content, item, trainee, { language, addresses })),
    })),
  };
}

interface CellContext {
  readonly language: string;
  readonly addresses: Demo['addresses'];
}

function cell(content: CourseContent, item: DemoLineItem, trainee: DemoPerson, context: CellContext): object {
  const grade = content.grades.find((one) => one.lineItemId === item._id && one.subject === trainee.subject);
  if (!grade) return { state: 'empty' };
  const { addresses, language } = context;
  const { _id: reader } = content.person;
  return {
    state: grade.score === null ? 'waiting' : 'graded',
    text: grade.score === null ? null : gradeText(grade, item, language),
    comment: grade.comment,
    time: formatTime(new Date(grade.second * 1000), language),
    isoTime: new Date(grade.second * 1000).toISOString(),
    column: item.label,
    trainee: nameOf(trainee) ?? trainee.subject,
    reviewHref: item.placementId ? addresses.review(reader, item, trainee._id) : null,
  };
}

/** `8 / 10`, in the reader's figures. */
export function gradeText(grade: DemoGrade, item: DemoLineItem, language: string): string {
  return `${formatNumber(grade.score ?? 0, language)} / ${formatNumber(item.scoreMaximum, language)}`;
}

function formatNumber(value: number, language: string): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(value);
}

function formatTime(value: Date, language: string): string {
  const locale = language === 'en' ? 'en-GB' : language;
  return new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'medium',
    timeZone: 'UTC',
  }).format(value);
}
