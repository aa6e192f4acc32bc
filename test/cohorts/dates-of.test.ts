import fc from 'fast-check';
import {
  checkDates,
  datesOf,
  noRule,
  patternDates,
  type ActivityRule,
  type CohortDates,
  type DayRule,
  type Extension,
  type Extra,
} from '../../src/cohorts/index.ts';
import { initialDates } from '../../src/cohorts/dates/model.ts';
import { asId, type EnrolmentId } from '../../src/shared/index.ts';
import { aCurriculum, aModule, aQuiz, aTask } from '../support/curriculum.ts';

const eleni = asId<'enrolment'>('eleni');
const tiago = asId<'enrolment'>('tiago');
const quiz = { kind: 'quiz', id: 'q' } as const;
const on = (date: string): DayRule => ({ kind: 'date', date });
const by = { personId: asId<'person'>('p'), name: 'Sofia' };

function dates(rule: Partial<ActivityRule>, changes: Partial<CohortDates> = {}): CohortDates {
  return {
    ...initialDates(asId('cohort')),
    timeZone: 'Europe/Ljubljana',
    activities: { 'quiz:q': { ...noRule, ...rule } },
    ...changes,
  };
}

let count = 0;
function extension(extra: Extra, whom: readonly EnrolmentId[] | null = null): Extension {
  return {
    id: asId(`e${(count += 1)}`),
    ...{ enrolmentIds: whom, activities: null, extra, reason: 'Ill', by },
    ...{ at: new Date(0), revoked: null },
  };
}

describe('the dates of a person', () => {
  it('are none where nothing is set, so that nothing is late', () => {
    const none = datesOf(initialDates(asId('cohort')), eleni);
    expect(none.hasDates).toBe(false);
    expect(none.of(quiz)).toEqual({ opensAt: null, dueAt: null, closesAt: null, isExtended: false });
  });

  it('begin with a day and end with one, by the clock of the cohort', () => {
    const { opensAt, dueAt } = datesOf(dates({ opens: on('2026-03-02'), due: on('2026-03-29') }), null).of(
      quiz,
    );
    expect(opensAt?.toISOString()).toBe('2026-03-01T23:00:00.000Z');
    expect(dueAt?.toISOString()).toBe('2026-03-29T21:59:59.000Z');
  });

  it('close at the last date only where the cohort ends there', () => {
    const rule = { due: on('2026-03-02'), last: on('2026-03-09') };
    expect(datesOf(dates(rule), eleni).of(quiz).closesAt).toBeNull();
    expect(
      datesOf(dates(rule, { lateRule: 'until-last' }), eleni)
        .of(quiz)
        .closesAt?.toISOString(),
    ).toBe('2026-03-09T22:59:59.000Z');
  });

  it('count days from day 1, which is the first', () => {
    const day: DayRule = { kind: 'day', day: 1 };
    expect(
      datesOf(dates({ due: day }, { dayOne: '2026-09-07' }), null)
        .of(quiz)
        .dueAt?.toISOString(),
    ).toBe('2026-09-07T21:59:59.000Z');
    expect(datesOf(dates({ due: day }), null).of(quiz).dueAt).toBeNull();
  });

  it('move with an extension for that person, and for nobody else', () => {
    const extensions = [extension({ kind: 'days', days: 7 }, [eleni])];
    const extended = dates({ due: on('2026-03-02') }, { extensions });
    expect(datesOf(extended, eleni).of(quiz)).toMatchObject({
      dueAt: new Date('2026-03-09T22:59:59Z'),
      isExtended: true,
    });
    expect(datesOf(extended, tiago).of(quiz)).toMatchObject({
      dueAt: new Date('2026-03-02T22:59:59Z'),
      isExtended: false,
    });
    expect(datesOf(extended, null).of(quiz).isExtended).toBe(false);
  });

  it('move for everybody with an extension for the cohort', () => {
    const extended = dates({ due: on('2026-03-02') }, { extensions: [extension({ kind: 'days', days: 1 })] });
    for (const whom of [eleni, tiago, null]) expect(datesOf(extended, whom).of(quiz).isExtended).toBe(true);
  });

  it('are as before when an extension is taken back', () => {
    const taken = { ...extension({ kind: 'days', days: 7 }), revoked: { by, at: new Date(0) } };
    const extended = dates({ due: on('2026-03-02') }, { extensions: [taken] });
    expect(datesOf(extended, eleni).of(quiz)).toEqual(
      datesOf(dates({ due: on('2026-03-02') }), eleni).of(quiz),
    );
  });

  const anExtra: fc.Arbitrary<Extra> = fc.oneof(
    fc.integer({ min: 1, max: 60 }).map((days): Extra => ({ kind: 'days', days })),
    fc.constantFrom('2026-01-01', '2026-03-05', '2027-01-01').map((date): Extra => ({ kind: 'until', date })),
  );

  it('never get earlier by an extension, and the order of extensions does not matter', () => {
    fc.assert(
      fc.property(fc.array(anExtra, { maxLength: 5 }), anExtra, (extras, more) => {
        const rule = { due: on('2026-03-02'), last: on('2026-03-09') };
        const withAll = (list: readonly Extra[]) =>
          datesOf(
            dates(rule, { lateRule: 'until-last', extensions: list.map((extra) => extension(extra)) }),
            eleni,
          ).of(quiz);
        const before = withAll(extras);
        const after = withAll([...extras, more]);
        expect(Number(after.dueAt)).toBeGreaterThanOrEqual(Number(before.dueAt));
        expect(Number(after.closesAt)).toBeGreaterThanOrEqual(Number(before.closesAt));
        expect(Number(after.closesAt)).toBeGreaterThanOrEqual(Number(after.dueAt));
        expect(withAll([more, ...extras])).toEqual(after);
      }),
    );
  });
});

describe('dates that contradict each other', () => {
  it.each([
    [{ due: on('2026-02-30') }, 'date-wrong'],
    [{ due: { kind: 'day', day: 3 } }, 'day-one-missing'],
    [{ opens: on('2026-03-03'), due: on('2026-03-02') }, 'due-before-opens'],
    [{ due: on('2026-03-03'), last: on('2026-03-02') }, 'last-before-due'],
    [{ opens: on('2026-03-03'), last: on('2026-03-02') }, 'last-before-opens'],
  ] as const)('are found: %j', (rule, code) => {
    expect(checkDates(dates(rule)).map((problem) => problem.code)).toEqual([code]);
  });

  it('are found where a counted day is out of range', () => {
    const counted = dates({ due: { kind: 'day', day: 0 } }, { dayOne: '2026-09-07' });
    expect(checkDates(counted).map(({ code }) => code)).toEqual(['day-out-of-range']);
  });
});

describe('a pattern', () => {
  const curriculum = aCurriculum({
    modules: [
      aModule({ id: 'm1', quiz: aQuiz({ id: 'q1' }), task: aTask({ id: 't1' }) }),
      aModule({ id: 'm2', quiz: aQuiz({ id: 'q2' }), task: aTask({ id: 't2', opensWithModuleId: 'm1' }) }),
    ],
  });

  it('never contradicts itself', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 8 }),
        fc.boolean(),
        fc.integer({ min: 0, max: 60 }),
        fc.option(fc.integer({ min: 0, max: 90 })),
        (weeksPerModule, opensWithModule, taskDays, lastDays) => {
          const activities = patternDates(curriculum, {
            weeksPerModule,
            opensWithModule,
            taskDays,
            lastDays,
          });
          expect(checkDates({ timeZone: 'UTC', dayOne: '2026-09-07', activities })).toEqual([]);
        },
      ),
    );
  });

  it('gives each module its weeks, and opens a task with the module in which its work begins', () => {
    const activities = patternDates(curriculum, {
      ...{ weeksPerModule: 3, opensWithModule: true, taskDays: 7, lastDays: 14 },
    });
    const days = Object.entries(activities).map(([key, { opens, due, last }]) => [
      key,
      ...[opens, due, last].map((rule) => (rule?.kind === 'day' ? rule.day : null)),
    ]);
    expect(days).toEqual([
      ['quiz:q1', 1, 21, 35],
      ['task:t1', 1, 28, 42],
      ['quiz:q2', 22, 42, 56],
      ['task:t2', 1, 49, 63],
    ]);
  });
});
