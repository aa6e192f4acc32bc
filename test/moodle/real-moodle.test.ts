import { exec } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Frame, Page } from 'playwright-core';
import { jest } from '@jest/globals';
import { projectPaths } from '../../src/config/index.ts';
import { findTask, requireCurriculum, type Curriculum } from '../../src/curriculum/index.ts';
import {
  addByDeepLink,
  findInChooser,
  openInNewWindow,
  readTool,
  registerTool,
  showInChooser,
  updateTool,
} from './administration.ts';
import {
  findUserId,
  listColumns,
  openColumnLink,
  openGradeAnalysis,
  readGrade,
  type GradeRow,
} from './gradebook.ts';
import {
  everyoneLeaves,
  isMoodle,
  logIn,
  logOut,
  openActivity,
  openInWindow,
  settle,
  signIn,
  visit,
  type Visitor,
} from './moodle.ts';
import { startRealTool, type RealTool } from './real-tool.ts';
import { patience, settings } from './settings.ts';
import {
  answerAll,
  answerShown,
  goOn,
  handIn,
  knowsAll,
  knowsAllButTheFirst,
  press,
  startQuiz,
  type Knowledge,
} from './take-quiz.ts';
import { gradeShown, handInTask, writeTask } from './write-task.ts';

const titles = {
  lesson: 'When is a group a learning community?',
  quiz: 'What a learning community is: Quiz 1',
  task: 'What a learning community is: Analyse a group you belong to',
  whole: 'Learning Community Facilitator',
};
type Activity = keyof typeof titles;

let tool: RealTool;
let curriculum: Curriculum;
let admin: Visitor;
let teacher: Visitor;
let typeId: number;
const cmids = new Map<Activity, number>();

const cmid = (activity: Activity): number => cmids.get(activity) ?? 0;

async function picture(page: Page, name: string): Promise<void> {
  if (settings.pictures === '') return;
  await mkdir(settings.pictures, { recursive: true });
  await page.screenshot({ path: join(settings.pictures, `${name}.png`) });
}

/** Asks Moodle's gradebook until the grade stands there. */
async function waitForGrade(activity: Activity, userId: number, limitMs = patience): Promise<GradeRow> {
  const end = Date.now() + limitMs;
  for (;;) {
    const row = await readGrade(teacher.page, cmid(activity), userId);
    if (row.grade !== '-' || Date.now() > end) return row;
    await teacher.page.waitForTimeout(1000);
  }
}

/** Moodle's number of a student, which is the `sub` of launches. */
async function findIdOf(name: string): Promise<number> {
  await visit(teacher.page, `/user/index.php?id=${settings.courseId}`);
  const number = Number(name.replace(/\D/g, ''));
  const link = teacher.page.locator('#participants a', { hasText: new RegExp(`Student${number}$`) }).first();
  return Number(new URL((await link.getAttribute('href')) ?? '').searchParams.get('id'));
}

async function waitFor(condition: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + patience;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error('It did not come about in time');
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** Whether a page has to be moved sideways to be read. */
function isTooWide(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
}

const run = promisify(exec);

/** The points that the tool's result page names. */
async function readPoints(frame: Frame): Promise<number> {
  const text = await frame.locator('.result-points').innerText();
  return Number(/[\d.]+/.exec(text)?.[0]);
}

const where = settings.url === '' ? describe.skip : describe;

where(`inside a real Moodle${settings.url === '' ? ' (skipped: MOODLE_URL is not given)' : ''}`, () => {
  jest.setTimeout(5 * patience);

  beforeAll(async () => {
    [tool, curriculum] = await Promise.all([startRealTool(), requireCurriculum(projectPaths().curriculum)]);
    admin = await signIn('admin');
  });

  afterAll(async () => {
    await everyoneLeaves();
    await tool?.close();
    if (settings.pictures !== '' && tool) await writeFile(join(settings.pictures, 'tool.log'), tool.output());
  });

  describe('registration', () => {
    it('goes by one address to the closing message, and Moodle shows the tool with its logo', async () => {
      typeId = await registerTool(admin.page, tool.registrationUrl, {
        async pasted() {
          await admin.page.locator('#tool-url').blur(); // The field then shows the beginning of the address.
          await picture(admin.page, '1-registration-address');
        },
        async registered(frame) {
          await expect(frame.locator('h1').innerText()).resolves.toBe('The tool is registered');
          await picture(admin.page, '2-registered');
        },
        async pending(card) {
          const logo = card.locator('img').first();
          await expect(
            logo.evaluate((image: HTMLImageElement) => image.naturalWidth),
          ).resolves.toBeGreaterThan(0);
          await card.scrollIntoViewIfNeeded();
          await picture(admin.page, '2-activate');
        },
      });
    });

    it('leaves the domain, one redirect address, deep linking and the services', async () => {
      const launchUrl = `${tool.url}/lti/launch`;
      await expect(readTool(admin.page, typeId)).resolves.toEqual({
        typeId,
        launchUrl,
        domain: new URL(tool.url).host,
        deepLinking: true,
        redirects: [launchUrl],
        gradeService: '2',
        rosterService: '1',
      });
    });

    it('lets a teacher show it in the activity chooser', async () => {
      teacher = await signIn('teacher1');
      await showInChooser(teacher.page, typeId);
      const entry = await findInChooser(teacher.page, typeId);
      await expect(entry.innerText()).resolves.toMatch(/LCF Curriculum/);
      const logo = entry.locator('img');
      await expect(logo.evaluate((image: HTMLImageElement) => image.naturalWidth)).resolves.toBeGreaterThan(
        0,
      );
      await picture(teacher.page, '3-activity-chooser');
    });
  });

  describe('deep linking', () => {
    it('adds a lesson, a quiz, a task and the whole curriculum at once', async () => {
      const added = await addByDeepLink(teacher.page, typeId, async (frame) => {
        for (const value of [
          ...['curriculum', 'quiz:m1-quiz', 'task:m1-task'],
          'lesson:when-a-group-is-a-learning-community',
        ]) {
          await frame.locator(`input[name="activity"][value="${value}"]`).check();
        }
        await frame.evaluate(() => window.scrollTo(0, 0));
        await picture(teacher.page, '3-select-content');
        await frame.locator('.actions .btn-primary').click();
      });
      for (const [activity, title] of Object.entries(titles)) {
        const found = added.find((one) => one.title === title);
        if (found) cmids.set(activity as Activity, found.cmid);
      }
      expect(added.map(({ title }) => title).sort()).toEqual(Object.values(titles).sort());
      await picture(teacher.page, '3-course');
    });
  });

  describe('a student in the frame, third-party cookies blocked', () => {
    let student: Visitor;
    let points: number;

    beforeAll(async () => {
      student = await signIn('student1');
    });
    afterAll(() => student?.leave());

    it('reads the lesson and marks it as done', async () => {
      const frame = await openActivity(student.page, cmid('lesson'));
      expect(frame.parentFrame()).not.toBeNull();
      await expect(frame.locator('h1').innerText()).resolves.toBe(titles.lesson);
      await picture(student.page, '4-lesson');
      await frame.locator('form[action$="/mark"] button[value="yes"]').click();
      await frame.locator('.done-mark').waitFor();
      await picture(student.page, '4-lesson-done');
    });

    it('notes in the private log what happened, and finds it again', async () => {
      const frame = await openActivity(student.page, cmid('lesson'));
      await frame.locator('#log-text').fill('Two came. Nobody spoke.');
      await frame
        .locator('[data-log-state]')
        .getByText(/^Stored \d/)
        .waitFor();
      await picture(student.page, '4-log');
      await press(frame, '.foot a[href$="/log"]');
      await expect(frame.locator('.log-text').innerText()).resolves.toBe('Two came. Nobody spoke.');
      await press(frame, '.foot a[href$="/glossary"]');
      await picture(student.page, '4-glossary');
    });

    it('takes the linked quiz to its end', async () => {
      const frame = await openActivity(student.page, cmid('quiz'));
      await picture(student.page, '5-quiz');
      await startQuiz(frame);
      await answerShown(frame, curriculum, knowsAllButTheFirst);
      await picture(student.page, '5-quiz-question');
      await answerAll(frame, curriculum, knowsAllButTheFirst);
      await picture(student.page, '5-quiz-review');
      await handIn(frame);
      await picture(student.page, '5-quiz-result');
      points = await readPoints(frame);
      expect(points).toBeGreaterThan(50);
      expect(points).toBeLessThan(100);
    });

    it('finds the grade in the gradebook, as the teacher does', async () => {
      const seen = await waitForGrade('quiz', await findUserId(student.page));
      expect(Number(seen.grade)).toBeCloseTo(points, 1);
      await picture(teacher.page, '6-gradebook-teacher');
      await expect(readGrade(student.page, cmid('quiz'))).resolves.toMatchObject({ grade: seen.grade });
    });

    it('has the share of the whole curriculum in a column of its own', async () => {
      const frame = await openActivity(student.page, cmid('whole'));
      await expect(frame.locator('h1').innerText()).resolves.toBe(titles.whole);
      await picture(student.page, '4-path');
      const seen = await waitForGrade('whole', await findUserId(student.page));
      expect(Number(seen.grade)).toBeCloseTo(points / (2 * curriculum.modules.length), 1);
      expect(seen.range).toBe('0–100');
      await readGrade(student.page, cmid('whole'));
      await picture(student.page, '6-gradebook-student');
    });

    it('opens the very attempt from the own grade', async () => {
      const frame = await openGradeAnalysis(student.page, cmid('quiz'));
      expect(frame.url()).toMatch(/\/attempts\/[^/]+\/result$/);
      await expect(readPoints(frame)).resolves.toBe(points);
    });
  });

  describe('a teacher', () => {
    it('opens the very attempt from the gradebook by "Grade analysis"', async () => {
      const userId = await findIdOf('student1');
      const frame = await openGradeAnalysis(teacher.page, cmid('quiz'), userId);
      expect(frame.url()).toMatch(/\/trainer\/attempts\/[^/]+$/);
      await expect(frame.locator('body').innerText()).resolves.toContain('Ada Student1');
      await picture(teacher.page, '7-review-attempt');
    });

    it("opens the list of the quiz by the column's link", async () => {
      const frame = await openColumnLink(teacher.page, cmid('quiz'));
      expect(frame.url()).toMatch(/\/trainer\/quizzes\/m1-quiz$/);
      await expect(frame.locator('table.grid').innerText()).resolves.toMatch(/Ada Student1[\s\S]*87/);
      await picture(teacher.page, '7-review-list');
    });

    it('finds the plan of the workshop, and nothing of a trainee’s log', async () => {
      const frame = await openActivity(teacher.page, cmid('whole'));
      await press(frame, '.actions a[href$="/trainer/workshop"]');
      await expect(frame.locator('h1').innerText()).resolves.toBe(curriculum.workshop?.title);
      await picture(teacher.page, '7-workshop');
      await expect(frame.locator('.foot a[href$="/log"]').count()).resolves.toBe(0);
    });

    it('sees in the overview also who has never opened the tool', async () => {
      const frame = await openActivity(teacher.page, cmid('whole'));
      await waitFor(async () => {
        await frame.goto(frame.url());
        const names = await frame.locator('table.grid tbody th').allInnerTexts();
        return ['Ada Student1', 'Eun-ji Student5', 'Farah Student6'].every((name) => names.includes(name));
      });
      await picture(teacher.page, '7-overview');
    });

    it('gets one column for each quiz and task on request, once, and none for what has one', async () => {
      const userId = await findIdOf('student1');
      const before = await listColumns(teacher.page, userId);
      for (const time of ['first', 'second']) {
        const frame = await openActivity(teacher.page, cmid('whole'));
        await press(frame, '.actions a[href$="/trainer/settings"]');
        await frame.locator('#columns-each').check();
        await press(frame, 'form[action$="/trainer/settings"] .btn-primary');
        await picture(teacher.page, `7-columns-${time}`);
      }
      const after = await listColumns(teacher.page, userId);
      const wanted = curriculum.modules.flatMap(({ title, number, quiz, task }) => [
        ...(number === 1 ? [] : [`${title}: ${quiz?.title}`, `${title}: ${task?.title}`]),
      ]);
      expect(after.sort()).toEqual([...before, ...wanted].sort());
    });
  });

  describe('an assessed task', () => {
    const overall = 'Your counter-case convinces. Say next time who told you.';
    let student: Visitor;

    beforeAll(async () => {
      student = await signIn('student1');
    });
    afterAll(() => student?.leave());

    it('is written and handed in by a student in the frame, third-party cookies blocked', async () => {
      const task = findTask(curriculum, 'm1-task');
      if (!task) throw new Error('The curriculum has no such task');
      const frame = await openActivity(student.page, cmid('task'));
      await picture(student.page, '10-task');
      await writeTask(frame, task);
      await picture(student.page, '10-task-written');
      await handInTask(frame);
      await expect(frame.locator('.hand-in-receipt').innerText()).resolves.toContain('1');
      await picture(student.page, '10-task-receipt');
      await expect(readGrade(student.page, cmid('task'))).resolves.toMatchObject({ grade: '-' });
    });

    it('is found in the queue and graded by the teacher', async () => {
      const frame = await openActivity(teacher.page, cmid('task'));
      expect(frame.url()).toMatch(/\/trainer\/queue\?task=m1-task$/);
      await picture(teacher.page, '10-queue');
      await press(frame, 'table a[href*="/trainer/submissions/"]');
      await expect(frame.locator('h1').innerText()).resolves.toContain('Ada Student1');
      await gradeShown(frame, { level: 3, overall });
      await picture(teacher.page, '10-graded');
    });

    it('has its grade and words in the gradebook, for the teacher and the student', async () => {
      const seen = await waitForGrade('task', await findIdOf('student1'));
      expect(Number(seen.grade)).toBe(85);
      expect(seen.feedback).toContain(overall);
      await picture(teacher.page, '10-gradebook-teacher');
      const own = await readGrade(student.page, cmid('task'));
      expect([Number(own.grade), own.feedback]).toEqual([85, expect.stringContaining(overall)]);
      await picture(student.page, '10-gradebook-student');
    });

    it('opens at its very version by "Grade analysis", for both', async () => {
      const forTeacher = await openGradeAnalysis(teacher.page, cmid('task'), await findIdOf('student1'));
      expect(forTeacher.url()).toMatch(/\/trainer\/submissions\/[^/]+\?version=1$/);
      await picture(teacher.page, '10-review-teacher');
      const forStudent = await openGradeAnalysis(student.page, cmid('task'));
      expect(forStudent.url()).toMatch(/\/tasks\/m1-task\/versions\/1$/);
      await expect(forStudent.locator('main').innerText()).resolves.toContain(overall);
      await picture(student.page, '10-review-student');
    });
  });

  const outage = settings.stopCommand === '' || settings.startCommand === '' ? it.skip : it;
  const without = outage === it ? '' : ' (skipped: MOODLE_STOP and MOODLE_START are not given)';

  describe('an outage', () => {
    outage(
      `of Moodle during the hand-in, and of the tool after it, only delays the grade${without}`,
      async () => {
        const student = await signIn('student2');
        const userId = await findUserId(student.page);
        const frame = await openActivity(student.page, cmid('quiz'));
        const trainer = await openActivity(teacher.page, cmid('whole'));
        await startQuiz(frame);
        await answerAll(frame, curriculum, knowsAll);
        await run(settings.stopCommand);
        try {
          await handIn(frame);
          await expect(readPoints(frame)).resolves.toBe(100);
          await picture(student.page, '8-outage-result');
          await student.page.waitForTimeout(15_000);
          await press(trainer, '.actions a[href$="/trainer/scores"]');
          await expect(trainer.locator('body').innerText()).resolves.toContain('Bo Student2');
          await picture(teacher.page, '8-outage-scores');
          await tool.kill();
          await tool.start();
        } finally {
          await run(settings.startCommand);
        }
        const seen = await waitForGrade('quiz', userId, 3 * patience);
        expect(Number(seen.grade)).toBe(100);
        await student.leave();
      },
    );
  });

  describe('a phone', () => {
    it('gets the whole window, goes through the quiz, and back to the course', async () => {
      const student = await signIn('student3', { phone: true });
      const { page } = student;
      await openActivity(page, cmid('quiz'));
      expect(isMoodle(page.url())).toBe(false);
      const frame = page.mainFrame();
      await expect(isTooWide(page)).resolves.toBe(false);
      await picture(page, '9-phone-quiz');
      await startQuiz(frame);
      await picture(page, '9-phone-question');
      await answerAll(frame, curriculum, knowsAll);
      await expect(isTooWide(page)).resolves.toBe(false);
      await handIn(frame);
      await expect(isTooWide(page)).resolves.toBe(false);
      await picture(page, '9-phone-result');
      await press(frame, '.bar-back');
      expect(page.url()).toBe(`${settings.url}/course/view.php?id=${settings.courseId}`);
      const seen = await waitForGrade('quiz', await findIdOf('student3'));
      expect(Number(seen.grade)).toBe(100);
      await student.leave();
    });

    it('goes on from a tab left open, when Moodle and the tool have forgotten it meanwhile', async () => {
      const student = await signIn('student4', { phone: true });
      const { page, context } = student;
      const frame = page.mainFrame();
      await openActivity(page, cmid('quiz'));
      await startQuiz(frame);
      await answerShown(frame, curriculum, knowsAll);
      await goOn(frame);

      await logOut(context);
      await tool.kill();
      await tool.start();
      await answerShown(frame, curriculum, knowsAll);
      await goOn(frame);
      await expect(frame.locator('h1').innerText()).resolves.toMatch(/^Question 3/);

      await context.clearCookies({ name: '__Host-lcf-session' });
      await answerShown(frame, curriculum, knowsAll);
      await goOn(frame);
      await expect(frame.locator('h1').innerText()).resolves.toBe('You have been away for a while');
      await picture(page, '9-phone-expired');
      await press(frame, '.bar-back');
      await settle(page);
      await picture(page, '9-phone-back-in-moodle');
      await logIn(page, 'student4');
      await picture(page, '9-phone-signed-in-again');
      expect(page.url()).toBe(`${settings.url}/course/view.php?id=${settings.courseId}`);

      await openActivity(page, cmid('quiz'));
      await picture(page, '9-phone-go-on');
      await startQuiz(frame);
      await expect(frame.locator('.map-entry.is-answered').count()).resolves.toBe(3);
      await answerAll(frame, curriculum, knowsAll);
      await handIn(frame);
      await expect(readPoints(frame)).resolves.toBe(100);
      await student.leave();
    });
  });

  describe('an administrator', () => {
    it('renews the registration by a second invite, and activities go on working', async () => {
      const address = await tool.administer('platform', 'invite', '--label', 'Our Moodle');
      await updateTool(admin.page, address, typeId);
      await expect(readTool(admin.page, typeId)).resolves.toMatchObject({
        deepLinking: true,
        gradeService: '2',
      });
      const frame = await openActivity(teacher.page, cmid('whole'));
      await expect(frame.locator('h1').innerText()).resolves.toMatch(/^Trainees/);
    });
  });

  describe('other ways in', () => {
    it('works in the frame with third-party cookies allowed too, and the best of two attempts is the grade', async () => {
      const student = await signIn('student5', { thirdPartyCookies: 'allowed' });
      const userId = await findUserId(student.page);
      const frame = await openActivity(student.page, cmid('quiz'));
      const attempts: (readonly [Knowledge, number])[] = [
        [knowsAllButTheFirst, 87.5],
        [knowsAll, 100],
        [knowsAllButTheFirst, 100],
      ];
      for (const [knowledge, expected] of attempts) {
        await startQuiz(frame);
        await answerAll(frame, curriculum, knowledge);
        await handIn(frame);
        await teacher.page.waitForTimeout(5000);
        const { grade } = await waitForGrade('quiz', userId);
        expect(Math.abs(Number(grade) - expected)).toBeLessThan(expected === 100 ? 0.01 : 12.5);
      }
      await student.leave();
    });

    it.each(['blocked', 'allowed'] as const)(
      'opens in a new window with third-party cookies %s, and leads back',
      async (thirdPartyCookies) => {
        await openInNewWindow(admin.page, typeId);
        const student = await signIn('student5', { thirdPartyCookies });
        const frame = await openInWindow(student.page, cmid('lesson'));
        expect(frame.page()).not.toBe(student.page);
        await expect(frame.locator('h1').innerText()).resolves.toBe(titles.lesson);
        await picture(frame.page(), `9-window-${thirdPartyCookies}`);
        await press(frame, '.bar-back');
        expect(frame.url()).toBe(`${settings.url}/course/view.php?id=${settings.courseId}`);
        await student.leave();
      },
    );
  });
});
