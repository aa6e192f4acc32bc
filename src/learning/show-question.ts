import type { Choice, OrderingQuestion, Question } from '../curriculum/index.ts';
import type { ShownQuestion } from './model.ts';
import { orderBySeed } from './order-by-seed.ts';

/** A question as an attempt with this seed shows it: its parts in an order by lot, and nothing that tells the answer. */
export function showQuestion(question: Question, seed: string): ShownQuestion {
  const { id, version, outcomeId, caseHtml, promptHtml } = question;
  const common = { id, version, outcomeId, caseHtml, promptHtml };
  const shuffle = (part: string, items: readonly Choice[]): Choice[] =>
    orderBySeed(seed, `${id} ${part}`, items).map(plain);
  switch (question.type) {
    case 'single-choice':
    case 'multiple-response':
      return { ...common, type: question.type, options: shuffle('options', question.options) };
    case 'true-false':
    case 'short-text':
      return { ...common, type: question.type };
    case 'matching':
      return {
        ...common,
        type: question.type,
        pairs: shuffle('pairs', question.pairs),
        targets: shuffle('targets', question.targets),
      };
    case 'ordering':
      return { ...common, type: question.type, items: startingOrder(question, seed) };
    case 'cloze': {
      const gaps = question.gaps.map((gap) => ({ id: gap.id, options: shuffle(gap.id, gap.options) }));
      return { ...common, type: question.type, parts: question.parts, gaps };
    }
    case 'numeric':
      return { ...common, type: question.type, unit: question.unit };
  }
}

/** By lot, but never in the right order: it would be right untouched. */
function startingOrder(question: OrderingQuestion, seed: string): Choice[] {
  const items = orderBySeed(seed, `${question.id} items`, question.items);
  const isRight = items.every((item, place) => item.id === question.items[place]?.id);
  const [first, ...rest] = items;
  return (isRight && first ? [...rest, first] : items).map(plain);
}

/** Leaves out whether it is right, its feedback and what it belongs to. */
function plain({ id, html }: Choice): Choice {
  return { id, html };
}
