import { Router } from 'express';
import type { RouteTools, WebDeps } from '../deps.ts';
import { listUploads } from '../pages/files/list-uploads.ts';
import { postRemoveFile } from '../pages/files/remove-file.ts';
import { takeUploads } from '../pages/files/resumable-upload.ts';
import { sendFile } from '../pages/files/send-file.ts';
import { takeForm } from '../pages/files/upload-form.ts';
import { viewFile } from '../pages/files/view-file.ts';
import { paths } from '../paths.ts';

/** Files of what is handed in: who may put them there, take them out and see them. */
export function fileRoutes(deps: WebDeps, { allow }: RouteTools): Router {
  const router = Router();
  const uploads = takeUploads(deps);
  // Who may upload and take out is in the file token: it must work when the session has ended.
  router.get(paths.upload.pattern, listUploads(deps));
  router.post(paths.upload.pattern, uploads);
  router.options(paths.upload.pattern, uploads);
  for (const method of ['head', 'patch', 'delete', 'options'] as const) {
    router[method](paths.uploadPart.pattern, uploads);
  }
  router.post(paths.uploadForm.pattern, takeForm(deps));
  router.post(paths.removeFile.pattern, postRemoveFile(deps));
  // Whose file it is decides the use case: authors, who grades here, reviewers of the version.
  router.get(paths.file.pattern, allow('read'), sendFile(deps));
  router.get(paths.fileView.pattern, allow('read'), viewFile(deps));
  return router;
}
