import { markedWorks } from '../../src/assessment/moderation/list-marked-works.ts';
import type { MarkedSubmission } from '../../src/assessment/moderation/moderation.records.ts';
import type { MarkRole } from '../../src/assessment/index.ts';
import { asId } from '../../src/shared/index.ts';

const at = new Date('2026-03-02T09:00:00Z');
const aMark = (role: MarkRole, isFinished = true, version = 1): MarkedSubmission['marks'][number] => ({
  ...{ version, role, levels: { clarity: 3 }, finishedAt: isFinished ? at : null },
  marker: { enrolmentId: asId(role), personId: asId('p'), name: role },
});
const rolesShown = (
  marks: MarkedSubmission['marks'],
  changes: Partial<MarkedSubmission> = {},
): (readonly string[])[] =>
  markedWorks(
    {
      ...{
        id: asId('s'),
        state: 'waiting',
        current: 1,
        releases: [],
        authors: [{ enrolmentId: asId('ana'), name: 'Ana', state: 'accepted' }],
        marks,
      },
      ...changes,
    },
    false,
  ).map((work) => work.marks.map(({ role }) => role));

describe('marks for moderation', () => {
  it('are finished ones only', () => {
    expect(rolesShown([aMark('alone')])).toEqual([['alone']]);
    expect(rolesShown([aMark('alone', false)])).toEqual([]);
  });

  it('do not show the first mark while the second is missing or unfinished', () => {
    expect(rolesShown([aMark('first')])).toEqual([]);
    expect(rolesShown([aMark('first'), aMark('second', false)])).toEqual([]);
    expect(rolesShown([aMark('first'), aMark('second')])).toEqual([['first', 'second']]);
  });

  it('show what is settled, also where a second mark never came', () => {
    expect(rolesShown([aMark('first')], { state: 'passed' })).toEqual([['first']]);
    expect(rolesShown([aMark('first', true, 1), aMark('first', true, 2)], { current: 2 })).toEqual([
      ['first'],
    ]);
  });

  it('hide names until a grade is released, where names are hidden', () => {
    const submission: MarkedSubmission = {
      ...{ id: asId('s'), state: 'waiting', current: 1, releases: [], marks: [aMark('alone')] },
      authors: [{ enrolmentId: asId('ana'), name: 'Ana', state: 'accepted' }],
    };
    expect(markedWorks(submission, true)[0]?.authors).toEqual([{ enrolmentId: 'ana', name: null }]);
    const released = { ...submission, releases: [{ version: 1 }] };
    expect(markedWorks(released, true)[0]?.authors).toEqual([{ enrolmentId: 'ana', name: 'Ana' }]);
  });

  it('name authors who hand in, not those who were only invited', () => {
    const authors = [
      { enrolmentId: asId<'enrolment'>('ana'), name: 'Ana', state: 'accepted' as const },
      { enrolmentId: asId<'enrolment'>('ben'), name: 'Ben', state: 'invited' as const },
    ];
    const [work] = markedWorks(
      {
        ...{ id: asId('s'), state: 'passed', current: 1, releases: [], authors, marks: [aMark('alone')] },
      },
      false,
    );
    expect(work?.authors).toEqual([{ enrolmentId: 'ana', name: 'Ana' }]);
  });
});
