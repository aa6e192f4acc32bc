import type { Request } from 'express';

/** The first text of a name in a form: several fields for files may each have sent it. '' where there is none. */
export function formText({ body }: Request, name: string): string {
  const value = (body as Record<string, unknown> | undefined)?.[name];
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' ? first : '';
}
