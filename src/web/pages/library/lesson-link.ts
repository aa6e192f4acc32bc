import type { Lesson } from '../../../curriculum/index.ts';
import { paths, type Where } from '../../paths.ts';

export interface LessonLink {
  readonly title: string;
  readonly href: string;
}

export function lessonLink({ id, title }: Lesson, where: Where): LessonLink {
  return { title, href: paths.lesson.to({ ...where, lesson: id }) };
}
