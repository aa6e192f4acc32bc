import type { Located, Path } from '../files/located.ts';
import type { Choice, GradedChoice } from '../model.ts';
import { feedbackHtml, idsDiffer, inlineHtml, textsFit, type Context } from './context.ts';

type ChoiceTexts = Located<Readonly<Record<string, { readonly text: string; readonly feedback: string }>>>;
interface Options {
  readonly options: readonly string[];
  readonly correct: string | readonly string[];
}

/** Options with their feedback; null if structure and words do not fit together. */
export function gradedChoices(
  entry: Located<Options>,
  texts: ChoiceTexts,
  context: Context,
): readonly GradedChoice[] | null {
  const { options } = entry.value;
  const correct = [entry.value.correct].flat();
  const fits = [
    idsDiffer(options, (index) => ['options', index], entry, context),
    textsFit(options, texts, context),
    ...correct.map((id) => isListed({ id, list: options, source: entry, path: ['correct'] }, context)),
  ];
  if (fits.includes(false)) return null;
  return options.map((id) => ({
    ...{ id, html: inlineHtml(texts.textAt([id, 'text']), context), correct: correct.includes(id) },
    feedbackHtml: feedbackHtml(texts, [id, 'feedback'], context),
  }));
}

export function choicesOf(
  ids: readonly string[],
  texts: Located<Readonly<Record<string, string>>>,
  context: Context,
): readonly Choice[] {
  return ids.map((id) => ({ id, html: inlineHtml(texts.textAt([id]), context) }));
}

interface Mention {
  readonly id: string;
  readonly list: readonly string[];
  readonly source: Located<unknown>;
  readonly path: Path;
}

/** Whether a mentioned id is in the list that it is chosen from. */
export function isListed({ id, list, source, path }: Mention, context: Context): boolean {
  const listed = list.includes(id);
  if (!listed) context.findings.error('id-not-listed', source.at(path), { id, known: list.join(', ') });
  return listed;
}
