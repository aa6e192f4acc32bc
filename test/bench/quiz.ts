import type { Curriculum } from '../../src/curriculum/index.ts';
import { findQuestion, rightAnswer, wrongAnswer, type AnswerFields } from '../support/right-answers.ts';
import { expectStatus, type Answer } from './client.ts';
import type { LaunchUnderWay } from './launch.ts';

export const quizId = 'm1-quiz';
export const lessonId = 'when-a-group-is-a-learning-community';

/** A trainee at the first question of an attempt. */
export interface Sitting {
  readonly launch: LaunchUnderWay;
  /** Addresses, each with the tool's origin. */
  readonly home: string;
  readonly question: string;
  readonly save: string;
  /** The form's hidden fields. */
  readonly fields: Readonly<Record<string, string>>;
  readonly right: Record<string, string>;
  readonly wrong: Record<string, string>;
}

/** Starts an attempt through the quiz's page. */
export async function sit(launch: LaunchUnderWay, curriculum: Curriculum): Promise<Sitting> {
  const { client, landing: home } = launch;
  const quiz = await client.get(`${home}/quizzes/${quizId}`);
  expectStatus(quiz, 200, 'The quiz');
  const question = await submit(launch, { page: quiz, action: /\/start$/, changes: {} });
  const page = await client.get(question);
  expectStatus(page, 200, 'The question');
  const { action, fields } = formOf(page, /^\/save\//);
  const asked = findQuestion(curriculum, fields['question'] ?? '');
  return {
    ...{ launch, home, question, fields, save: new URL(action, home).href },
    right: oneEach(rightAnswer(asked)),
    wrong: oneEach(wrongAnswer(asked)),
  };
}

/** Sends a form of a page; the answer is the address to which it leads. */
export async function submit(
  { client, landing }: LaunchUnderWay,
  { page, action, changes }: { page: Answer; action: RegExp; changes: Record<string, string> },
): Promise<string> {
  const form = formOf(page, action);
  const answer = await client.post(new URL(form.action, landing).href, { ...form.fields, ...changes });
  expectStatus(answer, 303, form.action);
  return new URL(answer.headers.location ?? '', landing).href;
}

function formOf({ body }: Answer, action: RegExp): { action: string; fields: Record<string, string> } {
  for (const [html] of body.matchAll(/<form\b[\s\S]*?<\/form>/g)) {
    const target = /\baction="([^"]*)"/.exec(html)?.[1] ?? '';
    if (!action.test(target)) continue;
    const hidden = [...html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)];
    return {
      action: target,
      fields: Object.fromEntries(hidden.map(([, name = '', value = '']) => [name, unescape(value)])),
    };
  }
  throw new Error(`The page has no form to ${action.source}`);
}

function unescape(text: string): string {
  return text.replaceAll('&#x3D;', '=').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}

/** A measured form needs no field twice. */
function oneEach(fields: AnswerFields): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : (value[0] ?? ''),
    ]),
  );
}
