import { projectPaths } from '../../src/config/index.ts';
import { checkDraft, parseDraftForm } from '../../src/assessment/index.ts';
import { requireCurriculum } from '../../src/curriculum/index.ts';
import { taskForm } from '../support/task-answers.ts';

it('every task of the curriculum can be filled in so that nothing stands in the way of handing it in', async () => {
  const { modules } = await requireCurriculum(projectPaths().curriculum);
  const tasks = modules.flatMap(({ task }) => task ?? []);
  expect(tasks).toHaveLength(9);
  for (const task of tasks) {
    const { fields } = parseDraftForm(task, taskForm(task));
    const draft = Object.fromEntries(fields.map(({ fieldId, value }) => [fieldId, value]));
    const { problems } = checkDraft(task, { fields: draft, authors: [] });
    const files = new Set(task.fields.filter(({ kind }) => kind === 'file').map(({ id }) => id));
    const blocking = problems.filter((problem) => problem.blocking && !files.has(problem.fieldId ?? ''));
    expect([task.id, blocking]).toEqual([task.id, []]);
  }
});
