import type { CohortDates } from '../../../../cohorts/index.ts';
import { dayText } from '../../learner/dates/activity-dates.ts';
import type { Translate } from '../../../texts.ts';

/** What all dates of a cohort rest on, in words and as a form. */
export interface FrameModel {
  readonly sentence: string;
  readonly lateText: string;
  readonly isOpen: boolean;
  readonly typed: { readonly timeZone: string; readonly dayOne: string; readonly endsAtLast: boolean };
  readonly zones: readonly {
    readonly value: string;
    readonly text: string;
    readonly selected: boolean;
  }[];
  /** Nothing was set yet: the browser's own zone may be offered. */
  readonly isNew: boolean;
}

interface Situation {
  readonly typed: FrameModel['typed'] | undefined;
  readonly t: Translate;
  readonly language: string;
}

export function frameModel(dates: CohortDates, { typed, t, language }: Situation): FrameModel {
  const { timeZone, dayOne, lateRule, revision } = dates;
  const zone = timeZone.replaceAll('_', ' ');
  const fields = typed ?? { timeZone, dayOne: dayOne ?? '', endsAtLast: lateRule === 'until-last' };
  return {
    sentence:
      dayOne === null
        ? t('dates:frame.withoutDayOne', { zone })
        : t('dates:frame.withDayOne', { zone, day: dayText(dayOne, language) }),
    lateText: t(`dates:frame.late.${lateRule}`),
    isOpen: typed !== undefined || revision === 0,
    typed: fields,
    zones: zonesWith(fields.timeZone).map((value) => ({
      value,
      text: value.replaceAll('_', ' '),
      selected: value === fields.timeZone,
    })),
    isNew: revision === 0,
  };
}

/** Every zone by name; one that this server's list leaves out stays choosable where it is set. */
function zonesWith(own: string): readonly string[] {
  return [...new Set(['UTC', own, ...Intl.supportedValuesOf('timeZone')])].sort();
}
