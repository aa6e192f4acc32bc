import { Router } from 'express';
import type { RouteTools, WebDeps } from '../deps.ts';
import { sendCompetenceData, showCompetences } from '../pages/library/competences.ts';
import { showDocument } from '../pages/library/document.ts';
import { showGlossary } from '../pages/library/glossary.ts';
import { showSources } from '../pages/library/sources.ts';
import { paths } from '../paths.ts';

/** What stands beside the path: to look up, to print, to take along as data. */
export function libraryRoutes(deps: WebDeps, { allow }: RouteTools): Router {
  const router = Router();
  router.get(paths.glossary.pattern, allow('read'), showGlossary(deps));
  router.get(paths.sources.pattern, allow('read'), showSources(deps));
  router.get(paths.competences.pattern, allow('read'), showCompetences(deps));
  router.get(paths.competenceData.pattern, allow('read'), sendCompetenceData(deps));
  router.get(paths.document.pattern, allow('read'), showDocument(deps));
  return router;
}
