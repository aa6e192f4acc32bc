import { findQuestion, rightAnswer } from '../support/right-answers.ts';
import {
  answerAll,
  answerQuestion,
  handIn,
  knowsAll,
  links,
  openSchool,
  questionOf,
  startQuiz,
  type School,
} from '../support/school.ts';
import {
  openWatchedDatabase,
  watchStoreOperations,
  type OperationsWatch,
  type RequestOperations,
} from '../support/store-operations.ts';

let school: School;
let watch: OperationsWatch;

beforeAll(async () => {
  school = await openSchool({ tool: { database: await openWatchedDatabase() } });
  // Only requests shall ask the store for anything.
  await school.tool.tool.stop();
  watch = watchStoreOperations(school.tool.database.connection, school.tool.url);
});
afterAll(async () => {
  watch?.stop();
  await school?.close();
});

/** The requests that the work made of the tool. */
async function requestsOf(work: () => Promise<unknown>): Promise<RequestOperations[]> {
  watch.take();
  await work();
  return watch.take();
}

function expectAtMost(most: number, requests: readonly RequestOperations[]): void {
  const commands = requests.flatMap((request) => request.commands);
  expect(commands.length).toBeGreaterThan(0);
  if (commands.length > most) throw new Error(`${commands.length} store operations: ${commands.join(', ')}`);
}

describe('the store operations of a request', () => {
  it('are ten at most for login, launch and landing page together', async () => {
    await school.open('eleni', links.whole);
    const requests = await requestsOf(() => school.open('eleni', links.whole));
    expect(requests.map(({ method }) => method)).toEqual(['POST', 'POST', 'GET']);
    expectAtMost(10, requests);
  });

  it.each([
    ['a quiz', 3, links.quiz],
    ['the path, one of them for the tasks', 4, links.whole],
    ['a lesson, one of them for the note in the log', 4, links.lesson],
    ['a task', 4, links.task],
  ])('of %s are %i at most', async (_name, most, link) => {
    const { browser, page } = await school.open('lukas', link);
    const requests = await requestsOf(() => browser.get(page.url));
    expect(requests).toHaveLength(1);
    expectAtMost(most, requests);
  });

  it('is one for storing a note', async () => {
    const { browser, page } = await school.open('lukas', links.lesson);
    const requests = await requestsOf(() => browser.submit(page, '/save-note', { text: 'We met.' }));
    expectAtMost(1, requests.slice(0, 1));
  });

  it('are three at most for a question, and one for storing its answer', async () => {
    const arrived = await school.open('tiago', links.quiz);
    const first = await startQuiz(arrived);
    expectAtMost(3, await requestsOf(() => arrived.browser.get(first.url)));
    const question = findQuestion(school.curriculum, questionOf(first));
    const requests = await requestsOf(() => answerQuestion(arrived.browser, first, rightAnswer(question)));
    expect(requests[0]?.path).toMatch(/^\/save\//);
    expectAtMost(1, requests.slice(0, 1));
  });

  it('are few for handing in and for the result', async () => {
    const arrived = await school.open('aino', links.quiz);
    const answers = knowsAll(school.curriculum);
    const review = await answerAll(arrived.browser, await startQuiz(arrived), answers);
    const requests = await requestsOf(() => handIn(arrived.browser, review));
    expectAtMost(8, requests.slice(0, 1));
    expectAtMost(5, requests.slice(1));
  });

  it("do not grow with the cohort on the trainer's overview", async () => {
    const trainer = await school.open('sofia', links.whole);
    const show = (): Promise<unknown> => trainer.browser.get(trainer.page.url);
    const before = await requestsOf(show);
    await school.open('katarzyna', links.quiz);
    const after = await requestsOf(show);
    expect(after[0]?.commands).toEqual(before[0]?.commands);
    expectAtMost(10, after);
  });
});
