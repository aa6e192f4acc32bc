import type { DeliveryStatus } from '../../../delivery/index.ts';
import { paths, type Where } from '../../paths.ts';
import type { Translate } from '../../texts.ts';
import { lmsState, type LmsState } from './delivery-state.ts';

/** One score on its way to the LMS, or there. */
export interface DeliveryModel {
  readonly label: string;
  readonly state: LmsState;
  readonly eventAt: Date;
  readonly nextAttemptAt: Date | null;
  readonly deliveredAt: Date | null;
  readonly answer: string | null;
  readonly resendAction: string | null;
}

export function deliveryModel(
  delivery: DeliveryStatus,
  { where, t }: { readonly where: Where; readonly t: Translate },
): DeliveryModel {
  const { answer } = delivery;
  return {
    label: delivery.label,
    state: lmsState([delivery], t),
    eventAt: delivery.eventAt,
    nextAttemptAt: delivery.nextAttemptAt,
    deliveredAt: delivery.deliveredAt,
    answer:
      answer &&
      (answer.status === null
        ? t('trainer:lms.noAnswer')
        : t('trainer:lms.answered', { status: answer.status, body: answer.body.slice(0, 300) })),
    resendAction:
      delivery.state === 'delivered' ? null : paths.resendScore.to({ ...where, delivery: delivery.key }),
  };
}
