/**
 * The outbox: what has to reach a platform, from the write that decided it until the platform has it. It knows order,
 * leases, back-off and answers. What is sent, and how, is for the rooms that give it sources and senders.
 */
export type {
  Answer,
  Delivery,
  DeliveryStatus,
  OutboxEntry,
  Outcome,
  Pending,
  Sender,
  Source,
} from './delivery.ts';
export { createOutbox, type Outbox, type OutboxDeps } from './outbox.ts';
export { deliveryIndexes, outboxRecords, type OutboxRecords } from './outbox.records.ts';
