import fc from 'fast-check';
import { AnswerMalformed, AnswerTooLong } from '../../src/learning/errors.ts';
import { parseAnswer } from '../../src/learning/index.ts';
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
import { answersTo, formOf, questions } from './rules.ts';

describe('reading an answer from a form', () => {
  it('reads every answer that a form can send', () => {
    fc.assert(
      fc.property(
        questions.chain((question) => fc.tuple(fc.constant(question), answersTo(question))),
        ([question, answer]) => {
          const read = parseAnswer(question, { token: 'x', ...formOf(answer) });
          const { value } = answer;
          expect(read).toEqual({ ...answer, value: typeof value === 'string' ? value.trim() : value });
        },
      ),
    );
  });

  it.each(aQuestionOfEachType())('takes no answer for an answer ($type)', (question) => {
    expect(parseAnswer(question, {}).type).toBe(question.type);
  });

  it('takes one ticked option as it takes several', () => {
    expect(parseAnswer(aMultipleResponse(), { answer: 'a' }).value).toEqual(['a']);
    expect(parseAnswer(aMultipleResponse(), { answer: ['a', 'c', 'a', ''] }).value).toEqual(['a', 'c']);
  });

  it('leaves out parts that have no answer yet', () => {
    const form = { 'answer.left1': 'right4', 'answer.left2': '' };
    expect(parseAnswer(aMatching(), form).value).toEqual({ left1: 'right4' });
  });

  it.each([
    ['an option that does not exist', aSingleChoice(), { answer: 'z' }],
    ['several options of a single choice', aSingleChoice(), { answer: ['a', 'b'] }],
    ['an object', aSingleChoice(), { answer: { $ne: 'a' } }],
    ['a number', aNumeric(), { answer: 25 }],
    ['another word than true or false', aTrueFalse(), { answer: 'yes' }],
    ['an option that does not exist among others', aMultipleResponse(), { answer: ['a', 'z'] }],
    ['a pair that does not exist', aMatching(), { 'answer.left9': 'right1' }],
    ['a target that does not exist', aMatching(), { 'answer.left1': 'right9' }],
    ['an option of another gap', aCloze(), { 'answer.side': 'money' }],
    ['a place beyond the last', anOrdering(), { 'answer.watch': '4' }],
    ['a place that is none', anOrdering(), { 'answer.watch': '1.5' }],
    ['one answer to a question of several parts', anOrdering(), { answer: 'watch' }],
    ['several texts', aShortText(), { answer: ['a', 'b'] }],
  ])('refuses %s', (_what, question, form) => {
    expect(() => parseAnswer(question, form)).toThrow(AnswerMalformed);
  });

  it('refuses what no word or number can be as long as', () => {
    expect(() => parseAnswer(aShortText(), { answer: 'a'.repeat(301) })).toThrow(AnswerTooLong);
    expect(() => parseAnswer(aNumeric(), { answer: '1'.repeat(61) })).toThrow(AnswerTooLong);
  });
});
