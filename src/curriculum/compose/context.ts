import { checkProse } from '../check/check-prose.ts';
import type { CurriculumFiles } from '../files/curriculum-files.ts';
import type { Findings } from '../files/issue.ts';
import type { Located, LocatedText, Path } from '../files/located.ts';
import type { MarkdownContext } from '../markdown/page-parts.ts';
import { parser, renderInline } from '../markdown/parser.ts';
import { wordsOf } from '../markdown/prose.ts';
import { renderMarkdown, type Rendered } from '../markdown/render.ts';

/** What the parts of a curriculum are put together with. */
export interface Context {
  readonly all: CurriculumFiles;
  readonly findings: Findings;
  /** Every text with links, for the check of references. */
  readonly linked: Pick<Rendered, 'tokens' | 'placeOf'>[];
  /** Every feedback, for the check of repetition. */
  readonly feedbacks: LocatedText[];
}

const plainLabels = {
  case: 'case',
  activity: 'activity',
  check: 'check',
  answer: 'answer',
  example: 'example',
  variant: 'variant',
  people: 'people',
};

/** Blocks of Markdown; `folder` is where its `figures/` are. */
export function markdownHtml(source: LocatedText, folder: string, context: Context): Rendered {
  const { files, text } = context.all;
  const surroundings: MarkdownContext = {
    labels: text?.value.labels ?? plainLabels,
    findings: context.findings,
    figure: (path) => {
      const file = `${folder}/${path}`;
      const found = /^figures\/[^/]+\.svg$/.test(path) ? files.get(file) : undefined;
      return found === undefined ? null : { file, text: found };
    },
  };
  const rendered = renderMarkdown(source, surroundings);
  context.linked.push(rendered);
  return rendered;
}

/** Running text in the curriculum's own words: its language is checked as a lesson's is. */
export function proseHtml(source: LocatedText, folder: string, context: Context): string {
  const rendered = markdownHtml(source, folder, context);
  checkProse(rendered, source, context);
  return rendered.html;
}

/** A feedback of a question: short enough to be inline, long enough to explain. */
export function feedbackHtml(texts: Located<unknown>, path: Path, context: Context): string {
  const source = texts.textAt(path);
  context.feedbacks.push(source);
  const words = wordsOf(source.text).length;
  const least = context.all.settings.feedbackWords;
  if (words < least) context.findings.error('feedback-short', source, { words, least });
  return inlineHtml(source, context);
}

/** Markdown within one paragraph; its links are looked at as those of lessons are. */
export function inlineHtml(source: LocatedText, context: Context): string {
  context.linked.push({ tokens: parser.parseInline(source.text, {}), placeOf: () => source });
  return renderInline(source.text);
}

/** Whether the texts are there for exactly these ids; reports what is missing and what belongs to nothing. */
export function textsFit(
  ids: readonly string[],
  texts: Located<Readonly<Record<string, unknown>>>,
  context: Context,
): boolean {
  const missing = ids.filter((id) => !(id in texts.value));
  const unneeded = Object.keys(texts.value).filter((id) => !ids.includes(id));
  for (const id of missing) context.findings.error('text-missing', texts.at([]), { id });
  for (const id of unneeded) context.findings.error('text-unneeded', texts.at([id]), { id });
  return missing.length === 0 && unneeded.length === 0;
}

/** Reports an id that occurs twice in one list. */
export function idsDiffer(
  ids: readonly string[],
  place: (index: number) => Path,
  source: Located<unknown>,
  context: Context,
): boolean {
  const repeated = ids.flatMap((id, index) => (ids.indexOf(id) < index ? [{ id, index }] : []));
  for (const { id, index } of repeated)
    context.findings.error('id-repeated', source.at(place(index)), { id });
  return repeated.length === 0;
}
