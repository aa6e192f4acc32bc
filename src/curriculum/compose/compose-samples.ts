import type { ModuleFiles } from '../files/curriculum-files.ts';
import { partOf, type Located } from '../files/located.ts';
import { withinPage } from '../markdown/within-page.ts';
import type { Sample } from '../model.ts';
import type { TaskFile } from '../schemas/structure.ts';
import type { TaskText } from '../schemas/texts.ts';
import { idsDiffer, markdownHtml, textsFit, type Context } from './context.ts';

type Entry = TaskFile['samples'][number];
type SampleText = TaskText['samples'][string];

interface TaskFiles {
  readonly files: ModuleFiles;
  readonly task: Located<TaskFile>;
  readonly text: Located<TaskText>;
}

/** The sample works of a task; null if a text is missing or the levels do not fit the rubric, which is reported. */
export function composeSamples(own: TaskFiles, context: Context): Sample[] | null {
  const { task, text } = own;
  const entries = task.value.samples;
  const ids = entries.map(({ id }) => id);
  const differ = idsDiffer(ids, (index) => ['samples', index, 'id'], task, context);
  if (!textsFit(ids, partOf(text, ['samples'], text.value.samples), context) || !differ) return null;
  const samples = entries.flatMap((entry, index) => {
    const words = text.value.samples[entry.id];
    return (words && composeSample(partOf(task, ['samples', index], entry), words, own, context)) ?? [];
  });
  return samples.length === entries.length ? samples : null;
}

function composeSample(
  entry: Located<Entry>,
  words: SampleText,
  { files, task, text }: TaskFiles,
  context: Context,
): Sample | null {
  const { id, levels } = entry.value;
  const work = files.samples.get(id);
  const criteria = task.value.criteria.map((criterion) => criterion.id);
  const levelsFit = textsFit(criteria, partOf(entry, ['levels'], levels), context);
  const because = partOf(text, ['samples', id, 'because'], words.because);
  if (!work || !levelsFit || !textsFit(criteria, because, context)) return null;
  return {
    ...{ id, title: words.title, comment: words.comment },
    html: withinPage(markdownHtml(work, files.texts, context).html, id),
    gradings: criteria.map((criterionId) => ({
      ...{ criterionId, level: levels[criterionId] as 1 | 2 | 3 | 4 },
      because: words.because[criterionId] ?? '',
    })),
  };
}
