import type { MarkerMean, ModerationSummary } from '../../../assessment/index.ts';
import { oneDecimalFormat } from '../../formats.ts';
import type { Translate } from '../../texts.ts';

/** One marker's means, a cell for each criterion. */
export interface MarkerRow {
  readonly name: string;
  readonly cells: readonly MeanCell[];
}

export interface MeanCell {
  /** Empty where this marker has marked nothing on the criterion. */
  readonly meanText: string;
  readonly worksText: string;
  /** How far it lies from the others' mean, where that is far. */
  readonly offText: string | null;
}

interface Words {
  readonly t: Translate;
  readonly language: string;
}

/** A row for each marker, by name, and a last one for all together. */
export function markerRows({ criteria }: ModerationSummary, { t, language }: Words): MarkerRow[] {
  const markers = new Map(
    criteria.flatMap(({ markers }) => markers.map(({ marker }) => [marker.enrolmentId, marker] as const)),
  );
  const rows = [...markers.values()].map((marker) => ({
    name: marker.name ?? t('queue:nameless'),
    cells: criteria.map(({ markers: means }) => {
      const mean = means.find((one) => one.marker.enrolmentId === marker.enrolmentId);
      return mean ? meanCell(mean, { t, language }) : emptyCell;
    }),
  }));
  const collator = new Intl.Collator(language);
  const all = criteria.map(({ mean, works }) =>
    mean === null ? emptyCell : { ...cellOf(mean, works, { t, language }), offText: null },
  );
  return [
    ...rows.sort((a, b) => collator.compare(a.name, b.name)),
    ...(rows.length > 1 ? [{ name: t('moderation:all'), cells: all }] : []),
  ];
}

const emptyCell: MeanCell = { meanText: '', worksText: '', offText: null };

function meanCell({ mean, works, othersMean, isOutlier }: MarkerMean, words: Words): MeanCell {
  const { t, language } = words;
  const cell = cellOf(mean, works, words);
  if (!isOutlier || othersMean === null) return { ...cell, offText: null };
  const distance = oneDecimalFormat(language).format(Math.abs(mean - othersMean));
  return { ...cell, offText: t(mean > othersMean ? 'moderation:higher' : 'moderation:lower', { distance }) };
}

function cellOf(mean: number, works: number, { t, language }: Words): Omit<MeanCell, 'offText'> {
  return {
    meanText: oneDecimalFormat(language).format(mean),
    worksText: t('moderation:ofWorks', { count: works }),
  };
}
