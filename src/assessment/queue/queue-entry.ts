import type { EnrolmentId } from '../../shared/index.ts';
import { disagreementOf } from '../grading/disagreement.ts';
import { finishedPair, marksInForce } from '../grading/marks-in-force.ts';
import type { QueueFilter, QueueShow, QueueStage, QueueWho } from './queue-model.ts';
import type { QueueFacts } from './queue.records.ts';

/** Of a submission what filters and sorting look at; made once, since a queue may have thousands. */
export interface QueueEntry {
  readonly facts: QueueFacts;
  readonly stage: QueueStage;
  readonly isRevised: boolean;
  readonly late: boolean;
  readonly askedAt: Date | null;
  readonly releasedAt: Date | null;
  /** Those who mark the version in force. */
  readonly markers: readonly { readonly id: EnrolmentId; readonly isFinished: boolean }[];
  /** As a search compares them. */
  readonly names: string;
}

/** Whose queue it is, and what else decides which works are in it. */
export interface QueueScope {
  readonly viewer: EnrolmentId;
  readonly now: Date;
  readonly namesHiddenOf: (taskId: string) => boolean;
  /** Whose works a trainer takes, unless one work is given to another. */
  readonly trainerOf: (author: EnrolmentId) => EnrolmentId | null;
}

const entries = new WeakMap<QueueFacts, QueueEntry>();

export function entryOf(facts: QueueFacts): QueueEntry {
  const known = entries.get(facts);
  if (known) return known;
  const { versions, current, releases, authors } = facts;
  const entry = {
    ...{ facts, stage: stageOf(facts), askedAt: askedAt(facts) },
    isRevised: releases.some(({ version }) => version < current),
    late: versions.find(({ number }) => number === current)?.late ?? false,
    releasedAt: releases.at(-1)?.at ?? null,
    markers: marksInForce(facts).map(({ marker, finishedAt }) => ({
      ...{ id: marker.enrolmentId, isFinished: finishedAt !== null },
    })),
    names: plainText(authors.map(({ name, state }) => (state === 'accepted' ? name : '')).join('\n')),
  };
  entries.set(facts, entry);
  return entry;
}

/** Whether a work belongs under one of the choices of what to show. */
export function isShown(entry: QueueEntry, show: QueueShow, { viewer }: Pick<QueueScope, 'viewer'>): boolean {
  const { stage } = entry;
  switch (show) {
    case 'to-grade':
      return isOpen(stage) && (stage === 'agree' || !hasFinished(entry, viewer));
    case 'revised':
      return isOpen(stage) && entry.isRevised;
    case 'second':
      return stage === 'second' || stage === 'agree' || stage === 'third';
    case 'ready':
    case 'released':
      return stage === show;
    case 'drafts':
      return stage === 'draft';
    case 'asked':
      return entry.askedAt !== null;
    case 'all':
      return stage !== 'draft';
  }
}

export function isOf(entry: QueueEntry, who: QueueWho, scope: QueueScope): boolean {
  switch (who) {
    case 'mine':
      // What nobody was given is for everybody: in a cohort with one trainer nothing is ever shared out.
      return (
        [scope.viewer, null].includes(allocatedTo(entry.facts, scope)) ||
        holds(entry.facts, scope) ||
        entry.markers.some(({ id }) => id === scope.viewer)
      );
    case 'unallocated':
      return allocatedTo(entry.facts, scope) === null;
    case 'all':
      return true;
  }
}

/** The rest of a filter: one task, late ones, a name. `text` as plainText makes it. */
export function isLike(
  { facts, late, names }: QueueEntry,
  filter: Pick<QueueFilter, 'late' | 'text'>,
  scope: QueueScope,
): boolean {
  if (filter.late && !late) return false;
  return filter.text === '' || (!namesHidden(facts, scope) && names.includes(filter.text));
}

/** Without accents and case, so that "Zof" finds "Žofia". */
export function plainText(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').trim().toLowerCase();
}

export function namesHidden(
  { releases, taskId }: QueueFacts,
  { namesHiddenOf }: Pick<QueueScope, 'namesHiddenOf'>,
): boolean {
  return releases.length === 0 && namesHiddenOf(taskId);
}

export function allocatedTo(
  { allocatedTo: to, authorIds: [first] }: QueueFacts,
  { trainerOf }: Pick<QueueScope, 'trainerOf'>,
): EnrolmentId | null {
  if (to) return to;
  return first ? trainerOf(first) : null;
}

function stageOf(facts: QueueFacts): QueueStage {
  if (facts.state === 'draft') return 'draft';
  if (facts.state !== 'waiting') return 'released';
  const finished = marksInForce(facts).filter(({ finishedAt }) => finishedAt !== null);
  if (finished.some(({ role }) => role === 'alone' || role === 'agreed' || role === 'third')) return 'ready';
  const pair = finishedPair(facts);
  if (pair) return disagreementOf(...pair).needsThird ? 'third' : 'agree';
  return finished.length > 0 ? 'second' : 'to-grade';
}

function isOpen(stage: QueueStage): boolean {
  return stage !== 'draft' && stage !== 'ready' && stage !== 'released';
}

/** What a marker has finished is not to be graded by them; an agreement is work again. */
function hasFinished({ markers }: QueueEntry, viewer: EnrolmentId): boolean {
  return markers.some(({ id, isFinished }) => isFinished && id === viewer);
}

function holds({ hold }: QueueFacts, { viewer, now }: QueueScope): boolean {
  return hold !== null && hold.by.enrolmentId === viewer && hold.until > now;
}

/** The last word is an author's. */
function askedAt({ messages }: QueueFacts): Date | null {
  const last = messages.at(-1);
  return last?.from === 'author' ? last.at : null;
}
