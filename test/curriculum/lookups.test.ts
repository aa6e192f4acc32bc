import {
  findActivity,
  findLesson,
  findQuestion,
  findQuiz,
  findTask,
  findModule,
  lessonNeighbours,
  listActivities,
  moduleOf,
  neighboursOf,
  refOf,
  titleOf,
} from '../../src/curriculum/index.ts';
import { formatActivityRef } from '../../src/shared/index.ts';
import { aCurriculum, aLesson, aModule, aQuiz, anOutline } from '../support/curriculum.ts';

const later = aModule({
  id: 'later',
  number: 3,
  lessons: [aLesson({ id: 'third-steps', moduleId: 'later', title: 'Third steps' })],
  quiz: null,
  task: null,
});
const curriculum = aCurriculum({ modules: [aModule(), anOutline(), later] });

describe('looking things up', () => {
  it('finds every activity by its reference, with its module', () => {
    for (const activity of listActivities(curriculum)) {
      const found = findActivity(curriculum, refOf(activity));
      expect(found).toEqual(activity);
      expect(moduleOf(curriculum, refOf(activity))?.id).toBe(
        activity.kind === 'curriculum' ? null : activity.module.id,
      );
    }
    expect(listActivities(curriculum).map((activity) => formatActivityRef(refOf(activity)))).toEqual([
      'lesson:first-steps',
      'lesson:second-steps',
      'quiz:groups-quiz',
      'task:groups-task',
      'lesson:third-steps',
    ]);
  });

  it('answers null for what is not there', () => {
    expect(findActivity(curriculum, { kind: 'cohort' })).toBeNull();
    expect(findActivity(curriculum, { kind: 'quiz', id: 'first-steps' })).toBeNull();
    expect(moduleOf(curriculum, { kind: 'curriculum' })).toBeNull();
    expect(titleOf(curriculum, { kind: 'lesson', id: 'none' })).toBeNull();
    const none = [findLesson, findQuiz, findTask, findModule].map((find) => find(curriculum, 'none'));
    expect(none).toEqual([null, null, null, null]);
    expect(findQuestion(aQuiz(), 'none')).toBeNull();
  });

  it('knows the title of everything', () => {
    expect(titleOf(curriculum, { kind: 'curriculum' })).toBe('Sample curriculum');
    expect(titleOf(curriculum, { kind: 'module', id: 'profile' })).toBe('Profile');
    expect(titleOf(curriculum, { kind: 'lesson', id: 'third-steps' })).toBe('Third steps');
    expect(titleOf(curriculum, { kind: 'quiz', id: 'groups-quiz' })).toBe('Quiz on groups');
    expect(titleOf(curriculum, { kind: 'task', id: 'groups-task' })).toBe('Analyse a group');
  });

  it('leads from one activity to the next, past outlines', () => {
    const ends = neighboursOf(curriculum, { kind: 'task', id: 'groups-task' });
    expect([ends.previous?.kind, ends.next && refOf(ends.next)]).toEqual([
      'quiz',
      { kind: 'lesson', id: 'third-steps' },
    ]);
    expect(neighboursOf(curriculum, { kind: 'curriculum' })).toEqual({ previous: null, next: null });
    expect(lessonNeighbours(curriculum, 'second-steps')).toMatchObject({
      previous: { id: 'first-steps' },
      next: { id: 'third-steps' },
    });
    expect(lessonNeighbours(curriculum, 'first-steps').previous).toBeNull();
  });
});
