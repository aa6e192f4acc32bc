import type { Response } from 'express';
import type { ArchivedWork, Version } from '../../../assessment/index.ts';
import type { Task } from '../../../curriculum/index.ts';
import type { WebDeps } from '../../deps.ts';
import { contextOf } from '../../middleware/context.ts';
import { viewerOf } from '../../middleware/viewer.ts';
import { paths } from '../../paths.ts';
import { workModel } from '../task-work/work-model.ts';
import type { ArchivedFile } from './archived-files.ts';
import { workName } from './work-name.ts';

interface ArchivedVersion {
  readonly work: ArchivedWork;
  readonly version: Version;
  readonly task: Task;
  readonly files: readonly ArchivedFile[];
}

/** One version as a page that stands by itself; its files are links into the same folder. */
export async function renderArchivedWork(
  { deps, res }: { readonly deps: WebDeps; readonly res: Response },
  { work, version, task, files }: ArchivedVersion,
): Promise<string> {
  const { t, language } = contextOf(res);
  const { where } = viewerOf(res);
  const contentLanguage = deps.curriculum().language;
  const names = work.authors.map(
    ({ enrolmentId, name }) => [enrolmentId, workName([{ enrolmentId, name }], { t, language })] as const,
  );
  const model = workModel(task, version, {
    ...{ where, t, language, contentLanguage, showTrainerOnly: true },
    authors: work.namesHidden ? null : new Map(names),
  });
  const name = workName(work.authors, { t, language });
  const html = await render(res, {
    ...{ ...model, name, taskTitle: task.title, version, layout: 'document' },
    page: { t, language, title: `${name}: ${task.title}` },
  });
  return files.reduce(
    (text, file) =>
      text.replaceAll(
        `href="${paths.fileView.to({ ...where, file: file.id })}"`,
        `href="${encodeURIComponent(file.name)}"`,
      ),
    html,
  );
}

function render(res: Response, values: object): Promise<string> {
  return new Promise((resolve, reject) => {
    res.app.render('trainer/archived-work', values, (error: unknown, html: string) => {
      if (error) reject(new Error('A work could not be rendered', { cause: error }));
      else resolve(html);
    });
  });
}
