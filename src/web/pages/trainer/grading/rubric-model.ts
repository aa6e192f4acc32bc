import type { GradingSheet, Level, Mark } from '../../../../assessment/index.ts';
import type { Criterion } from '../../../../curriculum/index.ts';
import type { Translate } from '../../../texts.ts';
import type { CommentModel } from './comments-model.ts';
import { levelField, personLevelField } from './mark-fields.ts';
import { authorName } from './author-name.ts';

/** One criterion of the rubric, to be given a level. */
export interface CriterionModel {
  readonly id: string;
  readonly title: string;
  readonly field: string;
  readonly level: number | null;
  readonly stateText: string;
  readonly levels: readonly LevelModel[];
  readonly comments: readonly CommentModel[];
  /** What is proposed, or what other markers gave, in words. */
  readonly hints: readonly string[];
  /** Of several authors: each one's level where it differs. */
  readonly people: readonly PersonLevelModel[];
  readonly hasOwnLevels: boolean;
}

interface LevelModel {
  readonly level: number;
  readonly points: number;
  readonly text: string;
  readonly isChosen: boolean;
  readonly isProposed: boolean;
  /** Nothing was handed in for it; not one of the rubric's own levels. */
  readonly isMissing: boolean;
}

interface PersonLevelModel {
  readonly field: string;
  readonly name: string;
  readonly options: readonly { readonly value: string; readonly text: string; readonly isChosen: boolean }[];
}

interface RubricScene {
  readonly sheet: GradingSheet;
  /** What the page shows as given. */
  readonly mark: Pick<Mark, 'levels' | 'personLevels'> | null;
  readonly comments: readonly CommentModel[];
  /** Finished marks of others that this marker may see. */
  readonly others: readonly Mark[];
  readonly t: Translate;
}

export function rubricModel(scene: RubricScene): CriterionModel[] {
  return scene.sheet.task.criteria.map((criterion) => criterionModel(criterion, scene));
}

function criterionModel(criterion: Criterion, scene: RubricScene): CriterionModel {
  const { mark, comments, t } = scene;
  const level = mark?.levels[criterion.id] ?? null;
  return {
    id: criterion.id,
    title: criterion.title,
    field: levelField(criterion.id),
    level,
    stateText: level === null ? t('grading:level.none') : t('grading:level.number', { level }),
    levels: levelModels(criterion, level, scene),
    comments: comments.filter(({ criterionId, anchor }) => criterionId === criterion.id && anchor === ''),
    hints: hintsOf(criterion, scene),
    people: peopleOf(criterion, scene),
    hasOwnLevels: Object.values(mark?.personLevels ?? {}).some((own) => own[criterion.id] !== undefined),
  };
}

function levelModels(
  { id, levels }: Criterion,
  chosen: Level | null,
  { sheet, t }: RubricScene,
): LevelModel[] {
  const proposed = chosen === null ? sheet.proposal?.levels[id] : undefined;
  const model = (level: number, points: number, text: string): LevelModel => ({
    ...{ level, points, text },
    isChosen: level === chosen,
    isProposed: level === proposed,
    isMissing: level === 0,
  });
  return [
    ...levels.map(({ level, text }) => model(level, sheet.levelPoints[level - 1] ?? 0, text)),
    model(0, 0, t('grading:level.missing')),
  ];
}

function hintsOf({ id }: Criterion, { sheet, others, t }: RubricScene): string[] {
  const { proposal } = sheet;
  const level = proposal?.levels[id];
  const isFormer = proposal !== null && proposal.from !== 'both-marks' && level !== undefined;
  return [
    ...(isFormer ? [t('grading:level.former', { level, version: proposal.version })] : []),
    ...others.map(({ marker, levels }) =>
      t('grading:level.of', { name: authorName(marker, t), level: levels[id] ?? '–' }),
    ),
  ];
}

function peopleOf({ id, levels }: Criterion, { sheet, mark, t }: RubricScene): PersonLevelModel[] {
  const { authors, authorIds } = sheet.submission;
  if (authorIds.length < 2) return [];
  return authors
    .filter(({ enrolmentId }) => authorIds.includes(enrolmentId))
    .map((author, index) => {
      const own = mark?.personLevels[author.enrolmentId]?.[id] ?? null;
      const numbers = [0, ...levels.map(({ level }) => level)];
      return {
        field: personLevelField(author.enrolmentId, id),
        name: sheet.namesHidden ? t('grading:person.hidden', { number: index + 1 }) : authorName(author, t),
        options: [
          { value: '', text: t('grading:person.same'), isChosen: own === null },
          ...numbers.map((level) => ({
            value: String(level),
            text: t('grading:level.number', { level }),
            isChosen: own === level,
          })),
        ],
      };
    });
}
