import { ConfigError } from '../config/index.ts';
import { BrokenCurriculum, describeIssue } from '../curriculum/index.ts';
import { DatabaseIsNewer } from '../database/index.ts';
import { DomainError } from '../shared/index.ts';
import { errorTable, type Language, type Translate } from '../web/index.ts';

/** What stopped a start or a command, one clear line per problem; a stack only where nobody foresaw the error. */
export function explainFailure(error: unknown, t: Translate, language: Language): string[] {
  if (error instanceof ConfigError) {
    return error.problems.map(({ key, variable, value }) => t(`start:problem.${key}`, { variable, value }));
  }
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') return [t('start:problem.portInUse')];
  if (error instanceof BrokenCurriculum) return explainIssues(error, t, language);
  if (error instanceof DatabaseIsNewer) return [t('start:problem.databaseIsNewer'), error.message];
  if (error instanceof DomainError) return inWords(error, t) ?? error.message.split('\n');
  return [t('start:problem.failed'), error instanceof Error ? (error.stack ?? error.message) : String(error)];
}

function explainIssues({ issues }: BrokenCurriculum, t: Translate, language: Language): string[] {
  const lines = issues.map((issue) => {
    const { message, advice } = describeIssue(issue, language);
    return `  ${issue.file}${issue.line === null ? '' : `:${issue.line}`}  ${message} ${advice}`;
  });
  return [t('start:problem.brokenCurriculum'), ...lines];
}

/** The words of a broken rule as pages show them; null where it never reaches a page. */
function inWords({ code, details }: DomainError, t: Translate): string[] | null {
  const entry = errorTable[code];
  if (!entry) return null;
  return ['title', 'text', 'action'].map((part) => t(`${entry.namespace}:${code}.${part}`, { ...details }));
}
