import { DomainError } from '../../../shared/index.ts';
import { errorTable } from '../../errors/error-table.ts';
import type { Translate } from '../../texts.ts';

/** A broken rule in words, where it does not get a page of its own. */
export interface ErrorWords {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly text: string;
  readonly action: string;
}

/** Null for anything that no rule foresaw. */
export function errorWords(error: unknown, t: Translate): ErrorWords | null {
  if (!(error instanceof DomainError)) return null;
  const entry = errorTable[error.code];
  if (!entry) return null;
  const say = (part: string): string => t(`${entry.namespace}:${error.code}.${part}`, { ...error.details });
  const { status } = entry;
  return { status, code: error.code, title: say('title'), text: say('text'), action: say('action') };
}
