import type { RequestHandler } from 'express';
import { stringify } from 'csv-stringify/sync';
import {
  competenceMap,
  competenceRows,
  type Curriculum,
  type MappedCompetence,
} from '../../../curriculum/index.ts';
import type { WebDeps } from '../../deps.ts';
import { NotFound } from '../../errors/web-errors.ts';
import { contextOf } from '../../middleware/context.ts';
import { viewerOf } from '../../middleware/viewer.ts';
import { paths, type Where } from '../../paths.ts';
import type { Translate } from '../../texts.ts';
import { paramOf } from '../learner/participant.ts';

/** Which outcome, question and criterion speaks to which competence. */
export function showCompetences(deps: WebDeps): RequestHandler {
  return (_req, res) => {
    const { where } = viewerOf(res);
    const { t } = contextOf(res);
    const title = t('library:competences.title');
    const model = viewModel({ curriculum: deps.curriculum(), where, t });
    deps.page(res, { view: 'library/competences', title, model: { title, ...model } });
  };
}

/** The map as data, for other programs. */
export function sendCompetenceData(deps: WebDeps): RequestHandler {
  return (req, res) => {
    const rows = competenceRows(deps.curriculum());
    res.set('Cache-Control', 'no-store');
    switch (paramOf(req, 'format')) {
      case 'competences.json':
        res.attachment('competences.json').json(rows);
        return;
      case 'competences.csv':
        res
          .attachment('competences.csv')
          .type('text/csv')
          .send(stringify([...rows], { header: true, bom: true, escape_formulas: true }));
        return;
      default:
        throw new NotFound();
    }
  };
}

interface Link {
  readonly text: string;
  readonly href: string;
}

interface CompetenceModel {
  readonly id: string;
  readonly name: string;
  readonly outcomes: readonly (Link & { readonly number: number; readonly assessedBy: string })[];
  /** How many questions of which quiz. */
  readonly questions: readonly Link[];
  readonly criteria: readonly Link[];
}

export interface CompetencesModel {
  readonly contentLanguage: string;
  readonly frameworks: readonly {
    readonly id: string;
    readonly name: string;
    readonly competences: readonly CompetenceModel[];
  }[];
  readonly csvHref: string;
  readonly jsonHref: string;
}

interface CompetencesInput {
  readonly curriculum: Curriculum;
  readonly where: Where;
  readonly t: Translate;
}

export function viewModel(input: CompetencesInput): CompetencesModel {
  const { curriculum, where } = input;
  const mapped = competenceMap(curriculum);
  const frameworks = [...new Set(curriculum.competences.map(({ framework }) => framework))];
  return {
    contentLanguage: curriculum.language,
    frameworks: frameworks.map((name, index) => ({
      id: `framework-${index + 1}`,
      name,
      competences: mapped
        .filter(({ competence }) => competence.framework === name)
        .map((one) => competenceModel(one, input)),
    })),
    csvHref: paths.competenceData.to({ ...where, format: 'competences.csv' }),
    jsonHref: paths.competenceData.to({ ...where, format: 'competences.json' }),
  };
}

function competenceModel(mapped: MappedCompetence, { where, t }: CompetencesInput): CompetenceModel {
  const { competence, outcomes, criteria } = mapped;
  return {
    id: competence.id,
    name: [competence.code, competence.title].filter(Boolean).join(' '),
    outcomes: outcomes.map(({ module, outcome }) => ({
      number: module.number,
      text: outcome.text,
      assessedBy: outcome.assessedBy.map((by) => t(`learning:kind.${by}`)).join(', '),
      href: paths.module.to({ ...where, module: module.id }),
    })),
    questions: questionsByQuiz(mapped, { where, t }),
    criteria: criteria.map(({ module, criterion }) => ({
      text: t('library:competences.criterion', { criterion: criterion.title, number: module.number }),
      href: paths.task.to({ ...where, task: module.task?.id ?? '' }),
    })),
  };
}

function questionsByQuiz(
  { questions }: MappedCompetence,
  { where, t }: Pick<CompetencesInput, 'where' | 't'>,
): readonly Link[] {
  const modules = [...new Set(questions.map(({ module }) => module))];
  return modules.map((module) => {
    const count = questions.filter((one) => one.module === module).length;
    return {
      text: t('library:competences.questions', { count, number: module.number }),
      href: paths.quiz.to({ ...where, quiz: module.quiz?.id ?? '' }),
    };
  });
}
