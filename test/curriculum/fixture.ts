import { join } from 'node:path';
import { loadFiles } from '../../src/curriculum/load-curriculum.ts';
import { readCurriculum } from '../../src/curriculum/read-curriculum.ts';
import type { FileSet } from '../../src/curriculum/files/curriculum-files.ts';
import type { Issue } from '../../src/curriculum/index.ts';

export const smallFolder = join(import.meta.dirname, 'fixtures/small');
export const small: FileSet = await loadFiles(smallFolder);

export const files = {
  curriculum: 'curriculum.yaml',
  text: 'en/curriculum.yaml',
  competences: 'competences.yaml',
  competencesText: 'en/competences.yaml',
  sources: 'sources.yaml',
  glossary: 'en/glossary.yaml',
  module: 'modules/01-groups/module.yaml',
  moduleText: 'modules/01-groups/en/module.yaml',
  outline: 'modules/02-profile/module.yaml',
  quiz: 'modules/01-groups/quiz.yaml',
  quizText: 'modules/01-groups/en/quiz.yaml',
  task: 'modules/01-groups/task.yaml',
  taskText: 'modules/01-groups/en/task.yaml',
  brief: 'modules/01-groups/en/task.md',
  secondReader: 'modules/01-groups/second-reader.yaml',
  workshop: 'workshop.yaml',
  workshopText: 'en/workshop.yaml',
  lesson: 'modules/01-groups/en/lessons/first-steps.md',
  figure: 'modules/01-groups/en/figures/ring.svg',
} as const;

/** The small curriculum with one passage of one file replaced. */
export function changed(file: string, from: string, to: string): FileSet {
  const text = small.get(file);
  if (!text?.includes(from)) throw new Error(`${file} does not hold ${from}`);
  return new Map([...small, [file, text.replace(from, () => to)]]);
}

export function without(file: string): FileSet {
  return new Map([...small].filter(([path]) => path !== file));
}

export function withFile(file: string, text: string): FileSet {
  return new Map([...small, [file, text]]);
}

export function issuesOf(set: FileSet): readonly Issue[] {
  return readCurriculum(set).issues;
}

/** `error file:line rule`, one for each issue. */
export function namesOf(set: FileSet): readonly string[] {
  return issuesOf(set).map(({ severity, file, line, rule }) => `${severity} ${file}:${line ?? '-'} ${rule}`);
}

/** The line on which a passage stands. */
export function lineOf(set: FileSet, file: string, passage: string): number {
  const lines = (set.get(file) ?? '').split('\n');
  const index = lines.findIndex((line) => line.includes(passage));
  if (index < 0) throw new Error(`${file} does not hold ${passage}`);
  return index + 1;
}
