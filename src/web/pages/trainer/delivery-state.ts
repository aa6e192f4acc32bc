import type { DeliveryStatus } from '../../../delivery/index.ts';
import type { Translate } from '../../texts.ts';

/** Whether a person's scores have reached the LMS, in a word and with what to do about it. */
export interface LmsState {
  readonly key: 'none' | 'waiting' | 'delivered' | 'parked';
  readonly text: string;
  readonly icon: string;
  readonly tone: 'ok' | 'attention' | 'wrong' | 'plain';
}

const looks = {
  none: { icon: 'dash', tone: 'plain' },
  waiting: { icon: 'hourglass-split', tone: 'attention' },
  delivered: { icon: 'check2-circle', tone: 'ok' },
  parked: { icon: 'exclamation-triangle', tone: 'wrong' },
} as const;

/** Deliveries by whose they are, so that a long list is gone through once and not for every person. */
export function byEnrolment<Delivery extends Pick<DeliveryStatus, 'enrolmentId'>>(
  deliveries: readonly Delivery[],
): ReadonlyMap<string, readonly Delivery[]> {
  const whose = new Map<string, Delivery[]>();
  for (const delivery of deliveries) {
    const known = whose.get(delivery.enrolmentId);
    if (known) known.push(delivery);
    else whose.set(delivery.enrolmentId, [delivery]);
  }
  return whose;
}

/** The worst state of several deliveries counts: what needs a hand must be seen. */
export function lmsState(deliveries: readonly Pick<DeliveryStatus, 'state'>[], t: Translate): LmsState {
  const states = new Set(deliveries.map(({ state }) => state));
  const key = (['parked', 'waiting', 'delivered'] as const).find((state) => states.has(state)) ?? 'none';
  return { key, text: t(`trainer:lms.${key}`), ...looks[key] };
}
