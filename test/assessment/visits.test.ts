import { visitAfter } from '../../src/assessment/visits/note-visit.ts';

const at = (minutes: number): Date => new Date(Date.UTC(2026, 2, 2, 9, minutes));

describe('a visit of the queue', () => {
  it('finds everything new the first time', () => {
    expect(visitAfter(null, at(0))).toEqual({ lastAt: at(0), since: null });
  });

  it('keeps new what was new when the sitting began', () => {
    const first = visitAfter({ lastAt: at(-300), since: at(-600) }, at(0));
    expect(first).toEqual({ lastAt: at(0), since: at(-300) });
    expect(visitAfter(first, at(29))).toEqual({ lastAt: at(29), since: at(-300) });
  });

  it('begins a new sitting after half an hour', () => {
    expect(visitAfter({ lastAt: at(0), since: at(-300) }, at(30))).toEqual({ lastAt: at(30), since: at(0) });
  });
});
