import { Router } from 'express';
import type { RouteTools, WebDeps } from '../deps.ts';
import { postNoticeSettings, showNoticeSettings } from '../pages/notices/notice-settings.ts';
import { paths } from '../paths.ts';

/** Which mails somebody gets. */
export function noticeRoutes(deps: WebDeps, { allow, form }: RouteTools): Router {
  const router = Router();
  router.get(paths.noticeSettings.pattern, allow('read'), showNoticeSettings(deps));
  router.post(paths.noticeSettings.pattern, form, allow('read'), postNoticeSettings(deps));
  return router;
}
