import type { TaskStandings } from '../../src/assessment/index.ts';
import type { OverviewRow } from '../../src/learning/index.ts';
import { asId } from '../../src/shared/index.ts';
import { withTasks } from '../../src/web/pages/trainer/with-tasks.ts';
import { aModule } from '../support/curriculum.ts';
import { withTask } from './learner/scene.ts';

const modules = [aModule()];

function row(changes: Partial<OverviewRow> = {}): OverviewRow {
  return {
    ...{ enrolmentId: asId('ana'), state: 'done', share: 1, standing: null, lastActivityAt: null },
    ...{ lessonsDone: 2, lessonsInAll: 2, quizzesPassed: 1, quizzesInAll: 1 },
    ...changes,
  };
}

describe("a trainee's line in the trainer's overview", () => {
  it('is done only where the tasks are passed too', () => {
    const stateWith = (tasks: TaskStandings, learnt = row()) => withTasks(learnt, modules, tasks).state;
    expect(stateWith({})).toBe('in-progress');
    expect(stateWith(withTask({ state: 'waiting', version: 1 }))).toBe('in-progress');
    expect(stateWith(withTask({ state: 'passed', version: 1 }))).toBe('done');
  });

  it('is begun by a task alone', () => {
    const learnt = row({ state: 'not-started', share: null });
    expect(withTasks(learnt, modules, {}).state).toBe('not-started');
    expect(withTasks(learnt, modules, withTask({ state: 'draft' })).state).toBe('in-progress');
  });

  it('shares out the points over quizzes and tasks, as the column of the LMS has it', () => {
    const [module] = modules;
    const quizPoints = module?.quiz?.points ?? 0;
    const taskPoints = module?.task?.points ?? 0;
    const graded = withTask({ state: 'revise', version: 1, share: 0.5 });
    const { share } = withTasks(row(), modules, graded);
    expect(share).toBeCloseTo((quizPoints + 0.5 * taskPoints) / (quizPoints + taskPoints));
    expect(withTasks(row({ share: null }), modules, {}).share).toBeNull();
  });

  it('counts what waits for a grade', () => {
    const waiting = withTask({ state: 'waiting', version: 2, share: 0.5 });
    expect(withTasks(row(), modules, waiting)).toMatchObject({
      tasksWaiting: 1,
      tasksPassed: 0,
      tasksInAll: 1,
    });
  });
});
