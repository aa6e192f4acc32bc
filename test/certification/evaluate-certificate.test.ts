import fc from 'fast-check';
import { evaluateCertificate, type Evidence } from '../../src/certification/index.ts';
import { aCurriculum, aModule } from '../support/curriculum.ts';

const curriculum = aCurriculum({ modules: [aModule()] });

const everything: Evidence = {
  lessonsDone: ['first-steps', 'second-steps'],
  quizShares: { 'groups-quiz': 0.7 },
  criterionLevels: { 'groups-task': { accuracy: 2, evidence: 2, 'counter-case': 3, clarity: 4 } },
  taskDecisions: { 'groups-task': 'pass' },
  reviewsGiven: {},
  attendanceShare: 0.8,
};

const nothing: Evidence = {
  ...{ lessonsDone: [], quizShares: {}, criterionLevels: {}, taskDecisions: {}, reviewsGiven: {} },
  attendanceShare: null,
};

describe('the certificate', () => {
  it('is earned where every requirement is just met', () => {
    const { met, requirements } = evaluateCertificate(curriculum, everything);
    expect(met).toBe(true);
    expect(requirements.map(({ kind }) => kind)).toEqual(['lessons', 'quizzes', 'criteria', 'attendance']);
  });

  it('asks for no attendance where the cohort has no workshops', () => {
    const { met, requirements } = evaluateCertificate(curriculum, { ...everything, attendanceShare: null });
    expect(met).toBe(true);
    expect(requirements.some(({ kind }) => kind === 'attendance')).toBe(false);
  });

  it('says of everything how far it is and what is missing', () => {
    const { met, requirements } = evaluateCertificate(curriculum, {
      lessonsDone: ['second-steps', 'a lesson that was taken out'],
      quizShares: { 'groups-quiz': 0.65 },
      criterionLevels: { 'groups-task': { accuracy: 1, evidence: 2 } },
      taskDecisions: { 'groups-task': 'revise' },
      reviewsGiven: {},
      attendanceShare: 0.5,
    });
    expect(met).toBe(false);
    expect(requirements).toEqual([
      { kind: 'lessons', met: false, done: 1, needed: 2, missing: ['first-steps'] },
      {
        ...{ kind: 'quizzes', met: false, done: 0, needed: 1, passMark: 0.7 },
        missing: [{ quizId: 'groups-quiz', share: 0.65 }],
      },
      {
        ...{ kind: 'criteria', met: false, done: 1, needed: 4, level: 2 },
        missing: [
          { taskId: 'groups-task', criterionId: 'accuracy', level: 1 },
          { taskId: 'groups-task', criterionId: 'counter-case', level: null },
          { taskId: 'groups-task', criterionId: 'clarity', level: null },
        ],
      },
      { kind: 'attendance', met: false, share: 0.5, needed: 0.8 },
    ]);
  });

  it('cannot be earned while modules are still to come', () => {
    const { met, requirements } = evaluateCertificate(aCurriculum(), everything);
    expect(met).toBe(false);
    expect(requirements.at(-1)).toEqual({ kind: 'modules-to-come', met: false, moduleIds: ['profile'] });
  });

  it('follows the decision on a task where that differs from its levels', () => {
    const levelsOf = (level: number) => ({
      'groups-task': { accuracy: level, evidence: 3, 'counter-case': 3, clarity: 3 },
    });
    const metWith = (level: number, decision: 'pass' | 'revise' | 'fail') =>
      evaluateCertificate(curriculum, {
        ...everything,
        criterionLevels: levelsOf(level),
        taskDecisions: { 'groups-task': decision },
      }).requirements.find(({ kind }) => kind === 'criteria');
    expect(metWith(1, 'pass')).toMatchObject({ met: true, done: 4 });
    expect(metWith(1, 'revise')).toMatchObject({ met: false, done: 3 });
    expect(metWith(3, 'fail')).toMatchObject({ met: false, done: 0 });
  });

  it('asks for the reviews of other works where a task does', () => {
    const [module] = aCurriculum({ modules: [aModule()] }).modules;
    const task = module?.task;
    if (!module || !task) throw new Error('The fixture has a task');
    const peerReview = { reviews: 2, withinDays: 7, sampleId: 'sample' };
    const reviewed = aCurriculum({ modules: [{ ...module, task: { ...task, peerReview } }] });
    const given = (count: number) => ({ ...everything, reviewsGiven: { [task.id]: count } });
    expect(evaluateCertificate(reviewed, everything).requirements).toContainEqual({
      ...{ kind: 'reviews', met: false, done: 0, needed: 2 },
      missing: [{ taskId: task.id, owed: 2 }],
    });
    expect(evaluateCertificate(reviewed, given(1)).met).toBe(false);
    expect(evaluateCertificate(reviewed, given(3)).met).toBe(true);
  });

  it('is not missed by the last binary digit of a sum', () => {
    const share = 0.7 - Number.EPSILON;
    expect(share).toBeLessThan(0.7);
    expect(evaluateCertificate(curriculum, { ...everything, quizShares: { 'groups-quiz': share } }).met).toBe(
      true,
    );
  });

  it('is never further away for more evidence', () => {
    const evidence = fc.record({
      lessonsDone: fc.subarray(['first-steps', 'second-steps']),
      quizShares: fc.record({ 'groups-quiz': fc.double({ min: 0, max: 1, noNaN: true }) }),
      criterionLevels: fc.record({
        'groups-task': fc.dictionary(
          fc.constantFrom('accuracy', 'evidence', 'counter-case', 'clarity'),
          fc.nat(4),
        ),
      }),
      taskDecisions: fc.constant({}),
      reviewsGiven: fc.constant({}),
      attendanceShare: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    const missing = (facts: Evidence) =>
      evaluateCertificate(curriculum, facts).requirements.filter(({ met }) => !met).length;
    fc.assert(
      fc.property(evidence, (facts) => {
        const more = { ...facts, lessonsDone: [...everything.lessonsDone], quizShares: { 'groups-quiz': 1 } };
        expect(missing(more)).toBeLessThanOrEqual(missing(facts));
        expect(evaluateCertificate(curriculum, facts).met).toBe(missing(facts) === 0);
      }),
    );
    expect(missing(nothing)).toBe(3);
  });
});
