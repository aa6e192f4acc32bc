import type { Competence, Criterion, Curriculum, Module, Outcome, Question } from './model.ts';

/** Everything that speaks to one competence: outcomes that name it, their questions, and criteria that name it. */
export interface MappedCompetence {
  readonly competence: Competence;
  readonly outcomes: readonly { readonly module: Module; readonly outcome: Outcome }[];
  readonly questions: readonly { readonly module: Module; readonly question: Question }[];
  readonly criteria: readonly { readonly module: Module; readonly criterion: Criterion }[];
}

/** By framework and code, in the order of competences.yaml. A question speaks to what its outcome names. */
export function competenceMap({ competences, modules }: Curriculum): readonly MappedCompetence[] {
  return competences.map((competence) => {
    const { id } = competence;
    const outcomes = modules.flatMap((module) =>
      module.outcomes.filter((one) => one.competences.includes(id)).map((outcome) => ({ module, outcome })),
    );
    const named = new Set(outcomes.map(({ outcome }) => outcome.id));
    return {
      competence,
      outcomes,
      questions: modules.flatMap((module) =>
        (module.quiz?.pool ?? [])
          .filter(({ outcomeId }) => named.has(outcomeId))
          .map((question) => ({ module, question })),
      ),
      criteria: modules.flatMap((module) =>
        (module.task?.criteria ?? [])
          .filter((one) => one.competences.includes(id))
          .map((criterion) => ({ module, criterion })),
      ),
    };
  });
}

/** One line of the map as data: something of a module that speaks to a competence. */
export interface CompetenceRow {
  readonly framework: string;
  readonly code: string;
  readonly competence: string;
  readonly competenceTitle: string;
  readonly module: number;
  readonly kind: 'outcome' | 'question' | 'criterion';
  /** The outcome, the question, or the task and its criterion. */
  readonly id: string;
  /** What the outcome or criterion says; a question's words stay in its quiz. */
  readonly text: string;
}

/** The map as rows for a table, in the map's order. */
export function competenceRows(curriculum: Curriculum): readonly CompetenceRow[] {
  return competenceMap(curriculum).flatMap(({ competence, outcomes, questions, criteria }) => {
    const head = {
      framework: competence.framework,
      code: competence.code ?? '',
      competence: competence.id,
      competenceTitle: competence.title,
    };
    return [
      ...outcomes.map(({ module, outcome }) => ({
        ...{ ...head, module: module.number, kind: 'outcome' as const },
        ...{ id: outcome.id, text: outcome.text },
      })),
      ...questions.map(({ module, question }) => ({
        ...{ ...head, module: module.number, kind: 'question' as const, id: question.id, text: '' },
      })),
      ...criteria.map(({ module, criterion }) => ({
        ...{ ...head, module: module.number, kind: 'criterion' as const },
        ...{ id: `${module.task?.id ?? ''}/${criterion.id}`, text: criterion.title },
      })),
    ];
  });
}
