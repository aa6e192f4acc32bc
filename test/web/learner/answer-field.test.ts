import {
  aCloze,
  aMatching,
  aMultipleResponse,
  anOrdering,
  aNumeric,
  aSingleChoice,
  aTrueFalse,
} from '../../support/curriculum.ts';
import type { Question } from '../../../src/curriculum/index.ts';
import type { Answer } from '../../../src/learning/index.ts';
import { answerField, type AnswerField } from '../../../src/web/pages/learner/answer-field.ts';
import { t } from './scene.ts';

function field(question: Question, value?: Answer['value']) {
  const answer = value === undefined ? null : { type: question.type, value };
  return answerField(question, answer, t);
}

function partsOf(answer: AnswerField) {
  return 'parts' in answer ? answer.parts : [];
}

function namesOf(answer: AnswerField) {
  return 'rows' in answer ? answer.rows.map(({ name }) => name) : [];
}

describe('the field of a question', () => {
  it('chooses nothing by itself', () => {
    for (const question of [aSingleChoice(), aMultipleResponse(), aTrueFalse()]) {
      expect(field(question)).not.toHaveProperty('options', expect.arrayContaining([{ checked: true }]));
    }
    expect(field(aMatching())).toMatchObject({ rows: [{}, {}, {}] });
    expect(JSON.stringify(field(aMatching()))).not.toContain(
      '"value":"right1","text":"Right 1","selected":true',
    );
  });

  it('shows what was chosen', () => {
    expect(field(aMultipleResponse(), ['a', 'c'])).toMatchObject({
      inputType: 'checkbox',
      mayClear: false,
      options: [{ checked: true }, { checked: false }, { checked: true }, { checked: false }],
    });
    expect(field(aTrueFalse(), 'false')).toMatchObject({
      inputType: 'radio',
      mayClear: true,
      isAnswered: true,
      options: [
        { html: 'True', checked: false },
        { html: 'False', checked: true },
      ],
    });
  });

  it('names menus as the form of an answer asks', () => {
    expect(field(aMatching(), { left2: 'right4' })).toMatchObject({
      rows: [{ name: 'answer.left1' }, { name: 'answer.left2' }, { name: 'answer.left3' }],
    });
  });

  it('puts menus into the text of a cloze, each with a name of its own', () => {
    const parts = partsOf(field(aCloze(), { side: 'future' }));
    expect(parts.map(({ menu }) => menu?.label ?? null)).toEqual([
      null,
      'Gap 1 of 2',
      null,
      'Gap 2 of 2',
      null,
    ]);
  });

  it('shows lines in the order given, those without a place after them', () => {
    const filled = field(anOrdering(), { lead: '1', watch: '2' });
    expect(namesOf(filled)).toEqual(['answer.lead', 'answer.watch', 'answer.try']);
  });

  it('keeps a number as it was typed, with its unit beside it', () => {
    expect(field(aNumeric(), '2,5')).toMatchObject({ value: '2,5', unit: 'hours', inputMode: 'decimal' });
  });

  it('prints words, not marks, in the entries of a menu', () => {
    const question = aMatching({ targets: [{ id: 'x', html: 'ties &amp; <em>trust</em>' }] });
    expect(JSON.stringify(field(question))).toContain('"text":"ties & trust"');
  });
});
