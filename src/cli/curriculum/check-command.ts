import { relative } from 'node:path';
import { describeIssue, loadCurriculum, type Issue } from '../../curriculum/index.ts';
import { printJson, type CommandTools } from './tools.ts';

/** Every problem of every file, with line and advice; the exit code is 1 if one is an error. */
export async function checkCommand(tools: CommandTools): Promise<void> {
  const { issues } = await loadCurriculum(tools.folder);
  const errors = issues.filter(({ severity }) => severity === 'error').length;
  if (errors > 0) tools.fail();
  const described = issues.map((issue) => ({ ...issue, ...describeIssue(issue, tools.language) }));
  if (tools.json) printJson(tools, { errors, warnings: issues.length - errors, issues: described });
  else printIssues(tools, issues, errors);
}

function printIssues(tools: CommandTools, issues: readonly Issue[], errors: number): void {
  const { t, print } = tools;
  const files = [...new Set(issues.map(({ file }) => file))];
  for (const file of files) {
    print(`${relative(process.cwd(), tools.folder)}/${file}`);
    for (const issue of issues) if (issue.file === file) print(lineOf(issue, tools));
    print('');
  }
  if (issues.length === 0) return print(t('cli-curriculum:check.fine'));
  const found = [
    t('cli-curriculum:check.errors', { count: errors }),
    t('cli-curriculum:check.warnings', { count: issues.length - errors }),
    t('cli-curriculum:check.files', { count: files.length }),
  ];
  print(found.join(', '));
}

function lineOf(issue: Issue, { t, language }: CommandTools): string {
  const severity =
    issue.severity === 'error' ? t('cli-curriculum:check.error') : t('cli-curriculum:check.warning');
  const { message, advice } = describeIssue(issue, language);
  return `${String(issue.line ?? '').padStart(6)}  ${severity}: ${message} ${advice}`;
}
