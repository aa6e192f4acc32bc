/**
 * Something that must reach somebody. A score: the newest state of one person in one column, told to a platform until it
 * has it. A mail: told once at most; where nobody can know whether it was, it is not told again.
 */
export interface Delivery {
  /** There is one entry of the outbox for each: of a score, column and person; of a mail, the notice and its reader. */
  readonly key: string;
  readonly kind: 'score' | 'mail';
  /** The platform or the mail server that gets it; while it does not answer, others go on. */
  readonly destination: string;
  /** When it came about. A newer one replaces an older one that waits; an older one is dropped. */
  readonly eventAt: Date;
  /** The pending entry that it was expanded from, for tracing. */
  readonly pendingId: string;
  readonly cohortId: string;
  readonly enrolmentId: string;
  /** A formatted ActivityRef, for the trainer's view. */
  readonly activity: string;
  /** What people call it. */
  readonly label: string;
  /** Worth sending only while nothing definite has been queued: a state of progress, which would erase a grade. */
  readonly tentative: boolean;
  readonly payload: object;
}

/** What a room recorded in the same write as its decision, to be expanded into deliveries later. */
export interface Pending {
  readonly id: string;
  readonly at: Date;
}

/** A room's pending entries. Every step may be repeated, by any process, so all must be safe to repeat. */
export interface Source<P extends Pending = Pending> {
  readonly name: string;
  /** Oldest first. */
  findPending(limit: number): Promise<readonly P[]>;
  /** Reads the present state; nothing to deliver is an empty list. */
  expand(pending: P): Promise<readonly Delivery[]>;
  markRelayed(pending: P): Promise<void>;
}

/** What a platform said. `status` is null if it said nothing: a time-out, a refused connection. */
export interface Answer {
  readonly status: number | null;
  /** The first 2 kB. */
  readonly body: string;
  readonly at: Date;
}

export type Outcome =
  | { readonly kind: 'delivered' }
  | { readonly kind: 'platform-has-newer' }
  /** Nothing is to be sent any more. */
  | { readonly kind: 'not-needed' }
  | { readonly kind: 'retry'; readonly afterMs?: number; readonly answer: Answer }
  | { readonly kind: 'parked'; readonly answer: Answer };

/** What a sender is given. */
export interface OutboxEntry {
  readonly kind: Delivery['kind'];
  readonly key: string;
  readonly cohortId: string;
  readonly enrolmentId: string;
  readonly label: string;
  readonly payload: object;
  /** The time to tell the platform: that of the event, or a second after the last one that was sent. */
  readonly stamp: Date;
  /** Aborted when the lease ends or the process stops. */
  readonly signal: AbortSignal;
}

/** Sends one entry; it may throw, which counts as "retry". */
export type Sender = (entry: OutboxEntry) => Promise<Outcome>;

export interface Senders {
  readonly score: Sender;
  /** Left out where there is no mail server: mails that still wait are let go. */
  readonly mail?: Sender;
}

/** The destination of every mail. */
export const mailServer = 'mail';

/** One entry as trainers and operators see it. */
export interface DeliveryStatus {
  readonly key: string;
  readonly cohortId: string;
  readonly enrolmentId: string;
  readonly activity: string;
  readonly label: string;
  readonly destination: string;
  readonly state: 'waiting' | 'delivered' | 'parked';
  readonly eventAt: Date;
  readonly attempts: number;
  /** When it is tried next; null unless it waits. */
  readonly nextAttemptAt: Date | null;
  /** When the platform last took something for this key, perhaps an earlier score. */
  readonly deliveredAt: Date | null;
  /** The last answer that was not a success since then. */
  readonly answer: Answer | null;
}
