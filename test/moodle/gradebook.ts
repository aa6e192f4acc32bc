import type { Frame, Page } from 'playwright-core';
import { settings } from './settings.ts';
import { isMoodle, launch, visit } from './moodle.ts';

/** A row of Moodle's user report, as shown; `grade` is "-" where there is none. */
export interface GradeRow {
  readonly title: string;
  readonly grade: string;
  readonly range: string;
  readonly percentage: string;
  readonly feedback: string;
}

/** As the teacher sees one student's grades; without `userId` as the students themselves do. */
export async function readGrade(page: Page, cmid: number, userId?: number): Promise<GradeRow> {
  await visit(page, userReport(userId));
  const row = rowOf(page, cmid);
  const text = async (selector: string): Promise<string> =>
    (await row.locator(selector).first().innerText()).trim();
  return {
    title: await text('.gradeitemheader'),
    grade: (await text('td.column-grade')).split('\n')[0]?.trim() ?? '',
    range: await text('td.column-range'),
    percentage: await text('td.column-percentage'),
    feedback: await text('td.column-feedback'),
  };
}

/** The titles of the course's columns, the total left out. */
export async function listColumns(page: Page, userId: number): Promise<string[]> {
  await visit(page, userReport(userId));
  const titles = await page.locator('table.user-grade .item .gradeitemheader').allInnerTexts();
  return titles.map((title) => title.trim()).filter((title) => title !== 'Course total');
}

/** Follows "Grade analysis" beside one student's grade; without `userId` beside the reader's own. */
export async function openGradeAnalysis(page: Page, cmid: number, userId?: number): Promise<Frame> {
  await visit(page, userReport(userId));
  const menu = rowOf(page, cmid).locator('.action-menu');
  await menu.locator('[data-toggle=dropdown]').click();
  return launch(page, () => menu.locator('a[href*="/mod/lti/grade.php"]').click());
}

/** Follows the column's link in the heading of the grader report, which names no student. */
export async function openColumnLink(page: Page, cmid: number): Promise<Frame> {
  await visit(page, `/grade/report/grader/index.php?id=${settings.courseId}`);
  const heading = page.locator('#user-grades th.item').filter({ has: linkOf(page, cmid) });
  await heading.locator('[data-toggle=dropdown]').click();
  return launch(page, () => heading.locator('.action-menu a[href*="/mod/lti/grade.php"]').click());
}

export async function findUserId(page: Page): Promise<number> {
  if (!isMoodle(page.url())) await visit(page, '/my/');
  return page.evaluate(() => (window as unknown as { M: { cfg: { userId: number } } }).M.cfg.userId);
}

function userReport(userId: number | undefined): string {
  const path = `/grade/report/user/index.php?id=${settings.courseId}`;
  return userId === undefined ? path : `${path}&userid=${userId}`;
}

function rowOf(page: Page, cmid: number): ReturnType<Page['locator']> {
  return page.locator('table.user-grade tbody tr').filter({ has: linkOf(page, cmid) });
}

function linkOf(page: Page, cmid: number): ReturnType<Page['locator']> {
  return page.locator(`a.gradeitemheader[href*="/mod/lti/"][href*="id=${cmid}"]`);
}
