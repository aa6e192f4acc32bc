import type { Findings } from './issue.ts';
import type { LocatedText, YamlSource } from './located.ts';

/** The two parts of a Markdown file that begins with YAML between `---` lines. */
export interface FrontMatter {
  readonly head: YamlSource;
  readonly body: LocatedText;
}

export function splitFrontMatter(file: string, text: string, findings: Findings): FrontMatter | null {
  const found = /^---\r?\n([\s\S]*?\r?\n)?---[ \t]*(?:\r?\n|$)/.exec(text);
  if (!found) {
    findings.error('front-matter', { file, line: 1 });
    return null;
  }
  const linesBefore = found[0].split('\n').length - 1;
  return {
    head: { file, text: found[1] ?? '', firstLine: 2 },
    body: { file, line: linesBefore + 1, text: text.slice(found[0].length) },
  };
}
