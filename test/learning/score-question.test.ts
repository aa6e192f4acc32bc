import fc from 'fast-check';
import { scoreQuestion } from '../../src/learning/score-question.ts';
import {
  aCloze,
  aMatching,
  aMultipleResponse,
  aNumeric,
  anOrdering,
  aQuestionOfEachType,
  aShortText,
  aSingleChoice,
  aTrueFalse,
} from '../support/curriculum.ts';
import { answersTo, questions, rightAnswerTo } from './rules.ts';

describe('any question', () => {
  it('earns a share from 0 to 1, whatever is answered', () => {
    fc.assert(
      fc.property(
        questions.chain((question) => fc.tuple(fc.constant(question), answersTo(question))),
        ([question, answer]) => {
          const share = scoreQuestion(question, answer);
          return share >= 0 && share <= 1;
        },
      ),
    );
  });

  it.each(aQuestionOfEachType())(
    'earns everything with the right answer and nothing without ($type)',
    (question) => {
      expect(scoreQuestion(question, rightAnswerTo(question))).toBe(1);
      expect(scoreQuestion(question, null)).toBe(0);
    },
  );

  it('earns nothing with an answer to another type', () => {
    expect(scoreQuestion(aSingleChoice(), { type: 'short-text', value: 'b' })).toBe(0);
  });
});

describe('single choice and true/false', () => {
  it('are all or nothing', () => {
    expect(scoreQuestion(aSingleChoice(), { type: 'single-choice', value: 'a' })).toBe(0);
    expect(scoreQuestion(aTrueFalse(), { type: 'true-false', value: 'true' })).toBe(0);
    expect(scoreQuestion(aTrueFalse(), { type: 'true-false', value: 'false' })).toBe(1);
  });
});

describe('multiple response', () => {
  const score = (...value: string[]) =>
    scoreQuestion(aMultipleResponse(), { type: 'multiple-response', value });

  it('earns right minus wrong, by the number that are right', () => {
    expect(score('a')).toBe(0.5);
    expect(score('a', 'c')).toBe(1);
    expect(score('a', 'c', 'b')).toBe(0.5);
  });

  it('earns nothing where everything is ticked, and never less than nothing', () => {
    expect(score('a', 'b', 'c', 'd')).toBe(0);
    expect(score('b', 'd')).toBe(0);
  });

  it('never earns more by a wrong option, nor less by a right one', () => {
    const question = aMultipleResponse();
    fc.assert(
      fc.property(
        fc.subarray(question.options.slice()),
        fc.constantFrom(...question.options),
        (chosen, more) => {
          const ids = chosen.map(({ id }) => id).filter((id) => id !== more.id);
          const [without, withMore] = [score(...ids), score(...ids, more.id)];
          return more.correct ? withMore >= without : withMore <= without;
        },
      ),
    );
  });
});

describe('matching and cloze', () => {
  it('earn a part for each pair that is right', () => {
    const value = { left1: 'right1', left2: 'right3' };
    expect(scoreQuestion(aMatching(), { type: 'matching', value })).toBeCloseTo(1 / 3);
  });

  it('earn a part for each gap that is right', () => {
    expect(scoreQuestion(aCloze(), { type: 'cloze', value: { side: 'future', also: 'weather' } })).toBe(0.5);
  });
});

describe('ordering', () => {
  const score = (value: Record<string, string>) => scoreQuestion(anOrdering(), { type: 'ordering', value });

  it('earns by pairs in the right relative order, less those in the wrong one', () => {
    expect(score({ watch: '1', try: '2', lead: '3' })).toBe(1);
    expect(score({ try: '1', watch: '2', lead: '3' })).toBeCloseTo(1 / 3);
    expect(score({ lead: '1', try: '2', watch: '3' })).toBe(0);
  });

  it('counts neither for nor against where places are missing or the same', () => {
    expect(score({ watch: '1', try: '2' })).toBeCloseTo(1 / 3);
    expect(score({ watch: '1', try: '1', lead: '1' })).toBe(0);
  });

  it('earns nothing on average by chance, but for what is cut off below 0', () => {
    const items = ['watch', 'try', 'lead'];
    const orders = items.flatMap((a) =>
      items.filter((b) => b !== a).map((b) => [a, b, items.find((c) => c !== a && c !== b) ?? '']),
    );
    const shares = orders.map((order) =>
      score(Object.fromEntries(order.map((id, index) => [id, String(index + 1)]))),
    );
    expect(shares.reduce((sum, share) => sum + share, 0) / shares.length).toBeLessThan(0.3);
  });

  it('earns more for an order in which two neighbours are put right', () => {
    const ids = ['a', 'b', 'c', 'd', 'e'];
    const question = anOrdering({ items: ids.map((id) => ({ id, html: id })) });
    const scoreOrder = (order: string[]) =>
      scoreQuestion(question, {
        type: 'ordering',
        value: Object.fromEntries(order.map((id, index) => [id, String(index + 1)])),
      });
    fc.assert(
      fc.property(fc.shuffledSubarray(ids, { minLength: 5 }), fc.nat(3), (order, at) => {
        const [left, right] = [order[at] ?? '', order[at + 1] ?? ''];
        fc.pre(left > right);
        const better = order.with(at, right).with(at + 1, left);
        return scoreOrder(better) >= scoreOrder(order);
      }),
    );
  });
});

describe('short text', () => {
  const score = (value: string) => scoreQuestion(aShortText(), { type: 'short-text', value });

  it('does not mind case, accents, white space or punctuation at the ends', () => {
    for (const text of ['practice', ' PRACTICE. ', '„Practice“', 'prácticé', 'shared \t practice!'])
      expect(score(text)).toBe(1);
  });

  it('minds everything else', () => {
    for (const text of ['practices', 'sharedpractice', '', '…']) expect(score(text)).toBe(0);
  });
});

describe('numeric', () => {
  const score = (value: string, question = aNumeric()) => scoreQuestion(question, { type: 'numeric', value });

  it('takes point and comma as the decimal sign, spaces between thousands, and the unit', () => {
    const half = aNumeric({ answer: 2.5 });
    for (const text of ['2.5', '2,5', ' 2,50 hours', '+2.5', '2.5hours']) expect(score(text, half)).toBe(1);
    expect(score('12 500', aNumeric({ answer: 12500 }))).toBe(1);
    expect(score('12 500', aNumeric({ answer: 12500 }))).toBe(1);
    expect(score('−3', aNumeric({ answer: -3 }))).toBe(1);
  });

  it('is right within the tolerance, its borders included', () => {
    const question = aNumeric({ answer: 0.3, tolerance: 0.1 });
    for (const text of ['0.2', '0.3', '0,4']) expect(score(text, question)).toBe(1);
    for (const text of ['0.19', '0.41']) expect(score(text, question)).toBe(0);
  });

  it('is wrong for what is no number', () => {
    for (const text of ['', 'many', '1.000,5', '1,2,3', '2-5', '0x19', 'Infinity', '1e3', '.', '-'])
      expect(score(text)).toBe(0);
  });

  it('reads every number that it is given, in both ways of writing', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.nat(999), (whole, fraction) => {
        const text = `${whole}.${String(fraction).padStart(3, '0')}`;
        const question = aNumeric({ answer: Number(text) });
        return score(text, question) === 1 && score(text.replace('.', ','), question) === 1;
      }),
    );
  });
});
