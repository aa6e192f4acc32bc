import { ConfigError } from '../config/index.ts';
import { DomainError } from '../shared/index.ts';
import type { Translate } from '../web/index.ts';

/** What stopped a start or a command, one clear line per problem; a stack only where nobody foresaw the error. */
export function explainFailure(error: unknown, t: Translate): string[] {
  if (error instanceof ConfigError) {
    return error.problems.map(({ key, variable, value }) => t(`start:problem.${key}`, { variable, value }));
  }
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') return [t('start:problem.portInUse')];
  if (error instanceof DomainError) return error.message.split('\n');
  return [t('start:problem.failed'), error instanceof Error ? (error.stack ?? error.message) : String(error)];
}
