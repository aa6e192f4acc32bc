import type { Context } from '../compose/context.ts';
import type { ModuleFiles } from '../files/curriculum-files.ts';

/** Files that nothing uses: they are forgotten or misspelt. */
export function checkFiles(context: Context): void {
  const { all, findings } = context;
  for (const files of all.modules) {
    if (!files.module) continue;
    const expected = expectedFiles(files);
    for (const file of all.files.keys()) {
      if (!file.startsWith(`${files.folder}/`) || expected.has(file) || isOtherLanguage(file, files, context))
        continue;
      const isFigure = file.startsWith(`${files.texts}/figures/`);
      if (isFigure && isShown(file, files, context)) continue;
      findings.warn(isFigure ? 'figure-unused' : 'file-unused', { file, line: null });
    }
  }
}

function expectedFiles({ folder, texts, module, task }: ModuleFiles): ReadonlySet<string> {
  const always = [`${folder}/module.yaml`, `${texts}/module.yaml`];
  if (module?.value.state !== 'complete') return new Set(always);
  return new Set([
    ...always,
    ...['quiz.yaml', 'task.yaml'].flatMap((name) => [`${folder}/${name}`, `${texts}/${name}`]),
    ...[`${texts}/task.md`, `${texts}/trainer-notes.md`, `${folder}/second-reader.yaml`],
    ...module.value.lessons.map(({ id }) => `${texts}/lessons/${id}.md`),
    ...(task?.value.samples ?? []).map(({ id }) => `${texts}/samples/${id}.md`),
  ]);
}

function isOtherLanguage(file: string, { folder }: ModuleFiles, { all }: Context): boolean {
  const languages = all.curriculum?.value.languages ?? [];
  return languages.some((language) => language !== all.language && file.startsWith(`${folder}/${language}/`));
}

function isShown(file: string, { texts }: ModuleFiles, { all }: Context): boolean {
  const mention = `(${file.slice(texts.length + 1)}`;
  return [...all.files].some(([path, text]) => path.startsWith(`${texts}/`) && text.includes(mention));
}
