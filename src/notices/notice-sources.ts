import { findPendingNotices, markNoticed, type PendingAuthorNotice } from '../assessment/index.ts';
import { mailServer, type Delivery, type Pending, type Source } from '../delivery/index.ts';
import { formatActivityRef } from '../shared/index.ts';
import { findReader } from './address-of.ts';
import type { NoticeDeps } from './deps.ts';
import type { Notice, TimedNotice } from './model.ts';

/** What brings mails into the outbox: what happened to submissions, and what comes at its time. */
export function noticeSources(deps: NoticeDeps): Source[] {
  return [submissionNotices(deps), timedNotices(deps)];
}

function submissionNotices(deps: NoticeDeps): Source<PendingAuthorNotice> {
  return {
    name: 'notices of submissions',
    findPending: (limit) => findPendingNotices(deps.assessment, limit),
    markRelayed: (pending) => markNoticed(deps.assessment, pending),
    async expand({ id, at, kind, to, cohortId, taskId, submissionId, version }) {
      const notices = to.map((enrolmentId): Notice => ({
        ...{ kind, cohortId, enrolmentId, taskId, submissionId, version, at },
      }));
      return deliveriesFor(deps, id, notices);
    },
  };
}

interface PendingTimed extends Pending {
  readonly notice: TimedNotice;
}

function timedNotices(deps: NoticeDeps): Source<PendingTimed> {
  const { timed } = deps.records;
  return {
    name: 'notices at their time',
    async findPending(limit) {
      const found = await timed.listPending(limit);
      return found.map((notice) => ({ id: notice.key, at: notice.at, notice }));
    },
    markRelayed: ({ id }) => timed.markRelayed(id),
    expand({ id, at, notice: { kind, cohortId, enrolmentId, taskId } }) {
      const notice: Notice = { kind, cohortId, enrolmentId, taskId, submissionId: null, version: 0, at };
      return deliveriesFor(deps, id, [notice]);
    },
  };
}

async function deliveriesFor(
  deps: NoticeDeps,
  pendingId: string,
  notices: readonly Notice[],
): Promise<Delivery[]> {
  if (!deps.sendsMail) return [];
  const readers = await Promise.all(
    notices.map(({ enrolmentId, kind }) => findReader(deps, enrolmentId, kind)),
  );
  return notices.filter((_notice, index) => readers[index]).map((notice) => toDelivery(pendingId, notice));
}

function toDelivery(pendingId: string, notice: Notice): Delivery {
  const { cohortId, enrolmentId, taskId, kind, at } = notice;
  return {
    key: `mail:${pendingId}:${enrolmentId}`,
    ...{ kind: 'mail', destination: mailServer, eventAt: at, pendingId, cohortId, enrolmentId },
    activity: formatActivityRef(taskId === null ? { kind: 'cohort' } : { kind: 'task', id: taskId }),
    ...{ label: kind, tentative: false, payload: notice },
  };
}
