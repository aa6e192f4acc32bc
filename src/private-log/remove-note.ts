import type { EnrolmentId } from '../shared/index.ts';
import type { PrivateLogDeps } from './deps.ts';

/** Takes a note out of the log. It can be brought back for thirty days; then it is gone. One store operation. */
export function removeNote(deps: PrivateLogDeps, enrolmentId: EnrolmentId, name: string): Promise<void> {
  return deps.records.setRemoved(enrolmentId, name, deps.clock());
}

/** Brings a note back that was taken out. One store operation. */
export function restoreNote(deps: PrivateLogDeps, enrolmentId: EnrolmentId, name: string): Promise<void> {
  return deps.records.setRemoved(enrolmentId, name, null);
}
