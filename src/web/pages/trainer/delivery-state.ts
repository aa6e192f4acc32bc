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

/** The worst state of several deliveries counts: what needs a hand must be seen. */
export function lmsState(deliveries: readonly Pick<DeliveryStatus, 'state'>[], t: Translate): LmsState {
  const states = new Set(deliveries.map(({ state }) => state));
  const key = (['parked', 'waiting', 'delivered'] as const).find((state) => states.has(state)) ?? 'none';
  return { key, text: t(`trainer:lms.${key}`), ...looks[key] };
}
