import { Readable } from 'node:stream';
import type { RequestHandler, Response } from 'express';
import {
  getArchivedVersion,
  getTask,
  listArchive,
  openArchivedFile,
  readableName,
  uniqueName,
  type ArchivedWork,
} from '../../../assessment/index.ts';
import type { WebDeps } from '../../deps.ts';
import { contextOf } from '../../middleware/context.ts';
import { viewerOf } from '../../middleware/viewer.ts';
import { paramOf } from '../learner/participant.ts';
import { archivedFiles, pageName, type ArchivedFile } from './archived-files.ts';
import { renderArchivedWork } from './archived-work.ts';
import { sendZip, type AddEntry } from './send-zip.ts';
import { workName } from './work-name.ts';

/**
 * Every hand-in of a task as one ZIP: a folder for each author or group, in it one for each version with its text as a
 * page and its files. It is sent as it is made, one file after the other.
 */
export function sendArchive(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const { where } = viewerOf(res);
    const task = getTask(deps.assessment, paramOf(req, 'task'));
    const works = await listArchive(deps.assessment, { cohortId: where.cohort, taskId: task.id });
    res.attachment(`${readableName(task.title)}.zip`);
    await sendZip(res, (add) => addWorks(add, works, { deps, res }));
  };
}

interface Scene {
  readonly deps: WebDeps;
  readonly res: Response;
}

async function addWorks(add: AddEntry, works: readonly ArchivedWork[], scene: Scene): Promise<void> {
  const folders = new Set<string>();
  for (const work of works) {
    const folder = uniqueName(readableName(workName(work.authors, contextOf(scene.res))), folders);
    await addVersions(add, { work, folder }, scene);
  }
}

async function addVersions(
  add: AddEntry,
  { work, folder }: { readonly work: ArchivedWork; readonly folder: string },
  scene: Scene,
): Promise<void> {
  const { t } = contextOf(scene.res);
  for (const head of work.versions) {
    const { version, task } = await getArchivedVersion(scene.deps.assessment, head);
    const place = `${folder}/${readableName(t('oversight:archive.version', { number: head.number }))}`;
    const files = archivedFiles(version.files, { t, namesHidden: work.namesHidden });
    const page = await renderArchivedWork(scene, { work, version, task, files });
    const mtime = version.submittedAt;
    await add({ path: `${place}/${pageName(t)}`, mtime, stream: Readable.from([page]) });
    for (const file of files) await addFile(add, { place, mtime, file }, scene);
  }
}

/** A file whose bytes are not there any more leaves a note instead. */
async function addFile(
  add: AddEntry,
  { place, mtime, file }: { readonly place: string; readonly mtime: Date; readonly file: ArchivedFile },
  { deps, res }: Scene,
): Promise<void> {
  const { t } = contextOf(res);
  const stream = await openArchivedFile(deps.files, file.id);
  if (stream) await add({ path: `${place}/${file.name}`, mtime, stream });
  else {
    const note = Readable.from([t('oversight:archive.missing', { name: file.name })]);
    await add({ path: `${place}/${file.name}.txt`, mtime, stream: note });
  }
}
