/**
 * Small values that every room may use: ids, the clock, DomainError, ActivityRef. Nothing here imports anything of the
 * project, touches the disk or the network, or knows a rule of one room.
 */
export * from './activity-ref.ts';
export * from './assert-never.ts';
export * from './clock.ts';
export * from './collection-indexes.ts';
export * from './domain-error.ts';
export * from './duplicate-key.ts';
export * from './ids.ts';
export * from './latest-of.ts';
export * from './log.ts';
export * from './result.ts';
export * from './retry-on-duplicate.ts';
export * from './signed-claims.ts';
