import type { PlainBrowser, Visit } from './browser.ts';
import { feedbackPaths } from './feedback-kinds.ts';
import { assessmentOf, attend, handInWork } from './assessment.ts';
import { findQuestion, wrongAnswer } from './right-answers.ts';
import { answerAll, handIn, knowsAll, links, startQuiz, type Arrived, type School } from './school.ts';
import { taskForm } from './task-answers.ts';
import { sendWhole } from './whole-form.ts';

/** A page of the tool or of the demo LMS, and who opens it. */
export interface PageKind {
  readonly name: string;
  readonly who: 'trainee' | 'trainer' | 'nobody' | 'demo';
  /** A whole address. */
  readonly url: string;
}

export const trainee = 'eleni';
export const trainer = 'sofia';

/**
 * Brings a school to life: trainees who have begun, failed, passed and done nothing, one of them with an open attempt
 * that shows a question of every type. The answer is one address of every kind of page.
 */
export async function pageKinds(school: School): Promise<PageKind[]> {
  const owner = await school.open(trainee, links.whole);
  const home = owner.page.url;
  const quiz = await owner.browser.get(`${home}/quizzes/m1-quiz`);
  const failed = await attempt({ ...owner, page: quiz }, school, 'wrong');
  const lesson = await owner.browser.get(`${home}/lessons/when-a-group-is-a-learning-community`);
  await owner.browser.submit(lesson, /\/mark$/, { done: 'yes' });
  await noteInLog(owner.browser, `${home}/lessons/signs-you-can-see`);
  for (const person of ['tiago', 'aino']) {
    await attempt(await school.open(person, links.quiz), school, person === 'tiago' ? 'right' : 'wrong');
  }
  await school.open('katarzyna', links.quiz);
  await school.open('anonymous', links.quiz);
  const questions = await openEveryType({ ...owner, page: await owner.browser.get(quiz.url) }, school);
  const of = (name: string, who: PageKind['who'], path: string): PageKind => ({
    ...{ name, who },
    url: new URL(path, school.tool.url).href,
  });
  const overview = (await school.open(trainer, links.whole)).page.url;
  const trainerPages = await trainerKinds(school, overview, failed);
  const feedback = await feedbackPaths(school);
  return [
    of('home', 'trainee', home),
    of('module', 'trainee', `${home}/modules/${school.curriculum.modules[0]?.id ?? ''}`),
    of('lesson', 'trainee', `${home}/lessons/signs-you-can-see`),
    of('lesson-done', 'trainee', lesson.url),
    of('lesson-long', 'trainee', `${home}/lessons/${lastLesson(school)}`),
    of('task', 'trainee', `${home}/tasks/m1-task`),
    of('task-journal', 'trainee', `${home}/tasks/m6-task`),
    of('task-reviewed', 'trainee', `${home}/tasks/m4-task`),
    of('task-joint', 'trainee', `${home}/tasks/m2-task`),
    of('write', 'trainee', `${home}/tasks/m7-task/write`),
    of('write-again', 'trainee', `${home}/tasks/m4-task/write`),
    of('write-journal', 'trainee', `${home}/tasks/m6-task/write`),
    of('hand-in-missing', 'trainee', `${home}/tasks/m3-task/hand-in`),
    of('hand-in', 'trainee', await fillTask(owner.browser, `${home}/tasks/m8-task`, school)),
    of('handed-in', 'trainee', await handInTask(owner.browser, `${home}/tasks/m5-task`, school)),
    ...['glossary', 'sources', 'competences', 'log', 'documents/consent-sheet'].map((place) =>
      of(place.replace('/', '-'), 'trainee', `${home}/${place}`),
    ),
    of('log-edit', 'trainee', `${home}/log?edit=signs-you-can-see`),
    of('log-removed', 'trainee', `${home}/log?removed=x`),
    of('quiz', 'trainee', quiz.url),
    ...questions.map(([type, path]) => of(`question-${type}`, 'trainee', path)),
    of('review', 'trainee', (questions[0]?.[1] ?? '').replace(/\/questions\/.*/, '/review')),
    of('result', 'trainee', failed.url),
    of('dates', 'trainee', `${home}/dates`),
    of('notices', 'trainee', `${home}/notices`),
    ...feedback.trainee.map(([name, path]) => of(name, 'trainee', home + path)),
    ...feedback.trainer.map(([name, path]) => of(name, 'trainer', overview + path)),
    of('refused', 'trainee', overview.replace(/\/trainer$/, '/trainer')),
    of('not-found', 'trainee', `${home}/nothing-here`),
    ...trainerPages.map(([name, path]) => of(name, 'trainer', path)),
    of('front', 'nobody', '/'),
    of('expired', 'nobody', '/c/x/y'),
    ...demoKinds(school),
  ];
}

/** Fills a task in; the answer is the page before the hand-in. */
async function fillTask(browser: PlainBrowser, at: string, { curriculum }: School): Promise<string> {
  const task = curriculum.modules.flatMap((module) => module.task ?? []).find(({ id }) => at.endsWith(id));
  if (!task) throw new Error(`There is no task at ${at}`);
  const page = await browser.get(`${at}/write`);
  const values = Object.entries(taskForm(task, 'Eleni')).filter(([name]) => name.startsWith('f.'));
  const check = await sendWhole(browser, page, '/save-draft', { ...Object.fromEntries(values), go: 'check' });
  return check.url;
}

async function handInTask(browser: PlainBrowser, at: string, school: School): Promise<string> {
  const check = await fillTask(browser, at, school);
  return (await browser.submit(await browser.get(check), /\/hand-in$/)).url;
}

async function noteInLog(browser: PlainBrowser, lessonUrl: string): Promise<void> {
  const page = await browser.get(lessonUrl);
  const text = 'I thought that we help each other. What I can show is one case of help in three weeks.';
  await browser.submit(page, '/save-note', { text });
}

function lastLesson({ curriculum }: School): string {
  return curriculum.modules.at(-1)?.lessons.at(-1)?.id ?? '';
}

async function attempt(arrived: Arrived, school: School, how: 'right' | 'wrong'): Promise<Visit> {
  const answering =
    how === 'right'
      ? knowsAll(school.curriculum)
      : (id: string) => wrongAnswer(findQuestion(school.curriculum, id));
  const review = await answerAll(arrived.browser, await startQuiz(arrived), answering);
  return handIn(arrived.browser, review);
}

/** Starts an attempt and makes it one of a question of every type. The answer is each type with its page. */
export async function openEveryType(
  arrived: Arrived,
  school: School,
): Promise<(readonly [string, string])[]> {
  const first = await startQuiz(arrived);
  const [, id = ''] = /\/attempts\/([^/]+)/.exec(first.url) ?? [];
  const pool = school.curriculum.modules.flatMap(({ quiz }) => quiz?.pool ?? []);
  const ofEachType = pool.filter(
    (question, index) => pool.findIndex(({ type }) => type === question.type) === index,
  );
  const items = ofEachType.map(({ id: questionId, version }) => ({ questionId, version }));
  await attemptsOf(school).updateOne({ _id: id }, { $set: { items } });
  return ofEachType.map(({ type }, index) => [type, first.url.replace(/\d+$/, String(index + 1))]);
}

/** Gives an open attempt an end. */
export async function endIn(school: School, questionUrl: string, milliseconds: number): Promise<void> {
  const [, id = ''] = /\/attempts\/([^/]+)/.exec(questionUrl) ?? [];
  await attemptsOf(school).updateOne({ _id: id }, { $set: { endsAt: new Date(Date.now() + milliseconds) } });
}

function attemptsOf(school: School) {
  return school.tool.database.connection.collection<{ _id: string }>('attempts');
}

async function trainerKinds(
  school: School,
  overview: string,
  attemptPage: Visit,
): Promise<(readonly [string, string])[]> {
  const { browser } = await school.open(trainer, links.whole);
  await setDates(browser, `${overview}/dates`);
  const work = await handInWork(assessmentOf(school), await attend(school, 'katarzyna'), {
    taskId: 'm2-task',
  });
  const page = await browser.get(overview);
  const [person = ''] = page.links(/\/trainer\/people\//);
  const [, id = ''] = /\/attempts\/([^/]+)/.exec(attemptPage.url) ?? [];
  return [
    ['trainer-overview', overview],
    ['trainer-quiz', `${overview}/quizzes/m1-quiz`],
    ['trainer-questions', `${overview}/quizzes/m1-quiz/questions`],
    ['trainer-correction', `${overview}/quizzes/m1-quiz/questions/m1-q-newsletter/correct`],
    ['trainer-person', person],
    ['trainer-attempt', `${overview}/attempts/${id}`],
    ['trainer-scores', `${overview}/scores`],
    ['trainer-queue', `${overview}/queue?who=all&show=all`],
    ['trainer-allocate', `${overview}/queue/allocate`],
    ['trainer-grade', `${overview}/submissions/${work}?who=all`],
    ['trainer-comments', `${overview}/comments`],
    ['trainer-task', `${overview}/tasks/m1-task`],
    ['trainer-points', `${overview}/tasks/m1-task/points`],
    ['trainer-sheet', `${overview}/tasks/m1-task/sheet`],
    ['trainer-moderation', `${overview}/moderation`],
    ['trainer-settings', `${overview}/settings`],
    ['trainer-dates', `${overview}/dates`],
    ['trainer-dates-edit', `${overview}/dates?edit=task%3Am1-task`],
    ['trainer-extensions', `${overview}/dates/extensions`],
    ['trainer-notes', `${overview}/modules/${school.curriculum.modules[0]?.id ?? ''}/notes`],
    ['trainer-notes-last', `${overview}/modules/${school.curriculum.modules.at(-1)?.id ?? ''}/notes`],
    ['trainer-workshop', `${overview}/workshop`],
    ['trainer-as-trainee', overview.replace(/\/trainer$/, '/quizzes/m1-quiz')],
  ];
}

/** A pattern from two weeks ago on, and a week more for the first of the trainees. */
async function setDates(browser: PlainBrowser, dates: string): Promise<void> {
  const dayOne = new Date(Date.now() - 14 * 86_400_000).toISOString().slice(0, 10);
  const empty = await browser.get(dates);
  await browser.submit(empty, /\/dates$/, { timeZone: 'Europe/Ljubljana', dayOne, lateRule: 'accept' });
  const framed = await browser.get(dates);
  const pattern = { step: 'pattern', weeks: '3', taskDays: '7', lastDays: '14' };
  await browser.submit(framed, /\/dates$/, pattern);
  const extensions = await browser.get(`${dates}/extensions`);
  const [, person = ''] = /name="person" value="([^"]+)"/.exec(extensions.html) ?? [];
  await browser.submit(extensions, /\/extensions$/, {
    ...{ whom: 'chosen', person, what: 'all', kind: 'days', days: '7', reason: 'Was ill for a week' },
  });
}

function demoKinds({ lms }: School): PageKind[] {
  const course = (person: string): string => `${lms.url}/as/${person}/courses/spring`;
  const kind = (name: string, url: string): PageKind => ({ name, who: 'demo', url });
  return [
    kind('demo-start', lms.url),
    kind('demo-course', course(trainee)),
    kind('demo-course-trainer', course(trainer)),
    kind('demo-gradebook', `${course(trainer)}/gradebook`),
    kind('demo-own-grades', `${course(trainee)}/gradebook`),
    kind('demo-tools', `${lms.url}/as/ada/tools`),
  ];
}
