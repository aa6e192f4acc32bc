/** Tells the time. Rules take a Date; use cases take a Clock, so that tests can set it. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();
