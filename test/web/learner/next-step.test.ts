import { aCurriculum, aLesson, aModule } from '../../support/curriculum.ts';
import { nextStep } from '../../../src/web/pages/learner/next-step.ts';
import { anAttempt, aProgress, withTask } from './scene.ts';

const curriculum = aCurriculum();
const none = new Set<string>();

function step(
  progress = aProgress(),
  lastPlace: string | null = null,
  locked: ReadonlySet<string> = none,
  tasks = {},
) {
  return nextStep(curriculum, { progress, tasks, lastPlace, locked });
}

describe('the next step', () => {
  it('is the first lesson for someone who comes for the first time', () => {
    expect(step()).toMatchObject({ kind: 'lesson', lesson: { id: 'first-steps' }, resumed: false });
  });

  it('is the lesson where the trainee was, if it is not done', () => {
    expect(step(aProgress(), '/lessons/second-steps')).toMatchObject({
      lesson: { id: 'second-steps' },
      resumed: true,
    });
  });

  it('goes on after the lesson where the trainee was, if it is done', () => {
    const progress = aProgress({ done: ['first-steps'] });
    expect(step(progress, '/lessons/first-steps')).toMatchObject({ lesson: { id: 'second-steps' } });
  });

  it('comes back to what was left out once the rest is done', () => {
    const progress = aProgress({ done: ['second-steps'], standing: { passed: true } });
    expect(step(progress, '/lessons/second-steps')).toMatchObject({ lesson: { id: 'first-steps' } });
  });

  it('stays in the module where the trainee was before it goes on to the next', () => {
    const next = aModule({
      ...{ id: 'profile', number: 2, quiz: null, task: null },
      lessons: [aLesson({ id: 'third-steps', moduleId: 'profile' })],
    });
    const two = aCurriculum({ modules: [aModule(), next] });
    const progress = aProgress({ done: ['first-steps'], standing: { passed: true } });
    const situation = { progress, tasks: {}, lastPlace: '/quizzes/groups-quiz', locked: none };
    expect(nextStep(two, situation)).toMatchObject({ lesson: { id: 'second-steps' } });
    const done = aProgress({ done: ['first-steps', 'second-steps'], standing: { passed: true } });
    const tasks = withTask({ state: 'waiting', version: 1 });
    expect(nextStep(two, { ...situation, progress: done })).toMatchObject({ kind: 'task' });
    expect(nextStep(two, { ...situation, progress: done, tasks })).toMatchObject({
      lesson: { id: 'third-steps' },
    });
  });

  it('is an open attempt before anything else', () => {
    const progress = aProgress({ standing: { openAttemptId: anAttempt.id } });
    expect(step(progress, '/lessons/first-steps')).toMatchObject({
      kind: 'attempt',
      attemptId: anAttempt.id,
    });
  });

  it('is the quiz once the lessons are done, and again after a failed attempt', () => {
    const done = ['first-steps', 'second-steps'];
    expect(step(aProgress({ done }))).toMatchObject({ kind: 'quiz', again: false });
    const failed = { attemptsUsed: 1, attemptsLeft: 2, bestShare: 0.5 };
    expect(step(aProgress({ done, standing: failed }))).toMatchObject({ kind: 'quiz', again: true });
  });

  it('is the task once the quiz is passed, or once no attempt is left', () => {
    const done = ['first-steps', 'second-steps'];
    for (const standing of [{ passed: true }, { attemptsLeft: 0 }])
      expect(step(aProgress({ done, standing }))).toMatchObject({
        ...{ kind: 'task', what: 'write' },
        task: { id: 'groups-task' },
      });
  });

  it('is nothing while the task waits for its grade, or when it is settled', () => {
    const progress = aProgress({ done: ['first-steps', 'second-steps'], standing: { passed: true } });
    for (const state of ['waiting', 'passed', 'failed'] as const)
      expect(step(progress, null, none, withTask({ state, version: 1 })).kind).toBe('nothing-left');
  });

  it('is the task that came back for revision before anything new', () => {
    const tasks = withTask({ state: 'revise', version: 1 });
    expect(step(aProgress(), null, none, tasks)).toMatchObject({ kind: 'task', what: 'revise' });
  });

  it('is never in a locked module', () => {
    expect(step(aProgress(), null, new Set(['groups'])).kind).toBe('nothing-left');
  });

  it('does not stumble over a place that the curriculum no longer has', () => {
    expect(step(aProgress(), '/lessons/gone')).toMatchObject({ lesson: { id: 'first-steps' } });
  });
});
