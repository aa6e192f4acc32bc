import { DomainError } from '../shared/index.ts';
import { describeIssue } from './describe-issue.ts';
import type { Issue } from './files/issue.ts';
import { loadCurriculum } from './load-curriculum.ts';
import type { Curriculum } from './model.ts';

/** A curriculum with errors does not start. The message lists every one with file, line and advice. */
export class BrokenCurriculum extends DomainError {
  readonly code = 'broken-curriculum';

  constructor(
    folder: string,
    readonly issues: readonly Issue[],
  ) {
    super(`The curriculum in ${folder} has errors:\n${issues.map(lineOf).join('\n')}`, {
      errors: issues.length,
    });
  }
}

/** The curriculum of a folder. Throws BrokenCurriculum. */
export async function requireCurriculum(folder: string): Promise<Curriculum> {
  const { curriculum, issues } = await loadCurriculum(folder);
  if (!curriculum)
    throw new BrokenCurriculum(
      folder,
      issues.filter(({ severity }) => severity === 'error'),
    );
  return curriculum;
}

function lineOf(issue: Issue): string {
  const { message, advice } = describeIssue(issue);
  return `  ${issue.file}${issue.line === null ? '' : `:${issue.line}`}  ${message} ${advice}`;
}
