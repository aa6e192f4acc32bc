import type { Context } from '../compose/context.ts';
import type { LocatedText } from '../files/located.ts';
import type { ModuleFiles } from '../files/curriculum-files.ts';

/** Texts that stand twice: prompts of questions (with their case) and feedback. */
export function checkRepetition(context: Context): void {
  warnOfTwins(context.feedbacks, 'feedback-repeated', context);
  warnOfTwins(context.all.modules.flatMap(promptsOf), 'prompt-repeated', context);
}

function warnOfTwins(
  texts: readonly LocatedText[],
  rule: 'feedback-repeated' | 'prompt-repeated',
  context: Context,
): void {
  const seen = new Map<string, LocatedText>();
  for (const source of texts) {
    const key = source.text.toLowerCase().replace(/\s+/g, ' ').trim();
    const first = seen.get(key);
    if (first) context.findings.warn(rule, source, { other: `${first.file}:${first.line ?? 1}` });
    else seen.set(key, source);
  }
}

function promptsOf({ quiz, quizText }: ModuleFiles): readonly LocatedText[] {
  if (!quiz || !quizText) return [];
  return quiz.value.questions.map(({ id }) => {
    const prompt = quizText.textAt(['questions', id, 'prompt']);
    return { ...prompt, text: `${quizText.textAt(['questions', id, 'case']).text} ${prompt.text}` };
  });
}
