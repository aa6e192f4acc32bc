/**
 * The outbox: what has to reach a platform or a mail server, from the write that decided it until it is there. It knows order,
 * leases, back-off and answers. What is sent, and how, is for the rooms that give it sources and senders.
 */
export { mailServer } from './delivery.ts';
export type {
  Answer,
  Delivery,
  DeliveryStatus,
  OutboxEntry,
  Outcome,
  Pending,
  Sender,
  Senders,
  Source,
} from './delivery.ts';
export { createOutbox, type Outbox, type OutboxDeps } from './outbox.ts';
export { deliveryIndexes, outboxRecords, type OutboxRecords } from './outbox.records.ts';
