import { checkFiles } from './check/check-files.ts';
import { checkModule, checkTotalHours } from './check/check-module.ts';
import { checkQuiz } from './check/check-quiz.ts';
import { checkTask } from './check/check-task.ts';
import { checkReferences } from './check/check-references.ts';
import { checkRepetition } from './check/check-repetition.ts';
import { checkSecondReader } from './check/check-second-reader.ts';
import { checkWorkshop } from './check/check-workshop.ts';
import { composeCurriculum } from './compose/compose-curriculum.ts';
import type { Context } from './compose/context.ts';
import { readCurriculumFiles, type FileSet } from './files/curriculum-files.ts';
import { Findings, sortedIssues, type Issue } from './files/issue.ts';
import type { Curriculum } from './model.ts';

export interface ReadCurriculum {
  /** Null if any issue is an error. */
  readonly curriculum: Curriculum | null;
  /** The same also while there are errors, as far as it can be put together: for authors' commands only. */
  readonly draft: Curriculum | null;
  /** Every problem of every file, by file and line. */
  readonly issues: readonly Issue[];
}

/** Files → curriculum: parse each by its schema, put structure and texts together, check the whole. */
export function readCurriculum(files: FileSet): ReadCurriculum {
  const findings = new Findings();
  const all = readCurriculumFiles(files, findings);
  const context: Context = { all, findings, linked: [], feedbacks: [] };
  const curriculum = composeCurriculum(context);
  all.modules.forEach((module, index) => {
    checkModule(module, index + 1, context);
    checkTask(module, context);
    const composed = curriculum?.modules.find(({ id }) => id === module.module?.value.id);
    checkQuiz(module, composed?.quiz ?? null, context);
    checkSecondReader(module, composed?.quiz ?? null, context);
  });
  checkTotalHours(context);
  checkWorkshop(curriculum?.workshop ?? null, context);
  checkReferences(context);
  checkRepetition(context);
  checkFiles(context);
  const issues = sortedIssues(findings.issues);
  const isBroken = issues.some(({ severity }) => severity === 'error');
  return { curriculum: isBroken ? null : curriculum, draft: curriculum, issues };
}
