import type { IssueLanguage } from '../../curriculum/index.ts';
import type { Translate } from '../../web/index.ts';

/** What every command is given; `fail` makes the exit code 1. */
export interface CommandTools {
  readonly t: Translate;
  readonly language: IssueLanguage;
  readonly folder: string;
  readonly json?: true;
  readonly print: (line: string) => void;
  readonly fail: () => void;
}

export function printJson(tools: CommandTools, content: unknown): void {
  tools.print(JSON.stringify(content, null, 2));
}
