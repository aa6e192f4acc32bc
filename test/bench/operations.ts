import type { Curriculum } from '../../src/curriculum/index.ts';
import type { FakePlatform } from '../support/fake-platform.ts';
import { expectStatus } from './client.ts';
import { launchAs } from './launch.ts';
import { lessonId, quizId, sit, submit } from './quiz.ts';
import { startWatchedTool } from './tool.ts';

export interface Operations {
  readonly name: string;
  readonly commands: readonly string[];
}

/** The store operations of each kind of request, of a person who has been there before. */
export async function countOperations(platform: FakePlatform, curriculum: Curriculum): Promise<Operations[]> {
  const tool = await startWatchedTool(platform);
  const counted: Operations[] = [];
  const count = async (names: readonly string[], work: () => Promise<unknown>): Promise<void> => {
    tool.operations.take();
    await work();
    const requests = tool.operations.take();
    counted.push(...names.map((name, index) => ({ name, commands: requests[index]?.commands ?? [] })));
  };
  const open = async (name: string, url: string, client = trainee.client): Promise<void> => {
    expectStatus(await client.get(url), 200, name);
    await count([name], async () => expectStatus(await client.get(url), 200, name));
  };
  const launch = (role?: 'Instructor') => launchAs(tool.site, platform, role ?? 'trainee', role);
  const [trainee, trainer] = [await launch(), await launch('Instructor')];
  await count(['login', 'launch', 'landing page'], () => launch());
  await open('module page', `${trainee.landing}/modules/${curriculum.modules[0]?.id ?? ''}`);
  await open('lesson page', `${trainee.landing}/lessons/${lessonId}`);
  await open('quiz page', `${trainee.landing}/quizzes/${quizId}`);
  const sitting = await sit(trainee, curriculum);
  await open('question page', sitting.question);
  const answer = { ...sitting.fields, ...sitting.right, page: 'a-page', sequence: '1' };
  const json = { Accept: 'application/json' };
  await count(['stored answer'], () => trainee.client.post(sitting.save, answer, json));
  const reviewAddress = sitting.question.replace(/questions\/\d+$/, 'review');
  await open('review page', reviewAddress);
  const page = await trainee.client.get(reviewAddress);
  let result = '';
  await count(['handing in'], async () => {
    result = await submit(trainee, { page, action: /\/submit$/, changes: {} });
  });
  await open('result page', result);
  await open("trainer's overview", trainer.landing, trainer.client);
  await tool.stop();
  return counted;
}
