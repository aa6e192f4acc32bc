import { findModule, type Curriculum, type Task } from '../../../../curriculum/index.ts';

/** How a task is graded, as it is read before and while it is written. */
export interface RubricModel {
  readonly levels: readonly { readonly level: number; readonly points: number }[];
  readonly criteria: readonly CriterionModel[];
}

interface CriterionModel {
  readonly title: string;
  readonly outcome: string;
  readonly competences: readonly string[];
  readonly levels: readonly { readonly level: number; readonly points: number; readonly text: string }[];
}

export function rubricModel(curriculum: Curriculum, task: Task): RubricModel {
  const module = findModule(curriculum, task.moduleId);
  const competence = new Map(curriculum.competences.map((one) => [one.id, one]));
  return {
    levels: task.criteria[0]?.levels ?? [],
    criteria: task.criteria.map((criterion) => ({
      title: criterion.title,
      outcome: module?.outcomes.find(({ id }) => id === criterion.outcomeId)?.text ?? '',
      competences: criterion.competences.flatMap((id) => {
        const found = competence.get(id);
        return found ? [[found.framework, found.code, found.title].filter(Boolean).join(' ')] : [];
      }),
      levels: criterion.levels,
    })),
  };
}
