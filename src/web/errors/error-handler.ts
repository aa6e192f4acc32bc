import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import { z } from 'zod';
import { asId, DomainError, type Log } from '../../shared/index.ts';
import { contextOf } from '../middleware/context.ts';
import { loggedPath } from '../middleware/request-log.ts';
import { findViewerOf } from '../middleware/viewer.ts';
import type { RenderPage } from '../render.ts';
import { paths, type Where } from '../paths.ts';
import { errorTable, type ErrorEntry } from './error-table.ts';
import { NotFound } from './web-errors.ts';

export const notFound: RequestHandler = () => {
  throw new NotFound();
};

/**
 * Turns every error into a page a person understands, with an id that the log knows too. A broken rule gets its own
 * words; anything unexpected is logged with its cause and shown without it.
 */
export function errorHandler(page: RenderPage, log: Log): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    if (res.headersSent) {
      next(error);
      return;
    }
    const code = codeOf(error);
    const entry = errorTable[code] as ErrorEntry;
    const { requestId } = contextOf(res);
    const level = entry.status >= 500 ? 'error' : 'info';
    log[level](
      { requestId, code, status: entry.status, path: loggedPath(req.path), err: error },
      'request refused',
    );
    if (wantsJson(req.get('accept'))) res.status(entry.status).json({ code, requestId });
    else showErrorPage(page, res, { code, entry, error });
  };
}

function codeOf(error: unknown): string {
  if (error instanceof DomainError && errorTable[error.code]) return error.code;
  const status = (error as { status?: unknown } | null)?.status;
  if (status === 413) return 'too-large';
  if (typeof status === 'number' && status >= 400 && status < 500) return 'malformed-request';
  return 'unexpected';
}

function wantsJson(accept = ''): boolean {
  return accept.startsWith('application/json');
}

interface Failure {
  readonly code: string;
  readonly entry: ErrorEntry;
  readonly error: unknown;
}

function showErrorPage(page: RenderPage, res: Response, { code, entry, error }: Failure): void {
  const { t } = contextOf(res);
  const viewer = findViewerOf(res);
  const values = error instanceof DomainError ? error.details : {};
  const text = (part: string): string => t(`${entry.namespace}:${code}.${part}`, { ...values });
  page(res, {
    view: 'errors/error',
    title: text('title'),
    status: entry.status,
    frameAncestors: 'anyone',
    model: {
      heading: text('title'),
      text: text('text'),
      action: text('action'),
      home: entry.way === 'home' ? homeOf(viewer?.where ?? whereOf(res.req.body)) : null,
      typed: typedTexts(res.req.body),
    },
  });
}

function homeOf(where: Where | null): string | null {
  return where && paths.home.to(where);
}

const savedFrom = z.object({ cohort: z.string().max(100), placement: z.string().max(100) });

/** Forms that need no session say in their fields which page they stand on; it is only used to lead back there. */
function whereOf(body: unknown): Where | null {
  const { data } = savedFrom.safeParse(body);
  return data ? { cohort: asId<'cohort'>(data.cohort), placement: asId<'placement'>(data.placement) } : null;
}

/** Names of fields that hold what a person wrote. */
const typedFields = /^(answer|text|comment\.|f\.(?!.*\.rows$))|^(reason|overall)$/;

/** What was typed into a form that could not be taken, so that it can be copied; the form's own fields left out. */
function typedTexts(body: unknown): string[] {
  if (typeof body !== 'object' || body === null) return [];
  return Object.entries(body)
    .filter(([name]) => typedFields.test(name))
    .flatMap(([, value]): unknown[] => (Array.isArray(value) ? value : [value]))
    .filter((value): value is string => typeof value === 'string' && value.trim().length > 0);
}
