import type { Token } from 'markdown-it';
import type { Context } from '../compose/context.ts';
import type { ModuleFiles } from '../files/curriculum-files.ts';
import type { Place } from '../files/issue.ts';
import type { Located } from '../files/located.ts';
import { parseInnerLink } from '../markdown/links.ts';
import type { ModuleFile, QuizFile, TaskFile } from '../schemas/structure.ts';
import type { CoveredEntry } from '../schemas/workshop.ts';
import { Ids, type IdKind } from './ids.ts';

/** Every id is there once, everything points to something, and something points to everything. */
export function checkReferences(context: Context): void {
  const ids = new Ids(context.findings);
  declareShared(ids, context);
  for (const files of context.all.modules) declareModule(ids, files);
  useShared(ids, context);
  useWorkshop(ids, context);
  checkSources(context);
  for (const files of context.all.modules) useModule(ids, files, context);
  for (const linked of context.linked) checkLinks(ids, linked, context);
  for (const kind of ['competence', 'term', 'source'] as const) {
    for (const { id, place } of ids.unused(kind)) context.findings.warn('id-unused', place, { kind, id });
  }
}

function declareShared(ids: Ids, { all }: Context): void {
  const { competences, glossary, sources } = all;
  if (competences) ids.open('competence');
  competences?.value.frameworks.forEach(({ id }, i) =>
    ids.declare('framework', id, competences.at(['frameworks', i])),
  );
  competences?.value.competences.forEach(({ id }, i) =>
    ids.declare('competence', id, competences.at(['competences', i])),
  );
  if (glossary) ids.open('term');
  for (const id of Object.keys(glossary?.value ?? {}))
    if (glossary) ids.declare('term', id, glossary.at([id]));
  if (sources) ids.open('source');
  for (const id of Object.keys(sources?.value ?? {}))
    if (sources) ids.declare('source', id, sources.at([id]));
  all.curriculum?.value.documents.forEach((id, i) => {
    if (all.curriculum) ids.declare('document', id, all.curriculum.at(['documents', i]));
  });
  for (const kind of ['module', 'lesson', 'quiz', 'task', 'sample', 'document'] as const) ids.open(kind);
}

function declareModule(ids: Ids, { module, quiz, task }: ModuleFiles): void {
  if (module) {
    ids.declare('module', module.value.id, module.at(['id']));
    module.value.outcomes.forEach(({ id }, i) => ids.declare('outcome', id, module.at(['outcomes', i])));
    lessonsOf(module.value).forEach(({ id }, i) => ids.declare('lesson', id, module.at(['lessons', i])));
  }
  if (quiz) {
    ids.declare('quiz', quiz.value.id, quiz.at(['id']));
    quiz.value.questions.forEach(({ id }, i) => ids.declare('question', id, quiz.at(['questions', i])));
  }
  if (!task) return;
  ids.declare('task', task.value.id, task.at(['id']));
  task.value.samples.forEach(({ id }, i) => ids.declare('sample', id, task.at(['samples', i, 'id'])));
}

function useShared(ids: Ids, { all: { competences } }: Context): void {
  competences?.value.frameworks.forEach(({ source }, i) => {
    ids.use('source', source, competences.at(['frameworks', i, 'source']));
  });
  competences?.value.competences.forEach(({ framework }, i) => {
    ids.use('framework', framework, competences.at(['competences', i, 'framework']));
  });
}

function useWorkshop(ids: Ids, { all: { workshop } }: Context): void {
  workshop?.value.days.forEach(({ items }, day) => {
    items.forEach((item, i) => {
      ids.declare('workshop item', item.id, workshop.at(['days', day, 'items', i]));
      if (item.kind !== 'contact') return;
      item.covers.forEach((covered, j) => {
        const [kind, id] = activityOf(covered);
        ids.use(kind, id, workshop.at(['days', day, 'items', i, 'covers', j]));
      });
    });
  });
}

function activityOf(covered: CoveredEntry): readonly [IdKind, string] {
  if ('lesson' in covered) return ['lesson', covered.lesson];
  if ('quiz' in covered) return ['quiz', covered.quiz];
  if ('task' in covered) return ['task', covered.task];
  return ['module', 'exchange' in covered ? covered.exchange : covered.revision];
}

function checkSources({ all: { sources }, findings }: Context): void {
  for (const [id, { publisher, url }] of Object.entries(sources?.value ?? {})) {
    if (sources && !publisher && !url) findings.error('source-without-reference', sources.at([id]), { id });
  }
}

function useModule(ids: Ids, { module, quiz, task }: ModuleFiles, context: Context): void {
  if (!module) return;
  const own = ownIds(module.value, task, context);
  useLessons(ids, module, own);
  if (quiz) useQuiz(quiz, own);
  if (task) useTask(ids, task, own);
}

/** Outcomes, lessons and samples are only used within their module. */
interface OwnIds {
  outcome(id: string, place: Place): void;
  lesson(id: string, place: Place): void;
  sample(id: string, place: Place): void;
}

function ownIds(module: ModuleFile, task: Located<TaskFile> | null, { findings }: Context): OwnIds {
  const need = (kind: string, id: string, known: readonly string[], place: Place): void => {
    if (!known.includes(id))
      findings.error('id-unknown', place, { kind, id, known: known.join(', ') || '–' });
  };
  const outcomes = module.outcomes.map(({ id }) => id);
  const lessons = lessonsOf(module).map(({ id }) => id);
  const samples = (task?.value.samples ?? []).map(({ id }) => id);
  return {
    outcome: (id, place) => need('outcome', id, outcomes, place),
    lesson: (id, place) => need('lesson', id, lessons, place),
    sample: (id, place) => need('sample', id, samples, place),
  };
}

function useLessons(ids: Ids, module: Located<ModuleFile>, own: OwnIds): void {
  module.value.outcomes.forEach(({ competences }, i) => {
    competences.forEach((id, j) => ids.use('competence', id, module.at(['outcomes', i, 'competences', j])));
  });
  lessonsOf(module.value).forEach((lesson, i) => {
    lesson.outcomes.forEach((id, j) => own.outcome(id, module.at(['lessons', i, 'outcomes', j])));
    lesson.keyTerms.forEach((id, j) => ids.use('term', id, module.at(['lessons', i, 'keyTerms', j])));
    lesson.sources.forEach((id, j) => ids.use('source', id, module.at(['lessons', i, 'sources', j])));
  });
}

function useQuiz(quiz: Located<QuizFile>, own: OwnIds): void {
  for (const id of Object.keys(quiz.value.blueprint)) own.outcome(id, quiz.at(['blueprint', id]));
  quiz.value.questions.forEach(({ outcome, lesson }, i) => {
    own.outcome(outcome, quiz.at(['questions', i, 'outcome']));
    own.lesson(lesson, quiz.at(['questions', i, 'lesson']));
  });
}

function useTask(ids: Ids, task: Located<TaskFile>, own: OwnIds): void {
  task.value.criteria.forEach(({ outcome, competences }, i) => {
    own.outcome(outcome, task.at(['criteria', i, 'outcome']));
    competences.forEach((id, j) => ids.use('competence', id, task.at(['criteria', i, 'competences', j])));
  });
  const { opensWith, peerReview } = task.value;
  if (opensWith) ids.use('module', opensWith, task.at(['opensWith']));
  if (peerReview) own.sample(peerReview.sample, task.at(['peerReview', 'sample']));
}

function checkLinks(ids: Ids, { tokens, placeOf }: Context['linked'][number], { findings }: Context): void {
  for (const token of tokens) {
    for (const href of hrefsOf(token)) {
      const link = parseInnerLink(href);
      const place = placeOf(token);
      if (link?.kind === 'log') continue;
      if (link) ids.use(link.kind, link.id, place);
      else if (!/^(https?:\/\/[^/\s]+\.|mailto:)/.test(href)) findings.error('link-broken', place, { href });
    }
  }
}

function hrefsOf(token: Token): readonly string[] {
  return (token.children ?? []).flatMap((child) =>
    child.type === 'link_open' ? [String(child.attrGet('href') ?? '')] : [],
  );
}

function lessonsOf(module: ModuleFile): Extract<ModuleFile, { state: 'complete' }>['lessons'] {
  return module.state === 'complete' ? module.lessons : [];
}
