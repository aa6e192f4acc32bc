import type { Rule } from './issue-texts.en.ts';

/** One problem of one file. Its words come from describeIssue. */
export interface Issue {
  readonly rule: Rule;
  /** A curriculum with an error does not start. */
  readonly severity: 'error' | 'warning';
  /** From the curriculum's folder, with `/`. */
  readonly file: string;
  readonly line: number | null;
  readonly values: Readonly<Record<string, string | number>>;
}

/** Where something stands. */
export interface Place {
  readonly file: string;
  readonly line: number | null;
}

type Values = Issue['values'];

/** Collects the problems while the files are read, put together and checked. */
export class Findings {
  readonly issues: Issue[] = [];

  error(rule: Rule, place: Place, values: Values = {}): void {
    this.issues.push({ rule, severity: 'error', file: place.file, line: place.line, values });
  }

  warn(rule: Rule, place: Place, values: Values = {}): void {
    this.issues.push({ rule, severity: 'warning', file: place.file, line: place.line, values });
  }
}

/** By file and line, errors first where both stand on a line. */
export function sortedIssues(issues: readonly Issue[]): Issue[] {
  return [...issues].sort(
    (a, b) =>
      a.file.localeCompare(b.file) ||
      (a.line ?? 0) - (b.line ?? 0) ||
      a.severity.localeCompare(b.severity) ||
      a.rule.localeCompare(b.rule),
  );
}
