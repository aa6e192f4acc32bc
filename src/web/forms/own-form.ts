import type { Request } from 'express';
import { z } from 'zod';
import { MalformedRequest, StaleForm } from '../errors/web-errors.ts';
import type { Viewer } from '../middleware/viewer.ts';

const owner = z.object({ enrolment: z.string() });

/**
 * Reads a form that its page made for this very enrolment. A page of another course or person that is still open in a
 * second tab is refused. @throws StaleForm, MalformedRequest
 */
export function readOwnForm<Fields extends z.ZodType>(
  req: Request,
  viewer: Viewer,
  fields: Fields,
): z.output<Fields> {
  const form = owner.safeParse(req.body);
  if (!form.success) throw new MalformedRequest(form.error);
  if (form.data.enrolment !== viewer.enrolment.id) throw new StaleForm();
  return readForm(req, fields);
}

/** Reads a form by its fields. @throws MalformedRequest */
export function readForm<Fields extends z.ZodType>(req: Request, fields: Fields): z.output<Fields> {
  const form = fields.safeParse(req.body);
  if (!form.success) throw new MalformedRequest(form.error);
  return form.data;
}
