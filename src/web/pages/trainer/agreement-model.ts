import { fewestForAlpha, type Agreement, type ModerationSummary } from '../../../assessment/index.ts';
import type { Task } from '../../../curriculum/index.ts';
import { twoDecimalFormat } from '../../formats.ts';
import type { Translate } from '../../texts.ts';

/** How far two markers agree on one criterion, or on all together. */
export interface AgreementRow {
  readonly title: string;
  /** A criterion's title is in the content's language. */
  readonly isCriterion: boolean;
  readonly exact: number | null;
  readonly adjacent: number | null;
  readonly alphaText: string;
}

interface Words {
  readonly t: Translate;
  readonly language: string;
}

/** A row for each criterion and one for all; `note` says why there is no coefficient yet. */
export function agreementRows(
  { criteria, overall, doubleMarked }: ModerationSummary,
  task: Task,
  words: Words,
): { readonly rows: readonly AgreementRow[]; readonly note: string | null } {
  const { t } = words;
  const titles = new Map(task.criteria.map(({ id, title }) => [id, title]));
  const missing = fewestForAlpha - doubleMarked;
  return {
    rows: [
      ...criteria.map(({ criterionId, agreement }) => ({
        ...row(agreement, words),
        title: titles.get(criterionId) ?? criterionId,
        isCriterion: true,
      })),
      { ...row(overall, words), title: t('moderation:allCriteria'), isCriterion: false },
    ],
    note: missing > 0 ? t('moderation:tooFew', { count: missing, needed: fewestForAlpha }) : null,
  };
}

function row(
  { exact, adjacent, alpha, withoutAlpha }: Agreement,
  { t, language }: Words,
): Pick<AgreementRow, 'exact' | 'adjacent' | 'alphaText'> {
  const alphaText = alpha === null ? reasonText(withoutAlpha, t) : twoDecimalFormat(language).format(alpha);
  return { exact, adjacent, alphaText };
}

function reasonText(reason: Agreement['withoutAlpha'], t: Translate): string {
  return reason === 'all-the-same' ? t('moderation:allTheSame') : t('moderation:notYet');
}
